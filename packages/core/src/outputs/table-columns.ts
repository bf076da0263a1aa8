import type { KqlValue, ResultTable } from "@huntkit/provider";

/** The table turned by columns: each column's name with its values, in the order of the columns. */
export function toColumns(table: ResultTable): ReadonlyMap<string, readonly KqlValue[]> {
  return new Map(
    table.columns.map((column, index) => [
      column.name,
      Array.from({ length: table.rowCount }, (_, row) => table.cell(row, index)),
    ]),
  );
}
