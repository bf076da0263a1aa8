import { KqlDateTime, KqlTimeSpan, Secret } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { defineQuery } from "../store/define-query.js";
import { parseTimespan } from "./parse-timespan.js";
import { relativeTime } from "./relative-time.js";
import { resolveParameters } from "./resolve-parameters.js";
import { splitList } from "./split-list.js";
import type { ParameterValue } from "./typed-value.js";
import type { ParameterDefinition } from "../read/read-parameter-definition.js";

/** A Wednesday. */
const now = new Date("2026-07-01T12:34:56.789Z");

describe("relativeTime", () => {
  it.each([
    ["now", "2026-07-01T12:34:56.789Z"],
    ["-3", "2026-06-28T12:34:56.789Z"],
    ["2", "2026-07-03T12:34:56.789Z"],
    ["-12h", "2026-07-01T00:34:56.789Z"],
    ["+30m", "2026-07-01T13:04:56.789Z"],
    ["-90s", "2026-07-01T12:33:26.789Z"],
    ["-1w", "2026-06-24T12:34:56.789Z"],
    ["-1mon", "2026-06-01T12:34:56.789Z"],
    ["-1y", "2025-07-01T12:34:56.789Z"],
    ["-3d@d", "2026-06-28T00:00:00Z"],
    ["-0d@d", "2026-07-01T00:00:00Z"],
    ["+0d@d", "2026-07-02T00:00:00Z"],
    ["0@d", "2026-07-02T00:00:00Z"],
    ["+1d@h", "2026-07-02T13:00:00Z"],
    ["-5m@m", "2026-07-01T12:29:00Z"],
    ["-1h@s", "2026-07-01T11:34:56Z"],
    ["-1mon@mon", "2026-06-01T00:00:00Z"],
    ["+1y@y", "2028-01-01T00:00:00Z"],
    ["-1w@w", "2026-06-22T00:00:00Z"],
    [" - 2 D @ Day ", "2026-06-29T00:00:00Z"],
  ])("%s is %s", (text, expected) => {
    expect(relativeTime(text, now)?.ticks).toBe(KqlDateTime.parse(expected)?.ticks);
  });

  it("keeps to the end of a shorter month", () => {
    expect(relativeTime("-1mon", new Date("2026-03-31T01:00:00Z"))?.toString()).toBe("2026-02-28T01:00:00.0000000Z");
  });

  it.each(["", "yesterday", "3x", "2026", "-", "d", "--3d", "-3d@", "-3d@x", "3d3h", "-999999y", "+99999999d", "1.5d"])("%j is not a time, and never now", (text) => {
    expect(relativeTime(text, now)).toBeUndefined();
  });
});

describe("parseTimespan", () => {
  it.each([
    ["7d", "7.00:00:00"],
    ["12h", "12:00:00"],
    ["1.5h", "01:30:00"],
    ["90 minutes", "01:30:00"],
    ["-2d", "-2.00:00:00"],
    ["250ms", "00:00:00.2500000"],
    ["PT12H", "12:00:00"],
    ["P1DT30M", "1.00:30:00"],
    ["PT0.5S", "00:00:00.5000000"],
    ["P2W", "14.00:00:00"],
    ["1.02:03:04", "1.02:03:04"],
  ])("%s is %s", (text, expected) => {
    expect(parseTimespan(text)?.toString()).toBe(expected);
  });

  it.each(["", "7", "d", "P", "PT", "1x", "1d2h", "99999999999d", "25:00"])("%j is not a length of time", (text) => {
    expect(parseTimespan(text)).toBeUndefined();
  });
});

it("splits lists at commas outside quotes", () => {
  expect(["a, b ,c", "'a, b', \"c\"", "a", "'it''s', x", "a,,b", "x 'y, z'"].map(splitList)).toEqual([["a", "b", "c"], ["a, b", "c"], ["a"], ["it's", "x"], ["a", "", "b"], ["x 'y", "z'"]]);
});

function value(definition: ParameterDefinition, given: ParameterValue | undefined) {
  const template = defineQuery({ name: "q", query: "print {{p}}", families: ["F"], environments: ["E"], parameters: { p: definition } });
  const { values } = resolveParameters(template, { p: given }, { now: () => now });
  const resolved = values.get("p");
  return Array.isArray(resolved) ? resolved.map((item: { value: unknown }) => item.value) : (resolved as { value: unknown } | undefined)?.value;
}

