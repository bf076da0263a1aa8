import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { kqlDialect } from "@huntkit/kql/dialect";
import { defineDriver, type DriverConnection, type QueryResult, ServiceError, tableFromRows, tableRows } from "@huntkit/provider";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createQueryProvider } from "../create-query-provider.js";
import type { QueryProvider, RunTextOptions } from "../query-provider.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-split-"));
const start = Date.UTC(2026, 6, 1);
const days = 10;
const timeRange = { start: new Date(start), end: new Date(start + days * 86_400_000) };
let local: DriverConnection;

/** Rows on the seams of every usual split, a tick beside them, and anywhere. */
function times(): string[] {
  const seams = Array.from({ length: days * 4 + 1 }, (_, index) => new Date(start + index * 6 * 3_600_000).toISOString());
  return seams.flatMap((seam) => [seam, seam.replace(/\.000Z$/, ".0000001Z"), new Date(Date.parse(seam) + 3_456_789).toISOString(), seam]);
}

beforeAll(async () => {
  const lines = times().map((Timestamp, index) => JSON.stringify({ Timestamp, DeviceName: `d${index % 7}`, FileName: `f${index}` }));
  writeFileSync(join(folder, "DeviceProcessEvents.ndjson"), [...lines, JSON.stringify({ DeviceName: "no time", FileName: "f-none" })].join("\n"));
  local = await localDriver.connect({ path: folder });
});
afterAll(async () => {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Source {
  readonly cap: number;
  /** For each call: whether it fails, and how. */
  readonly faults: readonly ("none" | "heavy" | "down")[];
}

/** A service over the local rows that cuts answers at a cap without a word and fails by script. */
async function over(source: Source): Promise<QueryProvider> {
  let calls = 0;
  const query = async (text: string): Promise<QueryResult> => {
    const fault = source.faults[calls++ % Math.max(1, source.faults.length)] ?? "none";
    if (fault === "heavy") throw new ServiceError({ code: "query-too-heavy", message: "too heavy" });
    if (fault === "down") throw new ServiceError({ code: "service-down", message: "down" });
    const result = await local.query(text);
    if (result.status !== "complete") throw new RangeError("the truth must be complete");
    return { ...result, table: tableFromRows(result.table.columns, [...tableRows(result.table)].slice(0, source.cap)) };
  };
  const connection: DriverConnection = { name: "tenant", query, close: () => Promise.resolve() };
  const driver = defineDriver({ names: ["M365DGraph"], dialect: kqlDialect, capabilities: { timespan: true, silentRowLimit: source.cap, splitsByTime: true, concurrentQueries: 4 }, connect: () => Promise.resolve(connection) });
  return createQueryProvider("M365DGraph", { drivers: [driver], timeRange, connect: {} });
}

const names = (result: QueryResult): string[] => [...tableRows(result.status === "complete" ? result.table : result.partialTable)].map((row) => String(row[0]));
const sorted = (values: readonly string[]): string[] => [...values].sort();
const hunts = [
  "DeviceProcessEvents | project FileName",
  "DeviceProcessEvents | where Timestamp between (datetime(2026-07-02) .. datetime(2026-07-08)) | project FileName",
  "DeviceProcessEvents | where Timestamp > datetime(2026-07-03) and Timestamp <= datetime(2026-07-05) | project FileName",
  "let T = DeviceProcessEvents | where DeviceName != 'd3'; T | extend A = 1 | project FileName, A",
];

async function truth(text: string): Promise<string[]> {
  return names(await local.query(text));
}

it.each(hunts)("gives the rows of the whole for any length of part and any cap: %s", async (text) => {
  const whole = sorted(await truth(text));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("1d", "6h", "5h", "7d", "auto"), fc.integer({ min: 8, max: 400 }), async (splitBy, cap) => {
      const result = await (await over({ cap, faults: [] })).query(text, { splitBy });
      expect(result.status).toBe("complete");
      expect(sorted(names(result))).toEqual(whole);
    }),
    { numRuns: 12 },
  );
}, 300_000);

