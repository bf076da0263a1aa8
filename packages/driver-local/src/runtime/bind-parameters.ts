import { InternalError } from "@huntkit/provider";
import type { DuckDBPreparedStatement } from "@duckdb/node-api";
import type { SqlParameterValue } from "../sql/sql-nodes.js";

/** Binds values to the parameters `$1`, `$2`, … of a statement. The SQL casts each to its type, so texts stand for what JavaScript lacks. */
export function bindParameters(statement: DuckDBPreparedStatement, values: readonly SqlParameterValue[]): void {
  if (statement.parameterCount !== values.length)
    throw new InternalError({ code: "parameter-count-differs", message: "The number of values differs from the number of parameters in the SQL. That is a fault of huntkit: please report it with the query text." });
  values.forEach((value, index) => bindOne(statement, index + 1, value));
}

function bindOne(statement: DuckDBPreparedStatement, index: number, value: SqlParameterValue): void {
  switch (typeof value) {
    case "string":
      return statement.bindVarchar(index, value);
    case "boolean":
      return statement.bindBoolean(index, value);
    case "bigint":
      return fitsInt64(value) ? statement.bindBigInt(index, value) : statement.bindHugeInt(index, value);
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? statement.bindBigInt(index, BigInt(value)) : statement.bindDouble(index, value);
    default:
      return statement.bindNull(index);
  }
}

function fitsInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}
