import type { EmulatorClock } from "../server/emulator-clock.js";
import type { ServiceResponse } from "../server/service-response.js";
import type { FaultRule } from "./fault-rule.js";

/** Whether the fault answers in the service's place. */
export function replacesService({ status, body }: FaultRule): boolean {
  return status !== undefined || body !== undefined;
}

/** The answer of a fault that replaces the service. */
export function replacementResponse({ status, body }: FaultRule): ServiceResponse {
  if (body === undefined) return { status: status ?? 200 };
  const isText = typeof body === "string";
  return { status: status ?? 200, headers: { "content-type": isText ? "text/plain" : "application/json; charset=utf-8" }, body: isText ? body : JSON.stringify(body) };
}

/** The answer with the fault's headers and with its damage to the text; how it is sent is decided elsewhere. */
export function spoiltResponse(response: ServiceResponse, fault: FaultRule, clock: EmulatorClock): ServiceResponse {
  const headers = {
    ...response.headers,
    ...(fault.contentType === undefined ? {} : { "content-type": fault.contentType }),
    ...(fault.retryAfter === undefined ? {} : { "retry-after": retryAfterText(fault.retryAfter, clock) }),
    ...fault.headers,
  };
  const body = fault.badJson === true && response.body !== undefined ? firstHalf(Buffer.from(response.body)) : response.body;
  return { ...response, headers, ...(body === undefined ? {} : { body }) };
}

/** The first half of some bytes: at least none, never all. */
export function firstHalf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function retryAfterText(retryAfter: NonNullable<FaultRule["retryAfter"]>, clock: EmulatorClock): string {
  if (typeof retryAfter === "number") return String(retryAfter);
  if (retryAfter instanceof Date) return retryAfter.toUTCString();
  return new Date(clock.now() + retryAfter.dateAfterSeconds * 1000).toUTCString();
}
