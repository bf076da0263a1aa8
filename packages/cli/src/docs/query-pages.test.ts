import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { queryLibraryFolder } from "@huntkit/query-library";
import { loadQueries, type QueryStore } from "@huntkit/templates";
import { beforeAll, describe, expect, it } from "vitest";
import { huntingCases } from "../../../../query-library/src/__fixtures__/hunting-cases.table.js";
import { lateEvents, lookupCases, lookupEvents } from "../../../../query-library/src/lookup-cases.table.js";
import { huntCases } from "../../../../query-library/src/hunt-cases.table.js";
import { lintPaths } from "../lint/lint-paths.js";
import { queryPages, type DataTests } from "./query-pages.js";

const folder = fileURLToPath(new URL("../../../../docs/queries/", import.meta.url));

/** The cases on data that the tests of query-library run, by hunt. */
function dataTests(): Map<string, DataTests> {
  const tests = new Map<string, DataTests>();
  const count = (hunt: string, events: Readonly<Record<string, readonly unknown[]>>, found: number): void => {
    const before = tests.get(hunt) ?? { cases: 0, events: 0, found: 0 };
    tests.set(hunt, { cases: before.cases + 1, events: before.events + Object.values(events).flat().length, found: before.found + found });
  };
  for (const { hunt, events, found } of huntCases) count(hunt, events, found.length);
  for (const { hunt, events, found } of huntingCases) count(hunt, events, found?.length ?? 1);
  for (const { query, table, found } of lookupCases) count(query, { own: lookupEvents[table] ?? [], late: lateEvents[table] ?? [], evidence: table === "AlertInfo" ? (lookupEvents["AlertEvidence"] ?? []) : [] }, found?.length ?? 1);
  count("M365D.list_alerts", { own: lookupEvents["AlertInfo"] ?? [] }, 2);
  return tests;
}

let store: QueryStore;
let pages: ReadonlyMap<string, string>;
beforeAll(async () => {
  store = (await loadQueries([queryLibraryFolder])).store;
  pages = queryPages(store, dataTests());
  if (process.env["HUNTKIT_GENERATE"] === "1") writePages();
});

function writePages(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of pages) writeFileSync(`${folder}${file}`, text);
}

describe("docs/queries", () => {
  it("is what is made from the library now, byte for byte (npm run generate mends it)", async () => {
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [file, text] of pages) expect((await readFile(`${folder}${file}`, "utf8")) === text, file).toBe(true);
  });

  it("has a section for every query, a row for each, and no test that counts for none", () => {
    for (const { family, template } of store.list()) expect(pages.get(`${family}.md`)).toContain(`\n## ${template.name}\n`);
    const rows = pages.get("README.md")?.match(/^\| \[.*$/gm) ?? [];
    expect(rows).toHaveLength(new Set(store.list().map(({ template }) => template)).size);
    const known = new Set(store.list().flatMap(({ name, template }) => [name, template.name]));
    expect([...dataTests().keys()].filter((hunt) => !known.has(hunt))).toEqual([]);
  });

  it("shows only queries that the linter has no finding for", async () => {
    for (const file of pages.keys()) {
      const { findings } = await lintPaths([`${folder}${file}`], { environment: file.startsWith("MD") ? "MDE" : "M365D" });
      expect(findings.map(({ message, line }) => `${file}:${line} ${message}`)).toEqual([]);
    }
  }, 120_000);
});
