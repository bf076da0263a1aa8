import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KqlDateTime, ServiceError, tableRows } from "@huntkit/provider";
import { afterAll, expect, it } from "vitest";
import { createQueryProvider } from "../create-query-provider.js";
import { availableTable } from "../outputs/available-table.js";
import type { QueryProvider } from "../query-provider.js";
import { type Asked, scriptedDriver, type ScriptedSource } from "./__fixtures__/scripted-source.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-resume-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const day = (number: number): Date => new Date(Date.UTC(2026, 6, number));
const ticks = (number: number): bigint => KqlDateTime.fromDate(day(number)).ticks;

async function over(source: ScriptedSource, now: Date, asked: Asked[]): Promise<QueryProvider> {
  const provider = await createQueryProvider("Scripted", { drivers: [scriptedDriver(source, asked)], connect: {}, now: () => now });
  provider.addQuery({ name: "own_times", families: ["Test"], environments: ["Scripted"], description: "times", query: "T | where Timestamp between ({{start}} .. {{end}})", parameters: { start: { type: "datetime", description: "from" }, end: { type: "datetime", description: "to" } } });
  return provider;
}
const rows = Array.from({ length: 20 }, (_, index) => ({ ticks: ticks(index + 1), id: index + 1 }));

it("splits the range that the query asks for by its own start and end, not the last day", async () => {
  const asked: Asked[] = [];
  const provider = await over({ rows, capabilities: { timespan: true } }, day(25), asked);
  const result = await provider.run("Test.own_times", { start: day(2), end: day(6) }, { splitBy: "1d" });
  expect(result.status).toBe("complete");
  expect(asked.map(({ range }) => range.start?.ticks)).toEqual([undefined, ticks(3), ticks(4), ticks(5)]);
});

it("never lets the source's own range hide what a query's own times reach", async () => {
  const asked: Asked[] = [];
  const provider = await over({ rows, capabilities: { timespan: true }, filtersBySpan: true }, day(25), asked);
  await provider.run("Test.own_times", { start: day(2), end: day(6) }, { timeRange: { start: day(24) } });
  const [first] = asked;
  expect(first?.timespan?.start.ticks).toBeLessThanOrEqual(ticks(2));
  expect(first?.timespan?.end.ticks).toBeGreaterThanOrEqual(ticks(6));
});

it("goes on, hours later, with the range that the run had when it began, and asks only for what is missing", async () => {
  const failing: ScriptedSource = { rows, script: ({ range }) => (range.start?.ticks === ticks(9) ? new ServiceError({ code: "service-down", message: "down" }) : undefined) };
  const options = { splitBy: "1d", checkpoint: folder } as const;
  const times = { start: "-6d@d", end: "-1d@d" };
  const first: Asked[] = [];
  const begun = await (await over(failing, day(12), first)).run("Test.own_times", times, options);
  expect(begun.status).toBe("partial");
  const second: Asked[] = [];
  const later = await (await over({ rows }, day(14), second)).run("Test.own_times", times, options);
  expect(second.map(({ range }) => range.start?.ticks)).toEqual([ticks(9)]);
  expect(later.status).toBe("complete");
  expect(later.warnings.map(({ code }) => code)).toContain("checkpoint-continued");
  expect(tableRows(availableTable(later))).toBeDefined();
  expect([...tableRows(availableTable(later))].map((row) => row[1])).toEqual(rows.map(({ id }) => id));
  const third: Asked[] = [];
  await (await over({ rows }, day(15), third)).run("Test.own_times", times, options);
  expect(third).toHaveLength(5); // that run was complete: this is a new one, with new times
});

it("tells the range of a run that it goes on with although nothing of it was finished, and takes it for no other query's", async () => {
  const options = { splitBy: "1d", checkpoint: join(folder, "nothing-done") } as const;
  const times = { start: "-3d@d", end: "-1d@d" };
  const failing: ScriptedSource = { rows, script: () => new ServiceError({ code: "service-down", message: "down" }) };
  await expect((await over(failing, day(12), [])).run("Test.own_times", times, options)).rejects.toMatchObject({ code: "service-down" });
  const changed = await over({ rows }, day(14), []);
  changed.addQuery({ name: "own_times", families: ["Test"], environments: ["Scripted"], description: "times", query: "T | where Timestamp between ({{start}} .. {{end}}) | where Id > 0", parameters: { start: { type: "datetime", description: "from" }, end: { type: "datetime", description: "to" } } }, { replace: true });
  const other = await changed.run("Test.own_times", times, options);
  expect(other.query).toContain("datetime(2026-07-11T00:00:00Z)");
  expect(other.warnings.map(({ code }) => code)).toEqual(["checkpoint-new-run"]);
  const same = await (await over({ rows }, day(14), [])).run("Test.own_times", times, options);
  expect(same.query).toContain("datetime(2026-07-09T00:00:00Z)");
  expect(same.warnings.map(({ message }) => message)).toEqual([expect.stringContaining("over the range from 2026-07-09T00:00:00.0000000Z to 2026-07-11T00:00:00.0000000Z: 0 finished parts")]);
});

it("says of a complete run with exact times that its rows are not asked for again", async () => {
  const options = { splitBy: "1d", checkpoint: join(folder, "complete"), timeRange: { start: day(2), end: day(4) } } as const;
  const asked: Asked[] = [];
  for (const codes of [[], ["checkpoint-complete"]]) {
    const result = await (await over({ rows, capabilities: { timespan: true } }, day(25), asked)).query("T", options);
    expect([result.status, result.warnings.map(({ code }) => code)]).toEqual(["complete", codes]);
  }
  expect(asked).toHaveLength(2);
});

it("refuses a checkpoint without parts", async () => {
  await expect((await over({ rows }, day(12), [])).query("T", { checkpoint: folder })).rejects.toMatchObject({ code: "checkpoint-needs-split" });
});