it("gets over parts that are too heavy by halving them, and accounts exactly for parts that fail", async () => {
  const [text = ""] = hunts;
  const whole = sorted(await truth(text));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom("none", "heavy", "down", "none"), { minLength: 3, maxLength: 9 }), async (faults) => {
      const result = await (await over({ cap: 1000, faults: faults as Source["faults"] })).query(text, { splitBy: "1d", floorMinutes: 180 }).catch((error: unknown) => error as Error);
      if (result instanceof Error) {
        expect(faults.includes("down") || faults.includes("heavy")).toBe(true);
        return;
      }
      const found = names(result);
      expect(new Set(found).size).toBe(found.length);
      expect(found.every((name) => whole.includes(name))).toBe(true);
      if (result.status === "complete") {
        expect(sorted(found)).toEqual(whole);
        return;
      }
      // What is not there lies in a stretch of time that the account names, or has no time.
      const absent = times().map((time, index) => ({ time: Date.parse(time), name: `f${index}` })).filter(({ name }) => !found.includes(name));
      const named = result.missing.map(({ timeRange: range }) => [range?.start.toDate().getTime() ?? 0, range?.end.toDate().getTime() ?? 0] as const);
      const last = timeRange.end.getTime();
      expect(absent.filter(({ time }) => !named.some(([from, to]) => time >= from && (time < to || to === last)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 300_000);

it("keeps the order of the query over all parts", async () => {
  const text = "DeviceProcessEvents | project FileName, Timestamp | sort by Timestamp desc, FileName asc";
  expect(names(await (await over({ cap: 1000, faults: [] })).query(text, { splitBy: "1d" }))).toEqual(await truth(text));
});

it.each<[RunTextOptions, string]>([
  [{ splitBy: "1d" }, "not-splittable"],
  [{ splitBy: "soon" }, "split-unreadable"],
  [{ splitBy: "1d", floorMinutes: Number.NaN }, "floor-invalid"],
])("refuses a query whose parts do not add up, before anything is asked: %j", async (options, code) => {
  await expect((await over({ cap: 10, faults: ["down"] })).query("DeviceProcessEvents | summarize count() by FileName", options)).rejects.toMatchObject({ code });
});

it("tells a cut answer from a whole one, and fails instead when the result must be complete", async () => {
  const provider = await over({ cap: 20, faults: [] });
  const result = await provider.query("DeviceProcessEvents | project FileName");
  expect(result.status === "partial" && result.missing[0]?.error.code).toBe("rows-cut");
  await expect(provider.query("DeviceProcessEvents | project FileName", { requireComplete: true })).rejects.toMatchObject({ code: "rows-cut" });
  const floor = await (await over({ cap: 2, faults: [] })).query("DeviceProcessEvents | project FileName", { splitBy: "auto", floorMinutes: 60 });
  expect(floor.status).toBe("partial");
});

it("splits over a source's own tables, whatever they are called", async () => {
  writeFileSync(join(folder, "FirewallLogs.ndjson"), times().map((Timestamp, index) => JSON.stringify({ Timestamp, Line: index })).join("\n"));
  const provider = await createQueryProvider("Local", { drivers: [localDriver], connect: { path: folder } });
  try {
    const lines = times().map((_, index) => index).filter((line) => line % 3 === 0);
    const found = async (options: RunTextOptions): Promise<number[]> => names(await provider.query("FirewallLogs | where Line % 3 == 0 | project Line", options)).map(Number).sort((left, right) => left - right);
    expect(await found({ splitBy: "1d" })).toEqual(lines);
    expect(await found({ splitBy: "1d", timeRange })).toEqual(lines.filter((line) => Date.parse(times()[line] ?? "") < timeRange.end.getTime()));
  } finally {
    await provider.close();
  }
});
