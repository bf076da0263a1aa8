import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KqlDateTime } from "./kql-datetime.js";
import { KqlDecimal } from "./kql-decimal.js";
import { KqlTimeSpan } from "./kql-timespan.js";
import { exactInteger } from "./kql-value.js";
import { MAX_DATETIME_TICKS, MAX_INT64, MIN_INT64 } from "./ticks.js";

describe("KqlDateTime", () => {
  it("keeps 100 ns through text and back, over KQL's whole range", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }), (ticks) => {
        expect(KqlDateTime.parse(new KqlDateTime(ticks).toString())?.ticks).toBe(ticks);
      }),
      { numRuns: 2000 },
    );
  });

  it("prints seven digits and UTC at both ends of the range", () => {
    expect(new KqlDateTime(0n).toString()).toBe("0001-01-01T00:00:00.0000000Z");
    expect(new KqlDateTime(MAX_DATETIME_TICKS).toString()).toBe("9999-12-31T23:59:59.9999999Z");
  });

  it("reads zones, and takes a text without one as UTC", () => {
    expect(KqlDateTime.parse("2026-07-01T02:00:00+02:00")?.toString()).toBe("2026-07-01T00:00:00.0000000Z");
    expect(KqlDateTime.parse("2026-06-30T18:30:00-05:30")?.toString()).toBe("2026-07-01T00:00:00.0000000Z");
    expect(KqlDateTime.parse("2026-07-01")?.toString()).toBe("2026-07-01T00:00:00.0000000Z");
  });

  it.each(["", "today", "2026-02-30", "2026-13-01", "2026-07-01T24:00:00Z", "2026-07-01T10", "0001-01-01T00:00:00+01:00", "2026-07-01T10:00:61Z"])(
    "never guesses a time from %j",
    (text) => {
      expect(KqlDateTime.parse(text)).toBeUndefined();
    },
  );

  it("cuts, not rounds, to milliseconds on both sides of 1970", () => {
    expect(KqlDateTime.parse("1969-12-31T23:59:59.9999999Z")?.toMilliseconds()).toBe(-1);
    expect(KqlDateTime.parse("1970-01-01T00:00:00.0009999Z")?.toMilliseconds()).toBe(0);
    expect(KqlDateTime.fromDate(new Date(-1)).toString()).toBe("1969-12-31T23:59:59.9990000Z");
  });

  it("refuses an invalid date and a tick outside the range", () => {
    expect(() => KqlDateTime.fromDate(new Date(Number.NaN))).toThrowError(expect.objectContaining({ code: "datetime-invalid" }));
    expect(() => new KqlDateTime(-1n)).toThrowError(expect.objectContaining({ code: "datetime-out-of-range" }));
    expect(() => new KqlDateTime(MAX_DATETIME_TICKS + 1n)).toThrowError(expect.objectContaining({ code: "datetime-out-of-range" }));
  });

  it("shows itself in JSON and in inspection", () => {
    const value = KqlDateTime.parse("2026-07-01T09:46:02.1234567Z");
    expect(JSON.stringify({ value })).toBe('{"value":"2026-07-01T09:46:02.1234567Z"}');
    expect(inspect(value)).toBe("datetime(2026-07-01T09:46:02.1234567Z)");
  });
});

describe("KqlTimeSpan", () => {
  it("keeps every tick through text and back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: MIN_INT64 + 1n, max: MAX_INT64 }), (ticks) => {
        expect(KqlTimeSpan.parse(new KqlTimeSpan(ticks).toString())?.ticks).toBe(ticks);
      }),
      { numRuns: 2000 },
    );
  });

  it("prints days and fraction only if they are not zero, as KQL does", () => {
    expect(new KqlTimeSpan(0n).toString()).toBe("00:00:00");
    expect(KqlTimeSpan.fromMilliseconds(1500).toString()).toBe("00:00:01.5000000");
    expect(new KqlTimeSpan(-936_610_000_000n).toString()).toBe("-1.02:01:01");
  });

  it("refuses what does not fit into 64 bits", () => {
    expect(() => new KqlTimeSpan(MAX_INT64 + 1n)).toThrowError(expect.objectContaining({ code: "timespan-out-of-range" }));
    expect(KqlTimeSpan.parse("99999999.00:00:00")).toBeUndefined();
    expect(KqlTimeSpan.parse("1d")).toBeUndefined();
  });
});

describe("KqlDecimal and integers", () => {
  it("keeps the digits that a number would lose", () => {
    expect(JSON.stringify(new KqlDecimal("12345678901234567890.123456789"))).toBe('"12345678901234567890.123456789"');
    expect(() => new KqlDecimal("1e5")).toThrowError(expect.objectContaining({ code: "decimal-invalid" }));
  });

  it("gives a number up to 2^53 - 1 and a bigint beyond", () => {
    expect(exactInteger(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
    expect(exactInteger(9_007_199_254_740_992n)).toBe(9_007_199_254_740_992n);
    expect(exactInteger(-9_007_199_254_740_992n)).toBe(-9_007_199_254_740_992n);
  });
});
