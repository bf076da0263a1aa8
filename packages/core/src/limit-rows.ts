import type { QueryResult, ResultTable } from "@huntkit/provider";

/** A result with only its first rows; a warning says how many there were. The query itself is not changed. */
export function limitRows(result: QueryResult, limit: number | undefined): QueryResult {
  const table = result.status === "complete" ? result.table : result.partialTable;
  if (limit === undefined || table.rowCount <= limit) return result;
  const kept = firstRows(table, limit);
  const message = `Only the first ${limit} of ${table.rowCount} rows are given, because of the limit.`;
  const warnings = [...result.warnings, { code: "rows-limited", message }];
  return result.status === "complete" ? { ...result, table: kept, warnings } : { ...result, partialTable: kept, warnings };
}

function firstRows(table: ResultTable, count: number): ResultTable {
  return Object.freeze({ columns: table.columns, rowCount: count, cell: (row: number, column: number) => table.cell(row, column) });
}
