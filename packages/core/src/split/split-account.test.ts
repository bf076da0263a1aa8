import { CancelledError, InternalError, KqlDateTime, KqlDecimal, type ProgressEvent, QueryError, type QueryResult, ServiceError, SignInError, tableFromRows, tableRows, TICKS_PER_DAY, TICKS_PER_HOUR, withAttempts } from "@huntkit/provider";
import { expect, it } from "vitest";
import { availableTable } from "../outputs/available-table.js";
import { createQueryProvider } from "../create-query-provider.js";
import type { QueryProvider, RunTextOptions } from "../query-provider.js";
import { mergeTables } from "./merge-rows.js";
import { type Asked, type Script, scriptedDriver, type ScriptedRow, type ScriptedSource } from "./__fixtures__/scripted-source.js";

const start = new KqlDateTime(TICKS_PER_DAY * 739_000n);
const days = 4n;
const timeRange = { start, end: new KqlDateTime(start.ticks + days * TICKS_PER_DAY) };
/** A row each hour, one before the range, one after it, and one without a time. */
const rows: readonly ScriptedRow[] = [
  ...Array.from({ length: 96 }, (_, hour) => ({ ticks: start.ticks + BigInt(hour) * TICKS_PER_HOUR, id: hour })),
  { ticks: start.ticks - 1n, id: 1001 },
  { ticks: timeRange.end.ticks, id: 1002 },
  { ticks: undefined, id: 1003 },
];

async function over(source: Partial<ScriptedSource>, asked: Asked[] = []): Promise<QueryProvider> {
  return createQueryProvider("Scripted", { drivers: [scriptedDriver({ rows, ...source }, asked)], timeRange, connect: {} });
}
const ids = (result: QueryResult): number[] => [...tableRows(availableTable(result))].map((row) => Number(row[1])).sort((left, right) => left - right);
const down = (): ServiceError => withAttempts(new ServiceError({ code: "service-down", message: "down" }), 4);
const onDay = (day: number, failure: () => Error): Script => ({ range }) => (dayOf(range.start) === day ? failure() : undefined);
const dayOf = (time: KqlDateTime | undefined): number => (time === undefined ? 0 : Number((time.ticks - start.ticks) / TICKS_PER_DAY));
async function failing(provider: QueryProvider, options: RunTextOptions): Promise<unknown> {
  return provider.query("T", options).then(() => undefined, (error: unknown) => error);
}

it("names the range of a missing part, its open end and the attempts of the driver", async () => {
  const first = await (await over({ script: onDay(0, down) })).query("T", { splitBy: "1d" });
  expect(first.status === "partial" && first.missing.map(({ timeRange: range, open, attempts, error }) => [range?.start.ticks, open, attempts, error.code])).toEqual([[start.ticks, "start", 4, "service-down"]]);
  expect(ids(first)).not.toContain(1003);
  const last = await (await over({ script: onDay(3, down) })).query("T", { splitBy: "1d" });
  expect(last.status === "partial" && last.missing.map(({ open }) => open)).toEqual(["end"]);
  expect(ids(last)).toContain(1003);
});

it("keeps the rows of a part that is cut at the floor, also if every part is", async () => {
  const result = await (await over({ cap: 3 })).query("T", { splitBy: "12h", floorMinutes: 360 });
  expect(result.status).toBe("partial");
  expect(result.status === "partial" && result.missing.map(({ error }) => error.code)).toEqual(Array(16).fill("rows-cut"));
  expect(ids(result)).toHaveLength(16 * 3);
});

it("keeps the rows and the account of a driver's own partial answer", async () => {
  const error = down();
  const partial = { status: "partial", table: undefined, partialTable: tableFromRows([{ name: "Timestamp", type: "datetime" }, { name: "Id", type: "long" }], [[null, 7]]), missing: [{ error, attempts: 9 }] } as unknown as Partial<QueryResult>;
  const result = await (await over({ script: ({ range }) => (dayOf(range.start) === 1 ? partial : undefined) })).query("T", { splitBy: "1d" });
  expect(result.status === "partial" && result.missing).toMatchObject([{ attempts: 9, timeRange: { start: { ticks: start.ticks + TICKS_PER_DAY } } }]);
  expect(ids(result).filter((id) => id === 7)).toHaveLength(2);
});

it.each([
  new QueryError({ code: "syntax", message: "wrong" }),
  new SignInError({ code: "permission-missing", message: "no" }),
])("asks no further after a failure that every part would meet: %s", async (failure) => {
  const asked: Asked[] = [];
  const provider = await over({ script: () => failure, capabilities: { concurrentQueries: 2 } }, asked);
  await expect(provider.query("T", { splitBy: "1h" })).rejects.toBe(failure);
  expect(asked.length).toBeLessThanOrEqual(3);
});

it("keeps what came before the sign-in ended, and says that the rest was not asked for", async () => {
  const provider = await over({ script: ({ number }) => (number > 2 ? new SignInError({ code: "sign-in-ended", message: "ended" }) : undefined), capabilities: { concurrentQueries: 1 } });
  const result = await provider.query("T", { splitBy: "1d" });
  expect(result.status === "partial" && result.missing.map(({ attempts, error }) => [attempts, error.code])).toEqual([[1, "sign-in-ended"], [0, "sign-in-ended"]]);
});

