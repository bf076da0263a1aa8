import { type QueryResult, ServiceError } from "@huntkit/provider";
import type { SplitOptions } from "./split-options.js";

/**
 * Tells an answer that the source cut from a whole one: a table with as many rows as the source gives at most is partial.
 * @throws {ServiceError} `rows-cut` instead, if the caller requires a complete result.
 */
export function withRowLimit(result: QueryResult, rowLimit: number | undefined, { requireComplete }: SplitOptions): QueryResult {
  if (result.status === "partial") {
    const [first] = result.missing;
    if (requireComplete === true && first) throw first.error;
    return result;
  }
  if (rowLimit === undefined || result.table.rowCount < rowLimit) return result;
  const error = new ServiceError({ code: "rows-cut", retryable: false, message: `The answer has ${rowLimit} rows, which is where the source cuts without a word. Run the query in parts (splitBy: "auto", or "1d"), or narrow it.` });
  if (requireComplete === true) throw error;
  const { table, status: _status, ...rest } = result;
  return { ...rest, status: "partial", partialTable: table, missing: [{ error, attempts: 1 }] };
}
