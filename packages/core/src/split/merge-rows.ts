import { type KqlValue, type ResultColumn, type ResultTable, type SplitOrderKey, tableFromRows, tableRows, UnsupportedError } from "@huntkit/provider";
import { compareValues } from "./compare-values.js";
import { checkMerge, mergeGroups } from "./merge-groups.js";
import type { SplitMerge } from "./split-options.js";

/**
 * Puts the rows of parts together, in the order of the parts or, if the query gives one, in its order. A column that a part does not
 * have (those of `bag_unpack` depend on the rows) is null in its rows, and the empty text if it holds text.
 * @param merge How rows of one group in several parts become one; absent: rows of parts are rows of the whole.
 * @throws {UnsupportedError} `parts-differ` if a column is of one type in one part and of another in the next.
 */
export function mergeTables(tables: readonly ResultTable[], order: readonly SplitOrderKey[] | undefined, merge?: SplitMerge): ResultTable {
  const columns = allColumns(tables);
  if (merge !== undefined && tables.length > 0) checkMerge(columns, merge); // also parts of an earlier run, before the declaration was changed
  const all = tables.flatMap((table) => rowsWith(columns, table));
  const rows = merge === undefined ? all : mergeGroups(columns, all, merge);
  const keys = (order ?? []).map((key) => ({ ...key, index: columns.findIndex(({ name }) => name === key.column) }));
  if (keys.length > 0) rows.sort((left, right) => compareBy(keys, left, right));
  return tableFromRows(columns, rows);
}

function allColumns(tables: readonly ResultTable[]): readonly ResultColumn[] {
  const [first] = tables;
  if (!first) return [];
  if (tables.every(({ columns }) => sameColumns(columns, first.columns))) return first.columns;
  const columns = new Map<string, ResultColumn>();
  for (const column of tables.flatMap((table) => table.columns)) {
    const known = columns.get(column.name);
    if (known && known.type !== column.type)
      throw new UnsupportedError({ code: "parts-differ", construct: "splitBy", message: `The column ${column.name} is of type ${known.type} in one part of the query and ${column.type} in another. Name its type in the query (for example with bag_unpack's schema), or run it unsplit.` });
    columns.set(column.name, known ?? column);
  }
  return [...columns.values()];
}

function sameColumns(left: readonly ResultColumn[], right: readonly ResultColumn[]): boolean {
  return left.length === right.length && left.every(({ name, type }, index) => name === right[index]?.name && type === right[index].type);
}

function rowsWith(columns: readonly ResultColumn[], table: ResultTable): (readonly KqlValue[])[] {
  const rows = [...tableRows(table)];
  if (sameColumns(columns, table.columns)) return rows;
  const places = columns.map(({ name, type }) => ({ place: table.columns.findIndex((column) => column.name === name), absent: type === "string" ? "" : null }));
  return rows.map((row) => places.map(({ place, absent }) => (place < 0 ? absent : (row[place] ?? null))));
}

type PlacedKey = SplitOrderKey & { readonly index: number };

function compareBy(keys: readonly PlacedKey[], left: readonly KqlValue[], right: readonly KqlValue[]): number {
  for (const { index, direction, nulls } of keys) {
    const [a, b] = [left[index] ?? null, right[index] ?? null];
    const [rankA, rankB] = [rank(a), rank(b)];
    if (rankA !== rankB) return (rankA < rankB) === (nulls === "first") ? -1 : 1;
    if (a === null || b === null) continue;
    const result = compareValues(a, b);
    if (result !== 0) return direction === "asc" ? result : -result;
  }
  return 0;
}

/** NaN stands between null and all other values (page "sort operator"). */
function rank(value: KqlValue): number {
  return value === null ? 0 : Number.isNaN(value) ? 1 : 2;
}
