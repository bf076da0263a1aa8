import type { ConformanceCase } from "../cases/conformance-case.js";
import { matchAll } from "./match-all.js";
import { matchColumns } from "./match-columns.js";
import { sameCell } from "./same-cell.js";

/** What an engine gave for a case. */
export interface FoundTable {
  readonly columns: readonly string[];
  /** Cells: null, booleans, numbers, texts (also times and longs), arrays and objects for dynamic. */
  readonly rows: readonly (readonly unknown[])[];
}

/** Compares a found table with the documented one. Gives undefined if they agree, else the first difference in words. */
export function compareCase(item: ConformanceCase, found: FoundTable): string | undefined {
  const match = matchColumns(item, found.columns);
  if ("reason" in match) return match.reason;
  const rows = found.rows.map((row) => match.places.map((place) => row[place]));
  const leniency = { setLike: item.setLike, elided: item.partial };
  const same = (expected: readonly string[], actual: readonly unknown[]): boolean =>
    expected.every((cell, index) => sameCell(cell, actual[index], match.types[index], leniency));
  const difference = (): string => firstDifference(item, rows, same);
  if (item.partial) return rows.length < item.rows.length ? rowCount(item, rows) : matchAll(item.rows, rows, same) ? undefined : difference();
  if (rows.length !== item.rows.length) return rowCount(item, rows);
  if (item.rows.every((row, index) => same(row, rows[index] ?? []))) return undefined;
  if (!matchAll(item.rows, rows, same)) return difference();
  if (!item.unordered) return "order: same rows in another order";
  return brokenOrder(item, rows, (expected, actual, index) => sameCell(expected, actual, match.types[index], leniency));
}

function rowCount(item: ConformanceCase, rows: readonly unknown[]): string {
  return `row count: expected ${item.partial ? "at least " : ""}${item.rows.length}, got ${rows.length}`;
}

type Rows = readonly (readonly unknown[])[];

function firstDifference(item: ConformanceCase, rows: Rows, same: (expected: readonly string[], actual: readonly unknown[]) => boolean): string {
  const missing = item.rows.findIndex((row) => !rows.some((actual) => same(row, actual)));
  if (missing < 0) return "values: rows repeat in other numbers";
  return `values: row ${missing + 1}: expected ${brief(item.rows[missing])}, got ${brief(rows[missing])}`;
}

function brief(row: readonly unknown[] | undefined): string {
  const text = JSON.stringify(row ?? "no row");
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function brokenOrder(item: ConformanceCase, rows: Rows, same: (expected: string, actual: unknown, index: number) => boolean): string | undefined {
  const keys = (item.orderBy ?? []).map((key) => item.columns.indexOf(key)).filter((index) => index >= 0);
  const broken = item.rows.findIndex((row, at) => !keys.every((key) => same(row[key] ?? "", rows[at]?.[key], key)));
  return broken < 0 ? undefined : `order: row ${broken + 1} breaks the sort on ${(item.orderBy ?? []).join(", ")}`;
}
