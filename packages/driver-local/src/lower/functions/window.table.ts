import { call, caseWhen, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { physicalTypes } from "../physical-types.js";
import { shaped, type FunctionCall, type FunctionTable } from "./function-row.js";

const own = { nulls: "own" as const };
const upToHere = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

function over(each: FunctionCall, inner: SqlExpression, frame?: string, partitionBy: readonly SqlExpression[] = []): SqlExpression {
  return { kind: "window", call: inner, partitionBy, orderBy: each.scope.inputOrder, ...(frame ? { frame } : {}) };
}

/** The group of rows between two restarts, which a step before has numbered; see `window-steps.ts`. */
function groupAt(each: FunctionCall, index: number): SqlExpression[] {
  return each.name.startsWith("$") && each.arguments[index] ? [each.sql(index)] : [];
}

function rowNumber(each: FunctionCall): SqlExpression {
  const number = over(each, call("row_number"), undefined, groupAt(each, 1));
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
  const type = each.type;
  const group = groupAt(each, 1);
  if (type === "real") return call("coalesce", over(each, call("sum", each.as(0, "real")), upToHere, group), constant(0, "DOUBLE"));
  if (type !== "long" && type !== "int" && type !== "timespan") return each.refuse("Its values must be numbers or timespans.");
  const sum = call("kql_wrap64", call("coalesce", over(each, call("sum", each.as(0, type === "timespan" ? "timespan" : "long")), upToHere, group), constant(0)));
  return type === "int" ? call("kql_wrap32", sum) : sum;
}

/** How many rows up to this one meet a condition. */
function runningCount(each: FunctionCall): SqlExpression {
  return over(each, { kind: "call", name: "count", arguments: [], filter: each.condition(0) }, upToHere, groupAt(each, 1));
}

/** The last value at which the condition was met, of values that grow. */
function runningMaximum(each: FunctionCall): SqlExpression {
  return over(each, { kind: "call", name: "max", arguments: [each.sql(1)], filter: each.condition(0) }, upToHere, groupAt(each, 2));
}

/** Whether a row is the first one, differs from the one before, or restarts. */
function changed(each: FunctionCall): SqlExpression {
  const value = each.sql(0);
  const before = over(each, call("lag", value));
  const first = operator("=", over(each, call("row_number")), constant(1));
  const restart = each.arguments[1] ? [call("coalesce", each.as(1, "bool"), constant(false))] : [];
  return operator("OR", first, operator("IS DISTINCT FROM", value, before), ...restart);
}

const everywhere = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";

/** At the first row the starts of the sessions of all rows, as a list of ticks; at the others nothing. */
function sessionStarts(each: FunctionCall): SqlExpression {
  const all = (value: SqlExpression): SqlExpression => cast(call("to_json", over(each, call("list", value), everywhere)), "VARCHAR");
  const starts = call("host_session_starts", all(cast(each.as(0, "datetime"), "VARCHAR")), all(call("coalesce", each.as(3, "bool"), constant(false))), each.as(1, "timespan"), each.as(2, "timespan"));
  return caseWhen([[operator("=", over(each, call("row_number")), constant(1)), cast(cast(starts, "JSON"), "BIGINT[]")]]);
}

function sessionOfRow(each: FunctionCall): SqlExpression {
  return call("list_extract", over(each, call("any_value", each.sql(0)), everywhere), over(each, call("row_number")));
}

/** Functions of neighbouring rows, in the order that the query fixed. Source: the pages under "Window functions". */
export const windowFunctions: FunctionTable = {
  row_number: shaped("long?, bool?", "long", rowNumber, { ...own, rules: [200] }),
  prev: shaped("any, long?, any?", "argument", (each) => neighbour(each, "lag"), { ...own, rules: [201] }),
  next: shaped("any, long?, any?", "argument", (each) => neighbour(each, "lead"), { ...own, rules: [201] }),
  row_cumsum: shaped("number, bool?", "argument", runningSum, { ...own, rules: [202] }),
  row_rank: shaped("any, bool?", "long", ranked, { ...own, rules: [203] }),
  row_rank_dense: shaped("any, bool?", "long", ranked, { ...own, rules: [203] }),
  row_rank_min: shaped("any, bool?", "long", ranked, { ...own, rules: [203] }),
  row_window_session: shaped("datetime, timespan, timespan, bool?", "datetime", ranked, { ...own, rules: [254] }),
};

/** The parts into which `window-steps.ts` takes the functions above; their names cannot be written in KQL. */
export const windowStepFunctions: FunctionTable = {
  $row_number_of: shaped("long, long?", "long", rowNumber, own),
  $row_cumsum_of: shaped("number, long?", "argument", runningSum, own),
  $running_count: shaped("bool", "long", runningCount, own),
  $running_count_of: shaped("bool, long?", "long", runningCount, own),
  $running_max_of: shaped("bool, long, long?", "long", runningMaximum, own),
  $changed: shaped("any, bool?", "bool", changed, own),
  $session_starts: shaped("datetime, timespan, timespan, bool", "datetime", sessionStarts, own),
  $session_of_row: shaped("datetime", "datetime", sessionOfRow, own),
};

function ranked(each: FunctionCall): SqlExpression {
  return each.refuse("Use it in extend, project, serialize or where.");
}
