import { CancelledError, HuntError, ServiceError, SettingError } from "@huntkit/provider";

/** What an error message may tell about a request. */
export interface FailedRequest {
  /** The URL without query and credentials. */
  readonly shownUrl: string;
  /** The proxy without credentials, if one was used. */
  readonly shownProxy: string | undefined;
  /** Whether the caller's signal stopped it. */
  readonly cancelled: boolean;
  /** Whether the time limit of the request stopped it. */
  readonly timedOut: boolean;
}

const untrusted = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_UNTRUSTED",
  "INVALID_CA",
]);
const dropped = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ECONNABORTED", "HPE_INVALID_EOF_STATE"]);
const timeouts = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"]);

/** Whether a failure of a client was a connection that broke or could not be made; another try may succeed. */
export function isDroppedConnection(error: unknown): boolean {
  return HuntError.isInstance(error) && ["connection-dropped", "service-unreachable", "service-timeout"].includes(error.code);
}

/** Makes a failure of the network into an error that names the fix; the failure is its cause. */
export function httpFailure(failure: unknown, request: FailedRequest): HuntError {
  if (HuntError.isInstance(failure)) return failure as HuntError;
  const code = codeOf(failure);
  const at = `${request.shownUrl}${request.shownProxy ? ` through the proxy ${request.shownProxy}` : ""}`;
  if (request.cancelled) return new CancelledError({ code: "cancelled", message: `The request to ${request.shownUrl} was cancelled.`, cause: failure });
  if (request.timedOut || timeouts.has(code)) return new ServiceError({ code: "service-timeout", message: `${at} did not answer in time. Try again; behind a proxy, set HTTPS_PROXY or the setting proxy.`, cause: failure });
  return tlsFailure(code, at, failure) ?? proxyFailure(code, at, failure) ?? bodyFailure(code, at, failure) ?? connectionFailure(code, at, failure);
}

function tlsFailure(code: string, at: string, cause: unknown): HuntError | undefined {
  if (untrusted.has(code))
    return setting("certificate-not-trusted", `The TLS certificate of ${at} is signed by an authority that is not trusted here (${code}). If a proxy of your organisation inspects TLS, or the service is your own, give its authority as a PEM file: setting caFile, or the variable NODE_EXTRA_CA_CERTS.`, cause);
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return setting("certificate-other-host", `The TLS certificate of ${at} is for another host. Check the URL, or the proxy on the way.`, cause);
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return setting("certificate-out-of-date", `The TLS certificate of ${at} is out of date (${code}). Check the clock of this machine; else the service must renew it.`, cause);
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return setting("tls-failed", `No TLS connection to ${at} could be agreed on (${code}). Check that the port speaks https, and the proxy on the way.`, cause);
  return undefined;
}

function proxyFailure(code: string, at: string, cause: unknown): HuntError | undefined {
  const status = /Proxy response \((\d+)\)/.exec(messageOf(cause))?.[1];
  if (status === undefined) return undefined;
  if (status === "407") return setting("proxy-refused", `The proxy wants a user name and password for ${at} (407). Write them into the proxy's URL: http://user:password@host:port.`, cause);
  return new ServiceError({ code: "proxy-refused", message: `The proxy did not connect to ${at} (status ${status}). Check the proxy, or except the host by NO_PROXY.`, cause });
}

function bodyFailure(code: string, at: string, cause: unknown): HuntError | undefined {
  if (!/^(Z_|ERR_|HPE_|UND_ERR_RES)/.test(code) || dropped.has(code)) return undefined;
  return new ServiceError({ code: "response-damaged", message: `The answer of ${at} is damaged (${code}). Try again.`, cause });
}

function connectionFailure(code: string, at: string, cause: unknown): HuntError {
  if (dropped.has(code)) return new ServiceError({ code: "connection-dropped", message: `The connection to ${at} was dropped (${code}). Try again.`, cause });
  return new ServiceError({ code: "service-unreachable", message: `${at} cannot be reached (${code || "unknown failure"}). Check the network, the host's name and the proxy (setting proxy, HTTPS_PROXY).`, cause });
}

function setting(code: string, message: string, cause: unknown): SettingError {
  return new SettingError({ code, message, cause });
}

/** The code of a failure: its own, or that of the first failure below it that has one. */
function codeOf(failure: unknown): string {
  for (let at = failure, depth = 0; typeof at === "object" && at !== null && depth < 5; depth++) {
    const { code, cause, errors } = at as { code?: unknown; cause?: unknown; errors?: unknown };
    const below = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
    const belowCode = below === undefined ? "" : codeOf(below);
    if (belowCode !== "" && (typeof code !== "string" || code === "UND_ERR_SOCKET")) return belowCode;
    if (typeof code === "string") return code;
    at = below;
  }
  return "";
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? `${failure.message} ${failure.cause instanceof Error ? failure.cause.message : ""}` : "";
}
