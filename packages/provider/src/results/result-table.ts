import type { KqlValue } from "../values/kql-value.js";
import type { ResultColumn } from "./result-column.js";

/**
 * Rows with ordered, typed columns (also for 0 rows). A driver may keep the cells in the form in which they came and convert
 * one only when it is read, so read a cell once and keep it.
 */
export interface ResultTable {
  /** The columns, in the order of the query. Names are unique. */
  readonly columns: readonly ResultColumn[];
  /** Number of rows. */
  readonly rowCount: number;
  /** The cell at a row and a column, both from 0. Undefined behaviour outside the table. */
  cell(row: number, column: number): KqlValue;
}

/** One row as an object keyed by column name. */
export type ResultRow = Readonly<Record<string, KqlValue>>;

/** A table over rows that are arrays in column order; the arrays are not copied. */
export function tableFromRows(columns: readonly ResultColumn[], rows: readonly (readonly KqlValue[])[]): ResultTable {
  return Object.freeze({
    columns,
    rowCount: rows.length,
    cell: (row: number, column: number) => rows[row]?.[column] ?? null,
  });
}

/** The rows of a table, one by one, as arrays in column order. */
export function* tableRows(table: ResultTable): Generator<KqlValue[], void, void> {
  for (let row = 0; row < table.rowCount; row++) {
    const cells: KqlValue[] = new Array<KqlValue>(table.columns.length);
    for (let column = 0; column < cells.length; column++) cells[column] = table.cell(row, column);
    yield cells;
  }
}

/** The rows of a table, one by one, as objects keyed by column name. */
export function* tableObjects(table: ResultTable): Generator<ResultRow, void, void> {
  const names = table.columns.map((column) => column.name);
  for (const cells of tableRows(table))
    yield Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null]));
}

/**
 * One column of a table as an array.
 * @returns undefined if the table has no column of this name.
 */
export function tableColumn(table: ResultTable, name: string): KqlValue[] | undefined {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index < 0) return undefined;
  return Array.from({ length: table.rowCount }, (_, row) => table.cell(row, index));
}
