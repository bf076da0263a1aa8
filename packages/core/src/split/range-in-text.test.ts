import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { kqlDialect } from "@huntkit/kql/dialect";
import { caretLines, defineDriver, type DriverConnection, type DriverQueryOptions, HuntError, QueryError, type QueryResult, tableFromRows, textPlace } from "@huntkit/provider";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createQueryProvider } from "../create-query-provider.js";
import type { QueryProvider } from "../query-provider.js";
import type { TimeWindow } from "../time-window.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-range-"));
const times = ["2026-07-01T23:59:59.9999999Z", "2026-07-02T00:00:00Z", "2026-07-03T12:00:00Z", "2026-07-03T23:59:59.9999999Z", "2026-07-04T00:00:00Z"];
let local: DriverConnection;
const asked: { readonly text: string; readonly options: DriverQueryOptions }[] = [];
const range = { start: "2026-07-02", end: "2026-07-04" };

beforeAll(async () => {
  writeFileSync(join(folder, "DeviceProcessEvents.ndjson"), [...times.map((Timestamp) => ({ Timestamp, FileName: Timestamp })), { FileName: "no time" }].map((row) => JSON.stringify(row)).join("\n"));
  writeFileSync(join(folder, "DeviceTvmSoftwareInventory.ndjson"), JSON.stringify({ DeviceId: "d", SoftwareName: "s" }));
  local = await localDriver.connect({ path: folder });
});
afterAll(async () => {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The local rows behind a service that takes no range beside the text, or fails. */
async function over(environment: string, answer: (text: string) => Promise<QueryResult> = (text) => local.query(text), silentRowLimit = 100, timeRange?: TimeWindow): Promise<QueryProvider> {
  asked.length = 0;
  const connection: DriverConnection = {
    name: "tenant",
    query: (text, options = {}) => {
      asked.push({ text, options });
      return answer(text);
    },
    close: () => Promise.resolve(),
  };
  const driver = defineDriver({ names: [environment], dialect: kqlDialect, capabilities: { silentRowLimit, splitsByTime: true }, connect: () => Promise.resolve(connection) });
  return createQueryProvider(environment, { drivers: [driver], connect: {}, now: () => new Date("2026-07-10T00:00:00Z"), ...(timeRange ? { timeRange } : {}) });
}
const names = (result: QueryResult): unknown[] => (result.status === "complete" ? Array.from({ length: result.table.rowCount }, (_, row) => result.table.cell(row, 0)) : []);

it.each([[{}], [{ splitBy: "1d" }], [{ splitBy: "auto" }]])("a source that takes no range beside the text gives only rows of the range that was asked for: %j", async (options) => {
  const text = "DeviceProcessEvents | project FileName | sort by FileName asc";
  const result = await (await over("M365D")).query(text, { ...options, timeRange: range });
  expect(names(result)).toEqual(times.slice(1, 4));
  expect(result.query).toBe(text);
});

it("keeps to the range of the provider, unless a query has times of its own", async () => {
  const provider = await over("M365D", undefined, undefined, range);
  expect(names(await provider.query("DeviceProcessEvents | project FileName | sort by FileName asc"))).toEqual(times.slice(1, 4));
  provider.addQuery({ name: "own", families: ["Test"], environments: ["M365D"], description: "own", query: "DeviceProcessEvents | where Timestamp >= {{start}} | project FileName | sort by FileName asc", parameters: { start: { type: "datetime", description: "from" } } });
  expect(names(await provider.run("Test.own", { start: times[3] }))).toEqual(times.slice(3));
});

it("reads a table without times whole, and refuses a text that the range cannot be written into", async () => {
  const provider = await over("M365D");
  expect(names(await provider.query("DeviceTvmSoftwareInventory | project SoftwareName", { timeRange: range }))).toEqual(["s"]);
  await expect(provider.query("search in (DeviceProcessEvents) '2026'", { timeRange: range })).rejects.toMatchObject({ code: "range-not-applicable" });
});

it("splits the 30 days that a service looks at if no range is given", async () => {
  await (await over("M365D")).query("DeviceProcessEvents | project FileName", { splitBy: "1d" });
  expect(asked).toHaveLength(30);
});

const text = "DeviceProcessEvents\n| where FileName == 'a'\n| extend Odd = FileName";

/** Refuses a text as a service does: with the place of a name in what it was sent. */
function refuses(name: string): (sent: string) => Promise<QueryResult> {
  return (sent) => {
    const place = textPlace(sent, sent.lastIndexOf(name), name.length);
    return Promise.reject(new QueryError({ code: "query-semantic", query: sent, problems: [{ code: "query-semantic", message: "no", place }], message: `no\nline ${place.line}, column ${place.column}\n${caretLines(sent, place)}` }));
  };
}

it.each([[{ splitBy: "1d" }], [{}]])("tells the error of a restricted text at its place in the query: %j", async (options) => {
  const end = textPlace(text, text.indexOf("Odd"), 3);
  for (const [name, place] of [["Odd", end], ["DeviceProcessEvents", textPlace(text, 0, 19)]] as const) {
    const error: unknown = await (await over("M365D", refuses(name))).query(text, { ...options, timeRange: range }).then(() => undefined, (thrown: unknown) => thrown);
    expect(HuntError.isInstance(error) && error instanceof QueryError && [error.query, error.problems[0]?.place]).toEqual([text, place]);
    expect((error as Error).message).toBe(`no\nline ${place.line}, column ${place.column}\n${caretLines(text, place)}`);
  }
});

it("tells the error of a part at its place in the template", async () => {
  const provider = await over("M365D", refuses("Odd"));
  provider.addQuery({ name: "odd", families: ["Test"], environments: ["M365D"], description: "odd", query: "DeviceProcessEvents\n| where FileName == {{name}}\n| extend Odd = FileName", parameters: { name: { type: "string", description: "name" } } });
  const error: unknown = await provider.run("Test.odd", { name: "a much longer name than its placeholder" }, { splitBy: "1d", timeRange: range }).then(() => undefined, (thrown: unknown) => thrown);
  expect(error instanceof QueryError && error.problems[0]?.template).toMatchObject({ line: 3, column: 10 });
});

it("shows the place of what cannot be split, and says what to do about a table that only the service knows", async () => {
  const provider = await over("M365D");
  await expect(provider.query("DeviceProcessEvents\n| summarize count()", { splitBy: "1d" })).rejects.toMatchObject({ code: "not-splittable", place: { line: 2, column: 3 }, message: expect.stringMatching(/line 2, column 3\n2 \| \| summarize count\(\)\n {2}\| {3}\^+$/) });
  for (const options of [{ splitBy: "1d" }, { timeRange: range }]) await expect(provider.query("Own_CL | take 1", options)).rejects.toMatchObject({ kind: "query", message: expect.stringMatching(/'Own_CL'[\s\S]*run the query whole/) });
  expect(asked).toEqual([]);
});

it("takes an answer for cut, not for wrong, whose text names what only the source knows", async () => {
  const table = tableFromRows([{ name: "A", type: "long" }], [[1], [2], [3]]);
  const whole = (sent: string): Promise<QueryResult> => Promise.resolve({ status: "complete", query: sent, durationMilliseconds: 1, warnings: [], table });
  const result = await (await over("M365D", whole, 3)).query("OwnTable_CL | project A");
  expect(result.status === "partial" && [result.partialTable.rowCount, result.missing[0]?.error.code]).toEqual([3, "rows-cut"]);
});
