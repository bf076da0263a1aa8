import { exactInteger, KqlDateTime, KqlTimeSpan } from "@huntkit/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDateTime } from "./datetime-literal.js";
import { parseDecimal, parseInt32, parseLong, parseReal } from "./long-literal.js";
import { parseTimeSpan } from "./timespan-literal.js";

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe("integers", () => {
  it("keeps every long exactly", () => {
    fc.assert(fc.property(int64, (value) => { expect(parseLong(String(value))).toBe(exactInteger(value)); }));
  });

  it.each([["9223372036854775808"], ["-9223372036854775809"], ["1.5"], ["0x"], ["0x11112222333344445"], [""], ["one"]])(
    "refuses %s as a long",
    (text) => expect(parseLong(text)).toBeUndefined(),
  );

  it.each([["0x1F", 31], ["0xffffffffffffffff", -1], ["+7", 7], ["-0x10", -16]])("reads %s as a long", (text, value) =>
    expect(parseLong(text)).toBe(value));

  it("holds an int to 32 bits", () => {
    expect(parseInt32("2147483647")).toBe(2147483647);
    expect(parseInt32("-2147483648")).toBe(-2147483648);
    expect(parseInt32("2147483648")).toBeUndefined();
  });
});

describe("reals and decimals", () => {
  it("reads special reals", () => {
    expect(parseReal("nan")).toBeNaN();
    expect(parseReal("-inf")).toBe(-Infinity);
    expect(parseReal("+inf")).toBe(Infinity);
    expect(parseReal("1e")).toBeUndefined();
  });

  it.each([["0.1", "0.1"], ["-12.50", "-12.50"], ["1e3", "1000"], ["1.25e1", "12.5"], ["15e-3", "0.015"], [".5", "0.5"], ["123456789012345678901234567890.5", "123456789012345678901234567890.5"]])(
    "keeps the digits of decimal %s",
    (text, digits) => expect(parseDecimal(text)?.text).toBe(digits),
  );

  it.each([["1e200"], [""], ["."], ["x"]])("refuses %s as a decimal", (text) => expect(parseDecimal(text)).toBeUndefined());
});

describe("timespans", () => {
  it.each([
    ["1d", "1.00:00:00"], ["1.5h", "01:30:00"], ["2", "2.00:00:00"], ["15 seconds", "00:00:15"], ["0.1s", "00:00:00.1000000"],
    ["100ms", "00:00:00.1000000"], ["10microsecond", "00:00:00.0000100"], ["1tick", "00:00:00.0000001"], ["1.02:03:04.5", "1.02:03:04.5000000"],
    ["-1.02:03:04", "-1.02:03:04"], ["12:34", "12:34:00"], ["0.12:34:56.7", "12:34:56.7000000"], ["90m", "01:30:00"],
    ["350nanoseconds", "00:00:00.0000003"], ["99nanos", "00:00:00"], ["-1250.5 nano", "-00:00:00.0000012"],
  ])("reads %s", (text, printed) => expect(parseTimeSpan(text)?.toString()).toBe(printed));

  it.each([["25:00:00"], ["1fortnight"], [""], ["99999999999d"]])("refuses %s", (text) => expect(parseTimeSpan(text)).toBeUndefined());

  it("reads back what it prints", () => {
    fc.assert(fc.property(int64, (ticks) => { expect(parseTimeSpan(new KqlTimeSpan(ticks).toString())?.ticks).toBe(ticks); }));
  });
});

describe("datetimes", () => {
  it.each([
    ["2014-11-08", "2014-11-08T00:00:00.0000000Z"],
    ["2014-11-08 15:55", "2014-11-08T15:55:00.0000000Z"],
    ["2014-11-08T15:55:55.1234567Z", "2014-11-08T15:55:55.1234567Z"],
    ["2014-11-08T15:55:55+01:30", "2014-11-08T14:25:55.0000000Z"],
    ["2014-11-08T15:55:55.123456Z", "2014-11-08T15:55:55.1234560Z"],
    ["Sat, 8 Nov 14 15:05:02 GMT", "2014-11-08T15:05:02.0000000Z"],
    ["Saturday, 08-Nov-14 15:05:02 UTC", "2014-11-08T15:05:02.0000000Z"],
    ["8 Nov 2014 15:05", "2014-11-08T15:05:00.0000000Z"],
    ["11/08/2014 3:05:02 PM", "2014-11-08T15:05:02.0000000Z"],
    ["2025, 6, 14", "2025-06-14T00:00:00.0000000Z"],
    ["2017 - 08 - 01", "2017-08-01T00:00:00.0000000Z"],
    ["2015", "2015-01-01T00:00:00.0000000Z"],
    ["20150203", "2015-02-03T00:00:00.0000000Z"],
  ])("reads %s", (text, printed) => expect(parseDateTime(text)?.toString()).toBe(printed));

  it.each([["2014-13-01"], ["2015-02-29"], ["2014-11-08 24:00"], ["yesterday"], ["9999-12-31T23:59:59-05:00"]])("refuses %s", (text) =>
    expect(parseDateTime(text)).toBeUndefined());

  it("reads back what it prints", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 3_155_378_975_999_999_999n }), (ticks) => { expect(parseDateTime(new KqlDateTime(ticks).toString())?.ticks).toBe(ticks); }),
    );
  });
});
