import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readBaseline, regressions } from "./baseline.js";
import { isCounted } from "./cases/conformance-case.js";
import { loadCases } from "./cases/load-cases.js";
import { runCollection } from "./run-collection.js";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const shared = process.env["HUNTKIT_SHARED"] ?? join(home, "..", "..", "shared");
const documented = join(shared, "kql-conformance", "docs-dev.jsonl");
const baseline = readBaseline(join(home, "baseline.json"));

async function worseThanBefore(file: string, collection: string): Promise<string[]> {
  const reports = await runCollection(loadCases(file).filter(isCounted));
  expect(reports.length).toBeGreaterThan(40);
  return regressions(baseline, collection, reports);
}

it("every case of our own that matched still matches", async () => {
  expect(await worseThanBefore(join(home, "cases", "own.jsonl"), "own")).toEqual([]);
}, 60_000);

it.skipIf(!existsSync(documented))("every documented case that matched still matches, and none gives another table (needs the documented cases)", async () => {
  expect(await worseThanBefore(documented, "documented")).toEqual([]);
}, 180_000);
