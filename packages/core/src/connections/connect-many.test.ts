import { CancelledError, KqlDateTime, ServiceError, SignInError, tableRows, TICKS_PER_DAY } from "@huntkit/provider";
import { expect, it } from "vitest";
import { availableTable } from "../outputs/available-table.js";
import { createQueryProvider } from "../create-query-provider.js";
import type { QueryProvider } from "../query-provider.js";
import { type Asked, type ScriptedConnectOptions, scriptedDriver, type ScriptedSource } from "../split/__fixtures__/scripted-source.js";

const start = new KqlDateTime(TICKS_PER_DAY * 739_000n);
const timeRange = { start, end: new KqlDateTime(start.ticks + 2n * TICKS_PER_DAY) };
const one = (id: number): ScriptedSource["rows"] => [{ ticks: start.ticks, id }, { ticks: start.ticks + TICKS_PER_DAY, id: id + 1 }];

async function over(sources: Readonly<Record<string, ScriptedSource>>, named = Object.keys(sources), asked: Asked[] = []): Promise<QueryProvider<ScriptedConnectOptions>> {
  const provider = await createQueryProvider("Scripted", { drivers: [scriptedDriver(sources, asked)], timeRange });
  await provider.connectMany(Object.fromEntries(named.map((name) => [name, { of: name }])));
  return provider;
}
const cells = (result: Parameters<typeof availableTable>[0]): unknown[][] => [...tableRows(availableTable(result))].map((row) => [row[0], row[2]]);

it.each([undefined, "1d"])("runs on all connections and says of each row where it comes from (split by %s)", async (splitBy) => {
  const provider = await over({ A: { rows: one(1) }, B: { rows: one(10) } });
  const result = await provider.query("T", splitBy === undefined ? {} : { splitBy });
  expect(result.status).toBe("complete");
  expect(availableTable(result).columns[0]).toEqual({ name: "Connection", type: "string" });
  expect(cells(result)).toEqual([["A", 1], ["A", 2], ["B", 10], ["B", 11]]);
});

it("does not let one that fails stop the others, and names it with its parts", async () => {
  const failing: ScriptedSource = { rows: one(10), script: ({ range }) => (range.start ? new ServiceError({ code: "service-down", message: "down" }) : undefined) };
  const result = await (await over({ A: { rows: one(1) }, B: failing })).query("T", { splitBy: "1d" });
  expect(cells(result)).toEqual([["A", 1], ["A", 2], ["B", 10]]);
  expect(result.status === "partial" && result.missing).toMatchObject([{ connection: "B", open: "end", error: { code: "service-down" } }]);
  const whole = await (await over({ A: { rows: one(1) }, B: { rows: [], script: () => new SignInError({ code: "permission-missing", message: "no" }) } })).query("T");
  expect(whole.status === "partial" && whole.missing).toMatchObject([{ connection: "B", error: { code: "permission-missing" } }]);
});

it("keeps one that cannot be opened in the account of every result, and fails if none can", async () => {
  const sources = { A: { rows: one(1) } };
  const driver = { ...scriptedDriver(sources), connect: async (options: ScriptedConnectOptions) => (options.of === "A" ? scriptedDriver(sources).connect(options) : Promise.reject(new SignInError({ code: "secret-wrong", message: "wrong" }))) };
  const provider = await createQueryProvider("Scripted", { drivers: [driver], timeRange });
  await provider.connectMany({ A: { of: "A" }, B: { of: "B" } });
  const result = await provider.query("T");
  expect(result.status === "partial" && result.missing).toMatchObject([{ connection: "B", error: { code: "secret-wrong" }, attempts: 1 }]);
  await expect(provider.query("T", { requireComplete: true })).rejects.toMatchObject({ code: "secret-wrong" });
  await expect(provider.connectMany({ B: { of: "B" } })).rejects.toMatchObject({ code: "secret-wrong" });
  expect(provider.connected).toBe(true); // the connections from before are still there
});

it("gives the rows so far of all connections when it is cancelled", async () => {
  const abort = new AbortController();
  const stopping: ScriptedSource = { rows: one(10), script: () => {
    abort.abort();
    return new CancelledError({ code: "cancelled", message: "stopped" });
  } };
  const error = await (await over({ A: { rows: one(1) }, B: stopping })).query("T", { signal: abort.signal }).catch((failure: unknown) => failure);
  expect(error instanceof CancelledError && error.partial?.missing.map(({ connection }) => connection)).toEqual(["B"]);
});

it("is cancelled when it is cancelled before any row came, also if a connection could not be opened", async () => {
  const abort = new AbortController();
  const stopping: ScriptedSource = { rows: one(1), script: () => {
    abort.abort();
    return new CancelledError({ code: "cancelled", message: "stopped" });
  } };
  const driver = { ...scriptedDriver({ A: stopping }), connect: async (options: ScriptedConnectOptions) => (options.of === "A" ? scriptedDriver({ A: stopping }).connect(options) : Promise.reject(new SignInError({ code: "secret-wrong", message: "wrong" }))) };
  const provider = await createQueryProvider("Scripted", { drivers: [driver], timeRange });
  await provider.connectMany({ B: { of: "B" }, A: { of: "A" } });
  await expect(provider.query("T", { signal: abort.signal })).rejects.toBeInstanceOf(CancelledError);
});

it("tells a warning that several connections give once, with all their names", async () => {
  const warned = (message: string): ScriptedSource => ({ rows: one(1), script: () => ({ warnings: [{ code: "service-ends", message }] }) });
  const result = await (await over({ A: warned("ends"), B: warned("ends"), C: warned("stays") })).query("T", { splitBy: "1d" });
  expect(result.warnings).toEqual([{ code: "service-ends", message: "A, B: ends" }, { code: "service-ends", message: "C: stays" }]);
});
