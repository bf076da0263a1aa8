import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { kqlDialect } from "@huntkit/kql/dialect";
import { tableColumn } from "@huntkit/provider";
import { loadQueries, renderQuery, type LoadedQueries } from "@huntkit/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queryLibraryFolder } from "./index.js";
import { lateEvents, lookupCases, lookupEvents, type LookupCase } from "./lookup-cases.table.js";

const range = { start: "2026-11-05T00:00:00Z", end: "2026-11-06T00:00:00Z" };
const folder = mkdtempSync(join(tmpdir(), "huntkit-lookups-"));
let loaded: LoadedQueries;
let connection: Awaited<ReturnType<typeof localDriver.connect>>;
beforeAll(async () => {
  for (const [table, rows] of Object.entries(lookupEvents)) writeFileSync(join(folder, `${table}.ndjson`), [...rows, ...(lateEvents[table] ?? [])].map((row) => JSON.stringify(row)).join("\n"));
  loaded = await loadQueries([queryLibraryFolder]);
  connection = await localDriver.connect({ path: folder });
});
afterAll(async () => {
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
});

async function rowsOf({ query, environment, values }: LookupCase) {
  const template = loaded.store.get(query, { environments: [environment] });
  const result = await connection.query(renderQuery(template, { ...values, ...range } as never, { dialect: kqlDialect }));
  if (result.status !== "complete") throw new TypeError("rows are missing");
  return result.table;
}

describe("queries that look things up find the row and leave its near miss, and what comes too late", () => {
  it.each(lookupCases.map((one) => [`${one.query} ${JSON.stringify(one.values).slice(0, 60)}`, one] as const))("%s", async (_name, one) => {
    expect([...(tableColumn(await rowsOf(one), "DeviceName") ?? [])].sort()).toEqual(one.found ?? ["hit.contoso.com"]);
  });

  it("M365D.list_alerts gives each alert once", async () => {
    const table = await rowsOf({ query: "M365D.list_alerts", environment: "M365D", table: "AlertInfo", values: {} });
    expect([...(tableColumn(table, "AlertId") ?? [])].sort()).toEqual(["a1", "a2"]);
  });

  it("each have a case", () => {
    const names = loaded.store.list().filter(({ family }) => !family.endsWith("Hunting")).map(({ name }) => name);
    expect([...new Set([...lookupCases.map(({ query }) => query), "M365D.list_alerts"])].sort()).toEqual(names.sort());
  });
});
