import { CancelledError, HuntError, QuotaError, ServiceError, SettingError, SignInError } from "@huntkit/provider";

/** What was asked of a vault when it failed. */
export interface VaultCall {
  /** The vault, as people know it: its name, or its host. */
  readonly vault: string;
  /** The secret's name. */
  readonly secretName: string;
  /** What was tried. */
  readonly action: "read" | "write";
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  /** The status of the last answer, if there was one. */
  readonly lastStatus: number | undefined;
  /** Seconds that the call was given. */
  readonly seconds: number;
}

interface Failure {
  readonly name?: string;
  readonly code?: unknown;
  readonly statusCode?: number;
  readonly message?: string;
  readonly cause?: unknown;
  readonly details?: { readonly error?: { readonly innererror?: { readonly code?: unknown } } };
  readonly response?: { readonly headers?: { get(name: string): string | undefined }; readonly bodyAsText?: string | null };
}

const untrusted = new Set(["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SELF_SIGNED_CERT_IN_CHAIN", "DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "CERT_UNTRUSTED", "CERT_SIGNATURE_FAILURE"]);
const wrongCertificate = new Set(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "ERR_TLS_CERT_ALTNAME_INVALID"]);

/**
 * What a failed call to a vault means and what to do about it. Names vault and secret, never the value; the text of the service is
 * not quoted, and the request, which holds the token, is not kept.
 */
export function vaultError(error: unknown, call: VaultCall): HuntError {
  if (HuntError.isInstance(error)) return error;
  const failure = (typeof error === "object" && error !== null ? error : {}) as Failure;
  const cause = summary(failure);
  const aborted = failure.name === "AbortError" || failure.name === "TimeoutError";
  if (aborted && call.signal?.aborted) return new CancelledError({ code: "cancelled", message: "The call to Key Vault was cancelled.", cause });
  const status = failure.statusCode ?? (aborted && call.lastStatus !== undefined && call.lastStatus >= 429 ? call.lastStatus : undefined);
  return status === undefined ? connectionError(failure, call, aborted, cause) : statusError(status, failure, call, cause);
}

function statusError(status: number, failure: Failure, call: VaultCall, cause: unknown): HuntError {
  const { vault, secretName } = call;
  if (status === 404) return new SettingError({ code: "key-vault-secret-missing", message: `Key Vault ${vault} has no secret ${secretName}. Check the name, or store it with \`huntkit config set <setting> --store\`.`, cause });
  if (status === 401) return unauthorized(failure, call, cause);
  if (status === 403) return forbidden(failure, call, cause);
  if (status === 429) return throttled(failure, call, cause);
  if (status === 409) return new SettingError({ code: "key-vault-secret-deleted", message: `Secret ${secretName} of Key Vault ${vault} was deleted and can still be recovered; until it is recovered or purged its name cannot be used. Recover it, or choose another name.`, cause });
  if (status >= 500) return new ServiceError({ code: "key-vault-failed", message: `Key Vault ${vault} failed (HTTP ${status}) when secret ${secretName} was asked for.`, cause });
  return new SettingError({ code: "key-vault-refused", message: `Key Vault ${vault} refused the call for secret ${secretName} (HTTP ${status}). Check the names of vault and secret.`, cause });
}

function unauthorized(failure: Failure, { vault, secretName }: VaultCall, cause: unknown): HuntError {
  const isWrongTenant = /AKV10032|Invalid issuer/i.test(`${failure.message ?? ""}${failure.response?.bodyAsText ?? ""}`);
  if (isWrongTenant) return wrongTenant(vault, secretName, cause);
  return new SignInError({ code: "key-vault-unauthorized", message: `Key Vault ${vault} did not accept the sign-in when secret ${secretName} was asked for. Sign in again; check KeyVault.TenantId and KeyVault.Authority.`, cause });
}

/** The vault belongs to another tenant than the one signed in to. */
export function wrongTenant(vault: string, secretName: string, cause?: unknown, tenants?: { readonly signedIn: string; readonly vault: string }): SignInError {
  const which = tenants ? `: it belongs to tenant ${tenants.vault}, the sign-in is for ${tenants.signedIn}` : "";
  return new SignInError({ code: "key-vault-wrong-tenant", message: `Key Vault ${vault}, asked for secret ${secretName}, belongs to another tenant than the one signed in to${which}. Set KeyVault.TenantId to the tenant of the vault.`, ...(cause === undefined ? {} : { cause }) });
}

/** Says that it was a vault that a token was wanted for: the one who connects to Defender may not know that a vault is asked. */
export function signInFailed(failure: HuntError, { vault, secretName }: Pick<VaultCall, "vault" | "secretName">): HuntError {
  const message = `Nobody could be signed in to Key Vault ${vault} for secret ${secretName}. ${failure.message} What signs in to the vault is said by KeyVault.AuthnType, else by Azure.auth_methods.`;
  if (failure.kind === "sign-in") return new SignInError({ code: failure.code, message, cause: failure });
  return failure.kind === "setting" ? new SettingError({ code: failure.code, message, cause: failure }) : failure;
}

function forbidden(failure: Failure, { vault, secretName, action }: VaultCall, cause: unknown): HuntError {
  const inner = innerCode(failure);
  if (inner === "SecretDisabled") return new SettingError({ code: "key-vault-secret-disabled", message: `Secret ${secretName} of Key Vault ${vault} is disabled. Enable it, or use another.`, cause });
  const write = action === "write";
  const grant =
    inner === "ForbiddenByRbac" ? `Grant the role "${write ? "Key Vault Secrets Officer" : "Key Vault Secrets User"}" on the vault`
    : inner === "ForbiddenByPolicy" ? `Grant "${write ? "Set" : "Get"}" for secrets in the access policy of the vault`
    : inner === "ForbiddenByFirewall" ? "The firewall of the vault does not let this address in: allow it, or use the private endpoint"
    : `Grant the role "${write ? "Key Vault Secrets Officer" : "Key Vault Secrets User"}" (or "${write ? "Set" : "Get"}" in its access policy), and check its firewall`;
  return new SignInError({ code: "key-vault-forbidden", message: `Key Vault ${vault} does not let the one signed in ${action} secret ${secretName}. ${grant}.`, cause });
}

function throttled(failure: Failure, { vault, secretName }: VaultCall, cause: unknown): HuntError {
  const seconds = Number(failure.response?.headers?.get("retry-after") ?? Number.NaN);
  const wait = Number.isFinite(seconds) ? ` Try again in ${seconds} seconds.` : " Try again in a minute.";
  return new QuotaError({ code: "key-vault-throttled", quota: "calls", message: `Key Vault ${vault} is asked too often and did not give secret ${secretName}.${wait}`, cause, ...(Number.isFinite(seconds) ? { retryAfterMilliseconds: seconds * 1000 } : {}) });
}

function connectionError(failure: Failure, call: VaultCall, timedOut: boolean, cause: unknown): HuntError {
  const { vault, secretName } = call;
  const code = lowCode(failure);
  if (untrusted.has(code)) return new SettingError({ code: "key-vault-untrusted", message: `The certificate of Key Vault ${vault}, asked for secret ${secretName}, comes from an authority that is not trusted (${code}). A proxy that looks into TLS does this: give its authority in CaFile, or in NODE_EXTRA_CA_CERTS before the start.`, cause });
  if (wrongCertificate.has(code)) return new SettingError({ code: "key-vault-wrong-certificate", message: `The certificate of Key Vault ${vault}, asked for secret ${secretName}, does not hold now or for this host (${code}). Check the clock of this computer and the address of the vault.`, cause });
  if (/challenge/i.test(failure.message ?? "")) return new SettingError({ code: "key-vault-not-a-vault", message: `What answers as Key Vault ${vault}, asked for secret ${secretName}, asks for a sign-in that is not one of that vault's cloud. Check KeyVault.Authority and the address of the vault.`, cause });
  if (timedOut) return new ServiceError({ code: "key-vault-unreachable", message: `Key Vault ${vault} did not give secret ${secretName} within ${call.seconds} seconds. Check network and proxy.`, cause });
  const help = code === "ENOTFOUND" || code === "EAI_AGAIN" ? "There is no such host: check the vault's name, KeyVault.Authority and the network" : "Check network, proxy and the address of the vault";
  return new ServiceError({ code: "key-vault-unreachable", message: `Key Vault ${vault} cannot be reached for secret ${secretName}${code === "" ? "" : ` (${code})`}. ${help}.`, cause });
}

function lowCode(failure: Failure): string {
  const own = [failure, failure.cause as Failure | undefined].map((one) => one?.code).find((code) => typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code) && code !== "REQUEST_SEND_ERROR");
  return typeof own === "string" ? own : "";
}

function innerCode(failure: Failure): string {
  const fromDetails = failure.details?.error?.innererror?.code;
  if (typeof fromDetails === "string") return fromDetails;
  return /"innererror"\s*:\s*\{[^}]*"code"\s*:\s*"([A-Za-z]+)"/.exec(failure.response?.bodyAsText ?? "")?.[1] ?? "";
}

// The library's error holds the request with the token, and texts of the service.
function summary(failure: Failure): Readonly<Record<string, unknown>> {
  const code = typeof failure.code === "string" && /^[A-Za-z0-9_]{1,60}$/.test(failure.code) ? failure.code : undefined;
  const requestId = failure.response?.headers?.get("x-ms-request-id");
  return Object.freeze({ name: failure.name ?? "unknown", ...(code === undefined ? {} : { code }), ...(failure.statusCode === undefined ? {} : { statusCode: failure.statusCode }), ...(requestId === undefined ? {} : { requestId: requestId.slice(0, 64) }) });
}
