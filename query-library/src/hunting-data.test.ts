import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { kqlDialect } from "@huntkit/kql/dialect";
import { tableColumn } from "@huntkit/provider";
import { loadQueries, renderQuery, type LoadedQueries } from "@huntkit/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { huntingCases, type FixtureRow, type HuntingCase } from "./__fixtures__/hunting-cases.table.js";
import { queryLibraryFolder } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-hunting-"));
const minutes = 60_000;
const days = 1_440 * minutes;
/** Each case has a day of its own, a hundred days after that of the one before, so that all of them share one folder. */
const startOf = (index: number): number => Date.parse("2010-01-01T00:00:00Z") + index * 100 * days;
const instant = (time: number): string => new Date(time).toISOString();

/** The row as it stands in the file: minutes have become times. */
function stored({ at = 10, ...row }: FixtureRow, start: number): string {
  return JSON.stringify({ Timestamp: instant(start + at * minutes), ...row }, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "minute" in value ? instant(start + Number(value.minute) * minutes) : value,
  );
}

function writeTables(): void {
  const tables = new Map<string, string[]>();
  for (const [index, { events }] of huntingCases.entries())
    for (const [table, rows] of Object.entries(events)) tables.set(table, [...(tables.get(table) ?? []), ...rows.map((row) => stored(row, startOf(index)))]);
  for (const [table, lines] of tables) writeFileSync(join(folder, `${table}.ndjson`), lines.join("\n"));
}

let loaded: LoadedQueries;
let connection: Awaited<ReturnType<typeof localDriver.connect>>;
beforeAll(async () => {
  writeTables();
  loaded = await loadQueries([queryLibraryFolder]);
  connection = await localDriver.connect({ path: folder });
});
afterAll(async () => {
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
});

async function foundBy({ hunt, values, column = "DeviceName" }: HuntingCase, start: number): Promise<unknown[]> {
  const timeRange = { start: instant(start), end: instant(start + days) };
  const text = renderQuery(loaded.store.get(`M365DHunting.${hunt}`), { ...values, ...timeRange } as never, { dialect: kqlDialect });
  const result = await connection.query(text);
  return result.status === "complete" ? [...(tableColumn(result.table, column) ?? [`no column ${column}`])].sort() : [result.missing];
}

describe("hunts find the hit and leave the near miss alone", () => {
  it.each(huntingCases.map((huntingCase, index) => [huntingCase.hunt, huntingCase, startOf(index)] as const))("%s", async (_name, huntingCase, start) => {
    expect(await foundBy(huntingCase, start)).toEqual(huntingCase.found ?? ["hit"]);
  });

  it("each have a case", () => {
    const hunts = loaded.store.list({ family: "M365DHunting" }).map(({ template }) => template);
    const names = hunts.filter(({ file }) => dirname(file ?? "").endsWith("-hunting")).map(({ name }) => name);
    expect(huntingCases.map(({ hunt }) => hunt).sort()).toEqual([...new Set(names)].sort());
  });
});
