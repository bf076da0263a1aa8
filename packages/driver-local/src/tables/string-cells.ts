import type { SelectResult } from "../runtime/run-select.js";

/** The columns of a result of texts, as arrays; null becomes the empty text. */
export function stringCells(result: SelectResult): string[][] {
  return result.columnNames.map((_, column) =>
    result.chunks.flatMap((chunk) => chunk.getColumnValues(column).map((value) => (value === null ? "" : String(value)))),
  );
}
