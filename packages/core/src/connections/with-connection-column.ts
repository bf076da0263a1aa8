import type { ResultColumn, ResultTable } from "@huntkit/provider";

/**
 * A table with one more column in front, `Connection`, that says where its rows come from; `Connection1` and so on if the query gives
 * a column of that name itself.
 */
export function withConnectionColumn(table: ResultTable, connection: string): ResultTable {
  const column: ResultColumn = Object.freeze({ name: freeName(table), type: "string" });
  return Object.freeze({
    columns: Object.freeze([column, ...table.columns]),
    rowCount: table.rowCount,
    cell: (row: number, place: number) => (place === 0 && row >= 0 && row < table.rowCount ? connection : table.cell(row, place - 1)),
  });
}

function freeName({ columns }: ResultTable): string {
  const taken = new Set(columns.map(({ name }) => name));
  for (let number = 0; ; number++) {
    const name = number === 0 ? "Connection" : `Connection${number}`;
    if (!taken.has(name)) return name;
  }
}
