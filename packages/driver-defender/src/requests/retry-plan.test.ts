import { type HuntError, ParameterError, QueryError, QuotaError, ServiceError, SignInError } from "@huntkit/provider";
import fc from "fast-check";
import { expect, it } from "vitest";
import { afterFailure, MOST_ATTEMPTS, MOST_ATTEMPTS_AFTER_TIMEOUT } from "./retry-plan.js";

const failed = (code: string, retryable = true): HuntError => new ServiceError({ code, message: "x", retryable });
const quota = (kind: "calls" | "cpu", wait?: number): QuotaError => new QuotaError({ code: `${kind}-quota`, quota: kind, message: "x", ...(wait === undefined ? {} : { retryAfterMilliseconds: wait }) });

it.each(["connection-dropped", "service-unreachable", "service-timeout", "response-damaged", "answer-malformed", "service-failed"])("%s is asked again a few times, after longer and longer waits", (code) => {
  const waits = [1, 2, 3, 4].map((attempt) => afterFailure(failed(code), attempt, () => 1));
  expect(waits).toEqual([...[2000, 4000, 8000].map((milliseconds) => ({ type: "wait", milliseconds })), { type: "give-up" }]);
  expect(afterFailure(failed(code, false), 1, () => 1)).toEqual({ type: "give-up" });
});

it("a query that ran out of time is asked once more at most", () => {
  expect([1, 2].map((attempt) => afterFailure(failed("query-timeout"), attempt, () => 0.5).type)).toEqual(["wait", "give-up"]);
  expect([MOST_ATTEMPTS, MOST_ATTEMPTS_AFTER_TIMEOUT]).toEqual([4, 2]);
});

it.each([
  ["a wrong query", new QueryError({ code: "query-syntax", message: "x" })],
  ["a refused sign-in", new SignInError({ code: "permission-missing", message: "x" })],
  ["a wrong setting", new ParameterError({ code: "request-refused", message: "x" })],
  ["a query that is too heavy", failed("query-too-heavy", false)],
  ["an answer that is too large", failed("result-too-large", false)],
  ["a fault of our own", new TypeError("x")],
])("%s is not asked again", (_, error) => {
  expect(afterFailure(error, 1, () => 0)).toEqual({ type: "give-up" });
});

it("a quota waits as long as the service asks, at least a second; without a word some time is certain", () => {
  expect(afterFailure(quota("calls", 30_000), 7, () => 0)).toEqual({ type: "wait", quota: "calls", milliseconds: 30_000 });
  expect(afterFailure(quota("calls", 0), 1, () => 0)).toMatchObject({ milliseconds: 1000 });
  expect(afterFailure(quota("calls"), 1, () => 0)).toMatchObject({ milliseconds: 2000 });
  expect(afterFailure(quota("cpu"), 1, () => 0)).toMatchObject({ quota: "cpu", milliseconds: 30_000 });
});

it("waits are drawn between nothing and their bound, which ends at a minute (a cycle for the processor)", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const calls = afterFailure(quota("calls"), attempt, () => random);
      const cpu = afterFailure(quota("cpu"), attempt, () => random);
      expect(calls.type === "wait" && calls.milliseconds >= 2000 && calls.milliseconds <= 62_000).toBe(true);
      expect(cpu.type === "wait" && cpu.milliseconds >= 30_000 && cpu.milliseconds <= 930_000).toBe(true);
    }),
  );
});
