import { InternalError, tableRows, type KqlValue, type QueryResult } from "@huntkit/provider";

/**
 * The rows of a complete result as arrays, for assertions.
 * @throws {InternalError} if the result is partial, so that a test cannot take some rows for all.
 */
export function completeRows(result: QueryResult): KqlValue[][] {
  if (result.status === "complete") return [...tableRows(result.table)];
  throw new InternalError({ code: "result-partial", message: `The result lacks ${result.missing.length} parts: ${result.missing.map((part) => part.error.message).join("; ")}` });
}
