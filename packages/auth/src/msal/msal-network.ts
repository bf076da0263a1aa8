import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";
import { HuntError, ServiceError } from "@huntkit/provider";
import { withoutCredentials } from "../http/allowed-hosts.js";
import { isDroppedConnection } from "../http/http-failure.js";
import type { HttpClient, HttpResponse } from "../http/http-types.js";
import { serverFailure } from "../failures/sign-in-failure.js";
import type { SignInClock } from "../sign-in-clock.js";
import { networkContext, type NetworkContext, type ServerErrorBody } from "./network-context.js";
import { isTransient, retryAfter, retryingRequest } from "./retrying-request.js";

const slowDown = 5_000;

/** What the network client needs. */
export interface MsalNetworkOptions {
  readonly http: HttpClient;
  readonly clock: SignInClock;
  /** The most time that one request may take. */
  readonly timeoutMilliseconds: number;
}

/**
 * The network client that MSAL is given. It retries below MSAL, which would refuse for 60 seconds after one 429 or 5xx; keeps
 * what went wrong in the {@link NetworkContext}; and goes on polling for a device code where MSAL would give up.
 */
export function msalNetwork(options: MsalNetworkOptions): INetworkModule {
  const call = <T>(method: "GET" | "POST", url: string, request?: NetworkRequestOptions): Promise<NetworkResponse<T>> => keepFailure(async (context) => {
    const send = (): Promise<HttpResponse> =>
      options.http.request(url, {
        method,
        headers: request?.headers ?? {},
        signal: context.signal,
        timeoutMilliseconds: options.timeoutMilliseconds,
        ...(request?.body === undefined ? {} : { body: request.body }),
      });
    const isPoll = /(^|&)grant_type=device_code(&|$)/.test(request?.body ?? "");
    const response = isPoll ? await pollDevice(send, options.clock, context) : await retryingRequest(send, options.clock, context.signal);
    return answer<T>(response, url, options.clock, context);
  });
  return {
    sendGetRequestAsync: (url, request) => call("GET", url, request),
    sendPostRequestAsync: (url, request) => call("POST", url, request),
  };
}

async function keepFailure<Result>(run: (context: NetworkContext) => Promise<Result>): Promise<Result> {
  const context = networkContext();
  try {
    return await run(context);
  } catch (error) {
    if (HuntError.isInstance(error)) context.failure = error as HuntError;
    throw error;
  }
}

/** One poll for a device code, in the pace that the service asks for. Only an answer that decides is given to MSAL. */
async function pollDevice(send: () => Promise<HttpResponse>, clock: SignInClock, context: NetworkContext): Promise<HttpResponse> {
  const pace = (context.devicePoll ??= { intervalMilliseconds: 5_000, polls: 0 });
  if (pace.polls++ > 0) await clock.delay(pace.intervalMilliseconds, context.signal);
  const response = await send().catch((error: unknown) => {
    if (isDroppedConnection(error)) return undefined;
    throw error;
  });
  if (response === undefined) return pending;
  if (isTransient(response.status)) {
    await clock.delay(Math.min(retryAfter(response, clock.now()) ?? 0, 60_000), context.signal);
    return pending;
  }
  if (response.status < 400 || readJson<ServerErrorBody>(response)?.error !== "slow_down") return response;
  pace.intervalMilliseconds += slowDown;
  return pending;
}

const pendingBody = Buffer.from('{"error":"authorization_pending"}');
const pending: HttpResponse = { status: 400, headers: {}, body: pendingBody, text: () => pendingBody.toString() };

function answer<T>(response: HttpResponse, url: string, clock: SignInClock, context: NetworkContext): NetworkResponse<T> {
  const serverTime = Date.parse(response.headers["date"] ?? "");
  if (!Number.isNaN(serverTime)) context.clockSkewMilliseconds = serverTime - clock.now();
  const body = readJson<T & ServerErrorBody>(response);
  if (body === undefined) throw notJson(response, url);
  context.serverError = response.status >= 400 && body.error !== undefined && body.error !== "authorization_pending" ? body : undefined;
  if (/\/devicecode\/?$/.test(new URL(url).pathname)) return { status: response.status, headers: {}, body: deviceCode(response, body, context) };
  // Without Retry-After: MSAL would refuse further calls for that time, even after a 400.
  const { "retry-after": _, ...headers } = response.headers;
  return { status: response.status, headers, body };
}

/** MSAL does not notice an error here; and with interval 0 it leaves the pace to {@link pollDevice}, which can be stopped. */
function deviceCode<T>(response: HttpResponse, body: T & ServerErrorBody, context: NetworkContext): T {
  if (response.status >= 400) throw serverFailure(body, undefined, context.clockSkewMilliseconds);
  const { interval } = body as { interval?: unknown };
  context.devicePoll = { intervalMilliseconds: (typeof interval === "number" ? interval : 5) * 1000, polls: 0 };
  return { ...body, interval: 0 };
}

function readJson<T>(response: HttpResponse): T | undefined {
  try {
    const value: unknown = JSON.parse(response.text());
    return typeof value === "object" && value !== null ? (value as T) : undefined;
  } catch {
    // Not JSON; the caller says so with the URL and the status.
    return undefined;
  }
}

function notJson(response: HttpResponse, url: string): ServiceError {
  return new ServiceError({
    code: "sign-in-answer-unreadable",
    message: `${withoutCredentials(url)} answered with status ${response.status}, but not with JSON. A proxy or a sign-in page of the network may stand between: check loginUri and the proxy.`,
  });
}
