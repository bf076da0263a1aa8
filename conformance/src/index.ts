import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { raiseBaseline, readBaseline, regressions } from "./baseline.js";
import { isCounted, isGeoOrGraph } from "./cases/conformance-case.js";
import { loadCases } from "./cases/load-cases.js";
import { type CommandOptions, commandOptions } from "./command-options.js";
import { summaryLine } from "./report/count-outcomes.js";
import { outcomeTable } from "./report/outcome-table.js";
import { runCollection, writeResults } from "./run-collection.js";
import type { CaseReport } from "./run/run-case.js";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const sharedCases = join(home, "..", "..", "shared", "kql-conformance", "docs-dev.jsonl");
const baselineFile = join(home, "baseline.json");

const options = commandOptions(process.argv.slice(2));
process.exitCode = (await runAll(options)) ? 0 : 1;

/** Runs our own cases, then the documented ones where they are at hand. Gives whether nothing is worse than the baseline. */
async function runAll(options: CommandOptions): Promise<boolean> {
  const own = options.cases === undefined ? await runFile(join(home, "cases", "own.jsonl"), "own", options) : true;
  const documented = options.cases ?? process.env["HUNTKIT_KQL_CASES"] ?? sharedCases;
  if (existsSync(documented)) return (await runFile(documented, "documented", options)) && own;
  process.stdout.write("The documented cases are not at hand (HUNTKIT_KQL_CASES names their file): only our own cases were run.\n");
  return own;
}

async function runFile(file: string, collection: string, options: CommandOptions): Promise<boolean> {
  const cases = loadCases(file);
  const reports = await runCollection(cases.filter((item) => item.selfContained));
  const counted = reports.filter(({ item }) => isCounted(item));
  if (options.results !== undefined && collection === "documented") writeResults(options.results, reports);
  if (options.table !== undefined && collection === "documented") writeFileSync(options.table, `${outcomeTable(counted)}\n`);
  if (options.verbose) for (const report of reports.filter(({ outcome }) => outcome !== "matched")) process.stdout.write(`${reportLine(report)}\n`);
  const worse = options.cases === undefined ? regressions(readBaseline(baselineFile), collection, counted) : [];
  for (const line of worse) process.stdout.write(`WORSE ${line}\n`);
  if (options.update) raiseBaseline(baselineFile, readBaseline(baselineFile), collection, counted);
  writeSummary(collection, counted, reports);
  return worse.length === 0;
}

function reportLine({ item, outcome, detail }: CaseReport): string {
  const notCounted = isCounted(item) ? "" : ` (not counted${item.suspect.length ? `: ${item.suspect.join("; ")}` : ""})`;
  return `${outcome} ${item.id}${notCounted}: ${detail.split("\n", 1)[0] ?? ""}`;
}

function writeSummary(collection: string, counted: readonly CaseReport[], all: readonly CaseReport[]): void {
  if (collection === "own") {
    process.stdout.write(`own cases: ${summaryLine(counted)}\n`);
    return;
  }
  process.stdout.write(`${outcomeTable(counted)}\n\nall self-contained cases: ${summaryLine(all.filter(({ item }) => !item.nondeterministic && !item.multiResult))}\n`);
  process.stdout.write(`geo and graph: ${summaryLine(counted.filter(({ item }) => isGeoOrGraph(item)))}\n`);
  process.stdout.write(`${summaryLine(counted.filter(({ item }) => !isGeoOrGraph(item)))}\n`);
}
