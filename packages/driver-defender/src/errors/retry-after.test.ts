import fc from "fast-check";
import { expect, it } from "vitest";
import { retryAfter } from "./retry-after.js";

const now = Date.UTC(2026, 6, 1, 12, 0, 0);

it.each([
  ["0", "", 0],
  ["30", "", 30_000],
  [" 30 ", "", 30_000],
  ["0.5", "", 500],
  ["1.0001", "", 1001],
  ["Wed, 01 Jul 2026 12:01:00 GMT", "", 60_000],
  ["Wed, 01 Jul 2026 11:00:00 GMT", "", 0],
  ["", "", undefined],
  [undefined, "", undefined],
  ["soon", "", undefined],
  ["-5", "", undefined],
  ["86400", "", 86_400_000],
  ["86401", "", undefined],
  ["1e9", "", undefined],
  [undefined, "You can run queries again in 00:04:09.", 249_000],
  [undefined, "You can run queries again in 1.02:00:00.", undefined],
  [undefined, "Please run queries again in 15 minutes", 900_000],
  [undefined, "again in 30 seconds", 30_000],
  ["10", "again in 30 seconds", 10_000],
  ["rubbish", "again in 30 seconds", 30_000],
])("Retry-After %s and the text %s ask for %s milliseconds", (header, message, expected) => {
  expect(retryAfter(header, message, now)).toBe(expected);
});

it("never asks for a wait below nothing or beyond a day, whatever the service writes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.date({ noInvalidDate: true }).map((date) => date.toUTCString())), fc.string(), (header, message) => {
      const wait = retryAfter(header, message, now);
      expect(wait === undefined || (wait >= 0 && wait <= 86_400_000)).toBe(true);
    }),
  );
});
