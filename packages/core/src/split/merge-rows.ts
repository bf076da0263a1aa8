import { InternalError, KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlValue, type ResultTable, type SplitOrderKey, tableFromRows, tableRows } from "@huntkit/provider";

/**
 * Puts the rows of parts together, in the order of the parts or, if the query gives one, in its order.
 * @throws {InternalError} if the parts differ in their columns.
 */
export function mergeTables(tables: readonly ResultTable[], order: readonly SplitOrderKey[] | undefined): ResultTable {
  const [first] = tables;
  if (!first) return tableFromRows([], []);
  const shape = JSON.stringify(first.columns);
  if (tables.some(({ columns }) => JSON.stringify(columns) !== shape)) throw new InternalError({ code: "parts-differ", message: "The parts of a split query gave different columns." });
  const rows = tables.flatMap((table) => [...tableRows(table)]);
  const keys = (order ?? []).map((key) => ({ ...key, index: first.columns.findIndex(({ name }) => name === key.column) }));
  if (keys.length > 0) rows.sort((left, right) => compareBy(keys, left, right));
  return tableFromRows(first.columns, rows);
}

type PlacedKey = SplitOrderKey & { readonly index: number };

function compareBy(keys: readonly PlacedKey[], left: readonly KqlValue[], right: readonly KqlValue[]): number {
  for (const { index, direction, nulls } of keys) {
    const [a, b] = [left[index] ?? null, right[index] ?? null];
    if (a === null && b === null) continue;
    if (a === null || b === null) return (a === null) === (nulls === "first") ? -1 : 1;
    const result = compareValues(a, b);
    if (result !== 0) return direction === "asc" ? result : -result;
  }
  return 0;
}

function compareValues(left: KqlValue, right: KqlValue): number {
  const [a, b] = [comparable(left), comparable(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparable(value: KqlValue): bigint | number | string {
  if (value instanceof KqlDateTime || value instanceof KqlTimeSpan) return value.ticks;
  if (value instanceof KqlDecimal) return Number(String(value));
  if (typeof value === "boolean") return Number(value);
  return typeof value === "object" ? JSON.stringify(value) : value;
}
