import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { ConformanceCase } from "../cases/conformance-case.js";
import { loadCases } from "../cases/load-cases.js";
import { compareCase, type FoundTable } from "./compare-case.js";

const shared = process.env["HUNTKIT_SHARED"] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..", "shared");
const casesFile = join(shared, "kql-conformance", "docs-dev.jsonl");
const judgeFile = join(shared, "kql-conformance", "compare_kql.py");
const atHand = existsSync(casesFile) && existsSync(judgeFile) && hasPython();
const folder = mkdtempSync(join(tmpdir(), "huntkit-judge-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ways to turn the documented table into what an engine may have given, right or wrong. */
const distortions: Readonly<Record<string, (table: FoundTable, item: ConformanceCase) => FoundTable>> = {
  "as documented": (table) => table,
  "typed as an engine types": (table, item) => ({ ...table, rows: table.rows.map((row) => row.map((cell, index) => typed(cell as string, item.resultColumns?.[index]?.type))) }),
  "rows reversed": (table) => ({ ...table, rows: [...table.rows].reverse() }),
  "a row less": (table) => ({ ...table, rows: table.rows.slice(1) }),
  "a row twice": (table) => ({ ...table, rows: [...table.rows, ...table.rows.slice(0, 1)] }),
  "the last cell another": (table) => ({ ...table, rows: table.rows.map((row, index) => (index === 0 ? [...row.slice(0, -1), "different"] : row)) }),
  "numbers off by a little": (table) => ({ ...table, rows: table.rows.map((row) => row.map((cell) => nudge(cell as string))) }),
  "the language service's names": (table, item) => ({ ...table, columns: item.resultColumns?.length === table.columns.length ? item.resultColumns.map(({ name }) => name) : table.columns }),
  "another first name": (table) => ({ ...table, columns: ["another", ...table.columns.slice(1)] }),
  "columns turned": (table) => ({ columns: [...table.columns].reverse(), rows: table.rows.map((row) => [...row].reverse()) }),
  "empty cells": (table) => ({ ...table, rows: table.rows.map((row) => row.map(() => null)) }),
};

describe.skipIf(!atHand)("the judge agrees with the reference judge (needs the documented cases and python3)", () => {
  const cases = atHand ? loadCases(casesFile).filter((item) => !item.multiResult) : [];
  it.each(Object.keys(distortions))("on tables with %s", (name) => {
    const tables = cases.map((item) => distortions[name]?.({ columns: item.columns, rows: item.rows }, item) as FoundTable);
    const theirs = referenceVerdicts(cases, tables);
    const differing = cases.flatMap((item, index) => {
      const ours = compareCase(item, tables[index] as FoundTable);
      return (ours === undefined) === theirs.has(item.id) ? [] : [`${item.id}: ours ${ours ?? "matched"}`];
    });
    expect(differing).toEqual([]);
    expect(theirs.size).toBeGreaterThanOrEqual(name === "as documented" ? cases.length - 5 : 0);
  });
});

/** The ids that the reference judge calls matched. */
function referenceVerdicts(cases: readonly ConformanceCase[], tables: readonly FoundTable[]): Set<string> {
  const results = join(folder, "results.jsonl");
  const lists = join(folder, "lists.txt");
  writeFileSync(results, cases.map(({ id }, index) => JSON.stringify({ id, ...tables[index] })).join("\n"));
  execFileSync("python3", [judgeFile, casesFile, results, "--lists", lists, "--allow", "all"]);
  const section = /## matched \(\d+\)\n([\s\S]*?)\n\n/.exec(`${readFileSync(lists, "utf8")}\n\n`)?.[1] ?? "";
  return new Set(section.split("\n").filter(Boolean));
}

function typed(cell: string, type: string | undefined): unknown {
  if (cell === "" && type !== "string") return null;
  if (type === "bool") return /^(true|1)$/i.test(cell);
  if ((type === "real" || type === "int") && /^-?\d+(\.\d+)?$/.test(cell)) return Number(cell);
  return cell;
}

function nudge(cell: string): string {
  return /^-?\d+\.\d+$/.test(cell) ? String(Number(cell) * (1 + 4e-7)) : cell;
}

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
