import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { documentedFaults } from "./documented-faults.table.js";
import type { CaseReport } from "./run/run-case.js";

/** The cases that matched once, by the name of their collection: none of them may stop to match. */
export type Baseline = Readonly<Record<string, readonly string[]>>;

/** The baseline of the file; empty without a file. */
export function readBaseline(file: string): Baseline {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Baseline) : {};
}

/** What is worse than the baseline, in words: cases that no longer match, and answers that differ without a known fault of the page. */
export function regressions(baseline: Baseline, collection: string, reports: readonly CaseReport[]): string[] {
  const before = new Set(baseline[collection] ?? []);
  const lost = reports.filter(({ item, outcome }) => before.delete(item.id) && outcome !== "matched");
  const wrong = reports.filter(({ item, outcome }) => outcome === "mismatched" && item.suspect.length === 0 && !documentedFaults.has(item.id));
  return [
    ...[...before].map((id) => `${id}: is in the baseline but not among the cases`),
    ...lost.map(({ item, outcome, detail }) => `${item.id}: matched before, now ${outcome}: ${detail}`),
    ...wrong.map(({ item, detail }) => `${item.id}: gives another table than documented: ${detail}`),
  ];
}

/** Adds the matched cases to the baseline's file; nothing is ever taken out. */
export function raiseBaseline(file: string, baseline: Baseline, collection: string, reports: readonly CaseReport[]): void {
  const matched = reports.filter(({ outcome }) => outcome === "matched").map(({ item }) => item.id);
  const raised = { ...baseline, [collection]: [...new Set([...(baseline[collection] ?? []), ...matched])].sort() };
  writeFileSync(file, `${JSON.stringify(raised, null, 1)}\n`);
}