describe("values of each type", () => {
  it.each([
    ["string", 5, "5"],
    ["str", true, "true"],
    ["int", "-7", -7],
    ["long", "9007199254740993", 9007199254740993n],
    ["long", "0xff", 255],
    ["float", "1e3", 1000],
    ["real", "nan", NaN],
    ["boolean", "Yes", true],
    ["bool", 0, false],
    ["guid", "{0A1B2C3D-0000-4000-8000-0123456789AB}", "0a1b2c3d-0000-4000-8000-0123456789ab"],
    ["list", "a, b", ["a", "b"]],
    ["list", 5, ["5"]],
    ["list<long>", ["1", 2], [1, 2]],
    ["list<bool>", "true, no", [true, false]],
    ["dynamic", '{"a":[1]}', { a: [1] }],
    ["dynamic", { a: now }, { a: now.toISOString() }],
    ["identifier", " Timestamp ", "Timestamp"],
  ] as const)("%s reads %j", (type, given, expected) => {
    expect(value({ type }, given as ParameterValue)).toEqual(expected);
  });

  it("reads times as ISO, dates, numbers of days and relative texts", () => {
    const read = (given: ParameterValue) => String(value({ type: "datetime" }, given));
    expect([read("2026-07-01"), read(new Date(0)), read(-1), read("-1d@d"), read(KqlDateTime.fromDate(now))]).toEqual([
      "2026-07-01T00:00:00.0000000Z", "1970-01-01T00:00:00.0000000Z", "2026-06-30T12:34:56.7890000Z", "2026-06-30T00:00:00.0000000Z", "2026-07-01T12:34:56.7890000Z",
    ]);
    expect(value({ type: "timespan" }, new KqlTimeSpan(10n))).toEqual(new KqlTimeSpan(10n));
  });

  it.each([
    ["int", "2147483648"], ["int", 1.5], ["long", "9223372036854775808"], ["long", "1.5"], ["real", "abc"], ["bool", "maybe"], ["datetime", "not a time"], ["datetime", "2026-02-30"],
    ["datetime", new Date(NaN)], ["datetime", "2026"], ["timespan", "7"], ["timespan", 7], ["guid", "x"], ["dynamic", "{a:1}"], ["dynamic", "[9007199254740993]"], ["dynamic", NaN], ["identifier", " "],
    ["identifier", 5], ["kql", 5], ["string", { a: 1 }], ["list<long>", "1, x"], ["list<datetime>", "now, never"],
  ] as const)("%s refuses %j and says what it takes", (type, given) => {
    expect(() => value({ type }, given as ParameterValue)).toThrow(/^Parameter p: .* is not [a-zJ]/);
  });

  it("checks listed values, limits and patterns", () => {
    expect(value({ type: "string", values: ["Tcp", "Udp"] }, "Tcp")).toBe("Tcp");
    expect(() => value({ type: "string", values: ["Tcp", "Udp"] }, "tcp")).toThrow(/not one of "Tcp", "Udp"/);
    expect(() => value({ type: "int", min: 1, max: 5 }, 0)).toThrow(/below the least value 1/);
    expect(() => value({ type: "int", min: 1, max: 5 }, 6)).toThrow(/above the greatest value 5/);
    expect(() => value({ type: "string", max: 3 }, "abcd")).toThrow(/above the greatest value 3/);
    expect(() => value({ type: "timespan", max: "30d" }, "31d")).toThrow(/above/);
    expect(() => value({ type: "datetime", min: "2026-01-01" }, "2025-12-31")).toThrow(/below/);
    expect(() => value({ type: "list", pattern: "^[0-9a-f]+$" }, "ab, xy")).toThrow(/"xy" does not match the pattern/);
    expect(() => value({ type: "int", examples: [5, 7] }, "x")).toThrow(/Examples: "5", "7"\.$/);
  });

  it("never shows a secret value", () => {
    for (const given of ["hunter2-hunter2", new Secret("hunter2-hunter2")])
      try {
        value({ type: "int", secret: true, examples: ["hunter2"] }, given);
        expect.unreachable();
      } catch (error) {
        expect(String(error)).toMatch(/secret, not shown/);
        expect(JSON.stringify(error) + String(error) + String((error as Error).stack)).not.toContain("hunter2");
      }
    expect(() => value({ type: "int" }, new Secret("hunter2"))).toThrow(/^Parameter p: its value \(secret, not shown\) is not/);
    expect(() => value({ type: "list<int>" }, new Secret("hunter2, 5"))).toThrow(/^Parameter p: its value \(secret, not shown\) is not/);
  });
});

describe("where values come from", () => {
  const template = defineQuery({
    name: "q", query: "T | where a == {{host_name}} and b >= {{start}} and b < {{end}} | take {{rows}}", families: ["F"], environments: ["E"],
    parameters: { host_name: { type: "string", aliases: ["hostname", "host"] }, start: { type: "datetime" }, end: { type: "datetime", default: "now" }, rows: { type: "int", required: false }, other: { type: "string" } },
  });
  const range = { start: new KqlDateTime(1n), end: new KqlDateTime(2n) };
  const read = (given: Parameters<typeof resolveParameters>[1], options: Parameters<typeof resolveParameters>[2] = {}) =>
    Object.fromEntries([...resolveParameters(template, { other: "x", ...given }, { now: () => now, ...options }).values].map(([name, one]) => [name, String((one as { value: unknown }).value)]));

  it("takes names and aliases, then entities, then defaults, then the time range", () => {
    const entities = [{ hostname: "entity", nothing: null, rows: undefined }, { host_name: "second", rows: 5 }];
    expect(read({ host: "named" }, { timeRange: range, entities })).toEqual({ host_name: "named", start: new KqlDateTime(1n).toString(), end: "2026-07-01T12:34:56.7890000Z", rows: "5", other: "x" });
    expect(read({}, { timeRange: range, entities })).toMatchObject({ host_name: "entity" });
    expect(read({ host_name: null, start: "2026-01-01" }, { timeRange: range, entities })).toMatchObject({ host_name: "entity", start: "2026-01-01T00:00:00.0000000Z" });
  });

  it("tells all missing parameters at once", () => {
    expect(() => resolveParameters(template, {})).toThrow(/not given:\n {2}host_name \(or hostname, host\): string\n {2}start: datetime\n {2}other: string$/);
  });

  it("names the nearest parameter for an unknown one", () => {
    expect(() => read({ hostnam: "x" })).toThrow(/no parameter hostnam\. Did you mean "hostname"/);
    expect(() => read({ __proto__x: "x" })).toThrow(/no parameter/);
  });

  it("refuses a parameter that is given twice", () => {
    expect(() => read({ host: "a", hostname: "b" })).toThrow(/given twice/);
  });
});
