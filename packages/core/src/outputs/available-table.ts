import { type QueryResult, type ResultTable, ServiceError } from "@huntkit/provider";

/** The rows that came, whether or not some are missing. Only for callers that show what is missing as well. */
export function availableTable(result: QueryResult): ResultTable {
  return result.status === "complete" ? result.table : result.partialTable;
}

/**
 * The rows of a result that must be whole.
 * @throws {ServiceError} if anything is missing; the message counts it, and the cause is the first failure.
 */
export function completeTable(result: QueryResult): ResultTable {
  if (result.status === "complete") return result.table;
  const [first] = result.missing;
  throw new ServiceError({
    code: "result-incomplete",
    message: `The result is incomplete: ${result.missing.length} part(s) are missing, the first because: ${first?.error.message ?? "unknown"} Run it again, or use the rows that came on purpose (status "partial").`,
    cause: first?.error,
    retryable: result.missing.every((part) => part.error.retryable),
  });
}
