import { call, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { physicalTypes } from "../physical-types.js";
import { shaped, type FunctionCall, type FunctionTable } from "./function-row.js";

const own = { nulls: "own" as const };
const upToHere = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

function over(each: FunctionCall, inner: SqlExpression, frame?: string, partitionBy: readonly SqlExpression[] = []): SqlExpression {
  return { kind: "window", call: inner, partitionBy, orderBy: each.scope.inputOrder, ...(frame ? { frame } : {}) };
}

function refuseRestart(each: FunctionCall, at: number): void {
  if (each.arguments[at] && each.literal(at) !== false) each.refuse("Its restart condition needs a serialized step of its own, which the engine does not make here.", `${each.name}() with a restart condition`);
}

function rowNumber(each: FunctionCall): SqlExpression {
  refuseRestart(each, 1);
  const number = over(each, call("row_number"));
  return each.arguments[0] ? operator("+", number, operator("-", each.as(0, "long"), constant(1))) : number;
}

/** The value of a column some rows before or after; outside the rows the default, else null. */
function neighbour(each: FunctionCall, name: "lag" | "lead"): SqlExpression {
  const offset = each.arguments[1] ? each.literal(1) : 1;
  if (typeof offset !== "number" || offset < 0) return each.refuse("Its offset must be a literal number of rows, not below 0.");
  const otherwise = each.arguments[2] ? each.as(2, each.type) : each.type === "string" ? constant("") : constant(null, physicalTypes[each.type]);
  return over(each, call(name, each.as(0, each.type), cast(constant(offset), "INTEGER"), otherwise));
}

/** The sum of the rows up to this one. */
function runningSum(each: FunctionCall): SqlExpression {
  refuseRestart(each, 1);
  const type = each.type;
  if (type === "real") return call("coalesce", over(each, call("sum", each.as(0, "real")), upToHere), constant(0, "DOUBLE"));
  if (type !== "long" && type !== "int" && type !== "timespan") return each.refuse("Its values must be numbers or timespans.");
  const sum = call("kql_wrap64", call("coalesce", over(each, call("sum", each.as(0, type === "timespan" ? "timespan" : "long")), upToHere), constant(0)));
  return type === "int" ? call("kql_wrap32", sum) : sum;
}

/** Functions of neighbouring rows, in the order that the query fixed. Source: the pages under "Window functions". */
export const windowFunctions: FunctionTable = {
  row_number: shaped("long?, bool?", "long", rowNumber, { ...own, rules: [200] }),
  prev: shaped("any, long?, any?", "argument", (each) => neighbour(each, "lag"), { ...own, rules: [201] }),
  next: shaped("any, long?, any?", "argument", (each) => neighbour(each, "lead"), { ...own, rules: [201] }),
  row_cumsum: shaped("number, bool?", "argument", runningSum, { ...own, rules: [202] }),
};