it("stops at the first failure if the result must be complete", async () => {
  const asked: Asked[] = [];
  const provider = await over({ script: ({ number }) => (number === 2 ? down() : undefined), capabilities: { concurrentQueries: 1 } }, asked);
  expect(await failing(provider, { splitBy: "1h", requireComplete: true })).toMatchObject({ code: "service-down" });
  expect(asked).toHaveLength(2);
});

it.each([new TypeError("a fault"), new InternalError({ code: "fault", message: "a fault" })])("stops the other parts at a fault and throws it when they have ended: %s", async (fault) => {
  const ended: string[] = [];
  const untilAborted = (signal: AbortSignal | undefined): Promise<Error> => new Promise((resolve) => signal?.addEventListener("abort", () => {
    ended.push("aborted");
    resolve(new CancelledError({ code: "cancelled", message: "stopped" }));
  }));
  const provider = await over({ script: ({ number, options }) => (number === 3 ? Promise.resolve(fault) : number < 3 ? untilAborted(options.signal) : undefined), capabilities: { concurrentQueries: 3 } });
  expect(await failing(provider, { splitBy: "1h" })).toBe(fault);
  expect(ended).toEqual(["aborted", "aborted"]);
});

it("gives the rows so far, and what is missing, when it is cancelled", async () => {
  const abort = new AbortController();
  const provider = await over({
    capabilities: { concurrentQueries: 1 },
    script: ({ number }) => {
      if (number !== 3) return undefined;
      abort.abort();
      return new CancelledError({ code: "cancelled", message: "stopped" });
    },
  });
  const error = await failing(provider, { splitBy: "1d", signal: abort.signal });
  if (!(error instanceof CancelledError) || !error.partial) throw new RangeError("no account");
  expect(error.partial.missing.map(({ attempts }) => attempts)).toEqual([1, 0]);
  expect(ids(error.partial)).toEqual([...Array.from({ length: 48 }, (_, id) => id), 1001, 1003]);
});

it("numbers what it asks for so that each number comes once and none is above the count", async () => {
  const events: ProgressEvent[] = [];
  await (await over({ cap: 10 })).query("T", { splitBy: "1d", onProgress: (event) => void events.push(event) });
  const parts = events.flatMap((event) => ("part" in event ? [event] : []));
  const started = parts.filter(({ type }) => type === "part-start").map(({ part }) => part);
  const ended = parts.filter(({ type }) => type !== "part-start");
  expect(started).toEqual(Array.from({ length: started.length }, (_, index) => index + 1));
  expect(ended.map(({ part }) => part).sort((left, right) => left - right)).toEqual(started);
  expect(parts.every(({ part, parts: known }) => part <= known)).toBe(true);
  expect(parts.at(-1)?.parts).toBe(started.length);
  expect(ended.some(({ type }) => type === "part-halved")).toBe(true);
});

it("tells each warning once, and keeps the chart and what the service told", async () => {
  const told = { warnings: [{ code: "service-ends", message: "ends" }], visualization: { kind: "timechart", properties: {} }, statistics: { cpu: 1 } };
  const result = await (await over({ script: () => told })).query("T", { splitBy: "2d" });
  expect(result.warnings).toEqual(told.warnings);
  expect(result.visualization).toEqual(told.visualization);
  expect(result.statistics).toMatchObject({ parts: [{ statistics: { cpu: 1 } }, { statistics: { cpu: 1 } }] });
});

it("orders numbers exactly, NaN beside null, and fills in columns that a part lacks", () => {
  const big = ["9007199254740993.1", "9007199254740993.09", "-2", "10"].map((text) => [new KqlDecimal(text)]);
  const decimals = mergeTables([tableFromRows([{ name: "N", type: "decimal" }], big)], [{ column: "N", direction: "asc", nulls: "first" }]);
  expect([...tableRows(decimals)].map(([value]) => String(value))).toEqual(["-2", "10", "9007199254740993.09", "9007199254740993.1"]);
  const reals = (direction: "asc" | "desc", nulls: "first" | "last"): unknown[] => [...tableRows(mergeTables([tableFromRows([{ name: "R", type: "real" }], [[1], [NaN], [null], [-Infinity]])], [{ column: "R", direction, nulls }]))].map(([value]) => value);
  expect(reals("asc", "first")).toEqual([null, NaN, -Infinity, 1]);
  expect(reals("desc", "last")).toEqual([1, -Infinity, NaN, null]);
  const wide = mergeTables([tableFromRows([{ name: "A", type: "long" }], [[1]]), tableFromRows([{ name: "B", type: "string" }, { name: "A", type: "long" }], [["x", 2]])], undefined);
  expect([...tableRows(wide)].map((row) => [...row])).toEqual([[1, ""], [2, "x"]]);
  expect(() => mergeTables([tableFromRows([{ name: "A", type: "long" }], []), tableFromRows([{ name: "A", type: "string" }], [])], undefined)).toThrowError(expect.objectContaining({ code: "parts-differ" }));
});
