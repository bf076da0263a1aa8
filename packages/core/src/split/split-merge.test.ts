import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { type KqlType, KqlTimeSpan, type KqlValue, type QueryResult, tableFromRows, tableRows } from "@huntkit/provider";
import type { QueryDefinition } from "@huntkit/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQueryProvider } from "../create-query-provider.js";
import type { QueryProvider } from "../query-provider.js";
import { declaredSplit } from "./declared-split.js";
import { mergeTables } from "./merge-rows.js";
import type { SplitMerge } from "./split-options.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-merge-"));
const timeRange = { start: new Date(Date.UTC(2026, 6, 1)), end: new Date(Date.UTC(2026, 6, 8)) };
let provider: QueryProvider;

beforeAll(async () => {
  const row = (index: number): string =>
    JSON.stringify({ Timestamp: new Date(timeRange.start.getTime() + index * 3_700_000).toISOString(), DeviceName: index % 11 === 0 ? "" : `d${index % 5}`, AccountName: `a${(index * 7) % 9}`, LogonId: index, RemotePort: index % 4 === 0 ? null : index });
  writeFileSync(join(folder, "DeviceLogonEvents.ndjson"), Array.from({ length: 160 }, (_, index) => row(index)).join("\n"));
  provider = await createQueryProvider("Local", { drivers: [localDriver], connect: { path: folder }, timeRange });
});
afterAll(async () => {
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

const rowsOf = (result: QueryResult): (readonly KqlValue[])[] => (result.status === "complete" ? [...tableRows(result.table)] : []);
const plain = (rows: readonly (readonly KqlValue[])[]): string => JSON.stringify(rows, (_name, value: unknown) => (typeof value === "bigint" ? String(value) : Array.isArray(value) && typeof value[0] === "string" && /^a\d$/.test(value[0]) ? [...(value as string[])].sort() : value));

const summaries: readonly (readonly [string, SplitMerge])[] = [
  [
    "summarize Logons = count(), First = min(Timestamp), Last = max(Timestamp), Accounts = make_set(AccountName), Ports = sum(RemotePort), Most = max(LogonId) by DeviceName | sort by Logons desc, DeviceName asc",
    { by: ["DeviceName"], merge: { Logons: "sum", First: "min", Last: "max", Accounts: "union", Ports: "sum", Most: "max" } },
  ],
  ["summarize Few = countif(AccountName in ('a1', 'a2')), Any = take_any(ActionType) by DeviceName, AccountName | sort by DeviceName asc, AccountName desc", { by: ["AccountName", "DeviceName"], merge: { Few: "sum", Any: "any" } }],
  ["where LogonId < 60 | sort by Timestamp asc | summarize Accounts = make_list(AccountName) by DeviceName | project Accounts, DeviceName | sort by DeviceName asc", { by: ["DeviceName"], merge: { Accounts: "concat" } }],
  ["count", { by: [], merge: { Count: "sum" } }],
  ["distinct DeviceName | sort by DeviceName asc", { by: ["DeviceName"], merge: {} }],
];

describe("a query that declares how its groups become one", () => {
  it.each(summaries)("gives in parts the rows of the whole: %s", async (summary, splittable) => {
    const text = `DeviceLogonEvents | ${summary}`;
    await expect(provider.query(text, { splitBy: "1d" })).rejects.toMatchObject({ code: "not-splittable" });
    const whole = rowsOf(await provider.query(text));
    for (const splitBy of ["1d", "5h"]) {
      const parts = await provider.query(text, { splitBy, splittable });
      expect(parts.status).toBe("complete");
      expect(plain(rowsOf(parts))).toBe(plain(whole));
    }
    expect(whole.length).toBeGreaterThan(0);
  });

  it("may declare it in its metadata", async () => {
    const definition: QueryDefinition = { name: "logons", families: ["Own"], environments: ["M365D"], query: "DeviceLogonEvents | summarize Logons = count() by DeviceName | sort by DeviceName asc", description: "Counts.", metadata: { splittable: { by: ["DeviceName"], merge: { Logons: "sum" } } } };
    provider.addQuery(definition);
    const whole = rowsOf(await provider.run("Own.logons"));
    expect(plain(rowsOf(await provider.run("Own.logons", {}, { splitBy: "6h" })))).toBe(plain(whole));
  });

  it("is refused where a column is not covered, is not there, stands twice or does not fit", async () => {
    const text = "DeviceLogonEvents | summarize Logons = count(), Mean = avg(LogonId) by DeviceName";
    const failure = (splittable: SplitMerge): Promise<unknown> => provider.query(text, { splitBy: "1d", splittable }).catch((error: unknown) => error);
    expect(await failure({ by: ["DeviceName"], merge: { Logons: "sum" } })).toMatchObject({ code: "merge-unfit", message: expect.stringMatching(/nothing for Mean/) as string });
    expect(await failure({ by: ["DeviceName", "Mean"], merge: { Logons: "sum", Other: "max" } })).toMatchObject({ code: "merge-unfit", message: expect.stringMatching(/does not give: Other/) as string });
    expect(await failure({ by: ["DeviceName", "Mean"], merge: { Logons: "sum", Mean: "sum" } })).toMatchObject({ code: "merge-unfit", message: expect.stringMatching(/both.*Mean/) as string });
    expect(await failure({ by: ["DeviceName"], merge: { Logons: "union", Mean: "sum" } })).toMatchObject({ code: "merge-unfit", message: expect.stringMatching(/Logons is a long, and union puts columns of make_set together/) as string });
  });
});

describe("the functions that put values together", () => {
  const merged = (type: KqlType, name: SplitMerge["merge"][string], ...values: KqlValue[]): KqlValue => {
    const tables = values.map((value) => tableFromRows([{ name: "x", type }], [[value]]));
    return mergeTables(tables, undefined, { by: [], merge: { x: name } }).cell(0, 0);
  };

  it("pass over null, and keep it where nothing else is", () => {
    expect(merged("long", "sum", null, 3, null, 4)).toBe(7);
    expect(merged("real", "min", null, null)).toBeNull();
    expect(merged("string", "any", "", "b", "c")).toBe("b");
  });

  it("keep integers exact and go around at 64 bits, as the sum of one query does", () => {
    expect(merged("long", "sum", 9_007_199_254_740_991, 1, 1)).toBe(9_007_199_254_740_993n);
    expect(merged("long", "sum", 9_223_372_036_854_775_807n, 1)).toBe(-9_223_372_036_854_775_808n);
  });

  it("compare longs, lengths of time and texts by what they are", () => {
    expect(merged("long", "max", 9_007_199_254_740_993n, 9_007_199_254_740_992n, 5)).toBe(9_007_199_254_740_993n);
    const spans = ["2.00:00:00", "10:00:00", "3.00:00:00"].map((text) => KqlTimeSpan.parse(text) as KqlTimeSpan);
    expect(String(merged("timespan", "min", ...spans))).toBe("10:00:00");
    expect(String(merged("timespan", "sum", ...spans))).toBe("5.10:00:00");
    expect(merged("string", "min", "b", "a", "c")).toBe("a");
  });

  it("take elements of sets once each, by value, and all of lists", () => {
    expect(merged("dynamic", "union", [1, "a", { k: 1 }], ["a", 2], null, [{ k: 1 }])).toEqual([1, "a", { k: 1 }, 2]);
    expect(merged("dynamic", "concat", [1, 1], [1])).toEqual([1, 1, 1]);
  });

  it("tell groups apart by value: null from empty, and texts that only look alike when joined", () => {
    const table = (a: string | null, b: string): ReturnType<typeof tableFromRows> => tableFromRows([{ name: "a", type: "guid" }, { name: "b", type: "string" }, { name: "n", type: "long" }], [[a, b, 1]]);
    const rows = [...tableRows(mergeTables([table(null, "x"), table("", "x"), table("a\u0000b", "c"), table("a", "b\u0000c"), table("a", "b\u0000c")], undefined, { by: ["a", "b"], merge: { n: "sum" } }))];
    expect(rows.map((row) => row[2])).toEqual([1, 1, 1, 2]);
  });
});

it("a declaration that cannot be read names what it may be", () => {
  expect(declaredSplit("q", {})).toBeUndefined();
  expect(declaredSplit("q", { splittable: true })).toBe(true);
  for (const splittable of ["yes", [], { by: "x" }, { by: [], merge: { x: "avg" } }, { by: [1], merge: {} }])
    expect(() => declaredSplit("q", { splittable })).toThrow(/q declare `splittable`.*sum, min, max, union, concat, any/);
});
