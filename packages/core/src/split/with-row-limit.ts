import { type QueryResult, ServiceError } from "@huntkit/provider";
import type { SplitOptions } from "./split-options.js";

/** Where a source cuts without a word, and what the query says itself. */
export interface RowLimit {
  /** Rows at which the source cuts; undefined if it does not. */
  readonly rowLimit: number | undefined;
  /** The most rows that the query can give by its own words; asked for only if the answer may be cut. */
  readonly rowBound: () => Promise<number | undefined>;
}

/**
 * Tells an answer that the source cut from a whole one: a table with as many rows as the source gives at most is partial, unless the
 * query asks for no more itself.
 * @throws {ServiceError} `rows-cut` instead, if the caller requires a complete result.
 */
export async function withRowLimit(result: QueryResult, { rowLimit, rowBound }: RowLimit, { requireComplete }: SplitOptions): Promise<QueryResult> {
  if (result.status === "partial") {
    const [first] = result.missing;
    if (requireComplete === true && first) throw first.error;
    return result;
  }
  if (rowLimit === undefined || result.table.rowCount < rowLimit) return result;
  if (((await rowBound()) ?? Infinity) <= rowLimit) return result;
  const error = new ServiceError({ code: "rows-cut", retryable: false, message: `The answer has ${rowLimit} rows, which is where the source cuts without a word. Run the query in parts (splitBy: "auto", or "1d"), or narrow it.` });
  if (requireComplete === true) throw error;
  const { table, status: _status, ...rest } = result;
  return { ...rest, status: "partial", partialTable: table, missing: [{ error, attempts: 1 }] };
}
