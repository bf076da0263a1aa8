import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { kqlDialect } from "@huntkit/kql/dialect";
import { tableColumn } from "@huntkit/provider";
import { loadQueries, renderQuery, type LoadedQueries } from "@huntkit/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { huntCases, type HuntCase } from "./hunt-cases.table.js";
import { queryLibraryFolder } from "./index.js";

const timeRange = { start: "2026-11-05T00:00:00Z", end: "2026-11-06T00:00:00Z" };
const root = mkdtempSync(join(tmpdir(), "huntkit-hunts-"));
let loaded: LoadedQueries;
beforeAll(async () => void (loaded = await loadQueries([queryLibraryFolder])));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Writes the events as tables; a hunt's other tables are there, but empty. */
function writeTables({ hunt, events }: HuntCase): string {
  const folder = join(root, hunt);
  mkdirSync(folder);
  for (const [table, rows] of Object.entries(events)) writeFileSync(join(folder, `${table}.ndjson`), rows.map((row) => JSON.stringify(row)).join("\n"));
  return folder;
}

async function foundBy(huntCase: HuntCase): Promise<unknown[]> {
  const template = loaded.store.get(`M365DHunting.${huntCase.hunt}`);
  const text = renderQuery(template, { ...huntCase.values, ...timeRange } as never, { dialect: kqlDialect });
  const connection = await localDriver.connect({ path: writeTables(huntCase) });
  try {
    const result = await connection.query(text);
    return result.status === "complete" ? (tableColumn(result.table, huntCase.column) ?? []).sort() : [result.missing];
  } finally {
    await connection.close();
  }
}

describe("hunts find what they are for and leave the rest alone", () => {
  it.each(huntCases)("$hunt", async (huntCase) => {
    expect(await foundBy(huntCase)).toEqual(huntCase.found);
  });

  it("each have a case", () => {
    const templates = loaded.store.list({ family: "M365DHunting" }).map(({ template }) => template);
    const hunts = templates.filter(({ file }) => basename(dirname(file ?? "")) === "hunting").map(({ name }) => name);
    expect([...new Set(huntCases.map(({ hunt }) => hunt))].sort()).toEqual([...new Set(hunts)].sort());
  });
});
