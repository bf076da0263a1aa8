import { HuntError, ServiceError } from "@huntkit/provider";
import type { HttpResponse } from "../http/http-types.js";
import { isDroppedConnection } from "../http/http-failure.js";
import type { SignInClock } from "../sign-in-clock.js";

const tries = 5;
const longestWait = 60_000;
const firstWait = 500;
const longestBackOff = 10_000;

/**
 * Sends until there is an answer that is neither 408, 429 nor 5xx: at most 5 times, after the time that Retry-After names or
 * else a random part of 0.5, 1, 2 and 4 seconds (full jitter).
 * @throws {ServiceError} `sign-in-service-failed` or `sign-in-service-busy` when it gives up; what `send` throws that no other try mends.
 */
export async function retryingRequest(send: () => Promise<HttpResponse>, clock: SignInClock, signal: AbortSignal): Promise<HttpResponse> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await send().catch((error: unknown) => droppedOrThrow(error));
    if (!HuntError.isInstance(outcome) && !isTransient(outcome.status)) return outcome as HttpResponse;
    const asked = HuntError.isInstance(outcome) ? undefined : retryAfter(outcome as HttpResponse, clock.now());
    if (attempt === tries || (asked ?? 0) > longestWait) throw givenUp(outcome as HttpResponse | HuntError, attempt, asked);
    await clock.delay(asked ?? clock.random() * Math.min(longestBackOff, firstWait * 2 ** (attempt - 1)), signal);
  }
}

/** Whether an answer may be another one if asked again. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** The wait that an answer asks for, in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfter(response: HttpResponse, now: number): number | undefined {
  const value = response.headers["retry-after"]?.trim();
  if (!value) return undefined;
  const milliseconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - (Date.parse(response.headers["date"] ?? "") || now);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

function droppedOrThrow(error: unknown): HuntError {
  if (isDroppedConnection(error)) return error as HuntError;
  throw error;
}

function givenUp(outcome: HttpResponse | HuntError, attempts: number, asked: number | undefined): HuntError {
  if (HuntError.isInstance(outcome)) return outcome as HuntError;
  const after = asked === undefined ? "later" : `in ${Math.ceil(asked / 1000)} seconds`;
  const busy = outcome.status === 429;
  return new ServiceError({
    code: busy ? "sign-in-service-busy" : "sign-in-service-failed",
    message: `The sign-in service ${busy ? "takes no more requests for now" : "failed"} (status ${outcome.status}, asked ${attempts} times). Try again ${after}.`,
  });
}
