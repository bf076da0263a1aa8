import { CancelledError, ServiceError, SettingError } from "@huntkit/provider";
import { expect, it } from "vitest";
import type { HttpResponse } from "../http/http-types.js";
import type { SignInClock } from "../sign-in-clock.js";
import { retryingRequest } from "./retrying-request.js";

const now = Date.parse("2026-07-01T00:00:00Z");

function answer(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers, body: Buffer.alloc(0), text: () => "" };
}

/** Sends the outcomes in order and gives the waits between them. */
async function run(outcomes: readonly (HttpResponse | Error)[], random = 0.5): Promise<{ readonly result: HttpResponse | Error; readonly waits: number[]; readonly sent: number }> {
  const waits: number[] = [];
  let sent = 0;
  const clock: SignInClock = { now: () => now, random: () => random, delay: async (milliseconds) => void waits.push(milliseconds) };
  const send = async (): Promise<HttpResponse> => {
    const outcome = outcomes[Math.min(sent++, outcomes.length - 1)];
    if (outcome instanceof Error || outcome === undefined) throw outcome;
    return outcome;
  };
  const result = await retryingRequest(send, clock, new AbortController().signal).catch((error: unknown) => error as Error);
  return { result, waits, sent };
}

const dropped = new ServiceError({ code: "connection-dropped", message: "x" });

it("gives an answer that is final at once", async () => {
  for (const status of [200, 302, 400, 401, 404]) expect(await run([answer(status)])).toMatchObject({ result: { status }, waits: [], sent: 1 });
});

it("waits a random part of a time that doubles", async () => {
  expect((await run([answer(500), answer(502), dropped, answer(408), answer(200)])).waits).toEqual([250, 500, 1000, 2000]);
  expect((await run([answer(500), answer(200)], 0)).waits).toEqual([0]);
});

it("waits as long as Retry-After says, in seconds or as a date by the service's own clock", async () => {
  expect((await run([answer(429, { "retry-after": "7" }), answer(200)])).waits).toEqual([7000]);
  expect((await run([answer(503, { "retry-after": "Wed, 01 Jul 2026 00:00:09 GMT" }), answer(200)])).waits).toEqual([9000]);
  expect((await run([answer(503, { "retry-after": "Wed, 01 Jul 2026 01:00:09 GMT", date: "Wed, 01 Jul 2026 01:00:05 GMT" }), answer(200)])).waits).toEqual([4000]);
  expect((await run([answer(429, { "retry-after": "soon" }), answer(200)])).waits).toEqual([250]);
});

it("gives up after 5 tries, or at once when the wait would be over a minute, and says so", async () => {
  expect(await run([answer(500)])).toMatchObject({ sent: 5, result: { code: "sign-in-service-failed", retryable: true } });
  expect(await run([answer(429, { "retry-after": "61" })])).toMatchObject({ sent: 1, result: { code: "sign-in-service-busy", message: expect.stringContaining("61 seconds") as string } });
  expect(await run([dropped])).toMatchObject({ sent: 5, result: dropped });
});

it("does not try again what another try cannot mend", async () => {
  const untrusted = new SettingError({ code: "certificate-not-trusted", message: "x" });
  expect(await run([untrusted])).toMatchObject({ sent: 1, result: untrusted });
  const cancelled = new CancelledError({ code: "cancelled", message: "x" });
  expect(await run([cancelled])).toMatchObject({ sent: 1, result: cancelled });
});
