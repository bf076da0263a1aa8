import type { KqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { physicalTypes } from "../physical-types.js";
import { shaped, type FunctionCall, type FunctionRow, type FunctionTable } from "./function-row.js";
import { bagOf, listOf, setOf } from "./collecting-aggregates.js";

const own = { nulls: "own" as const };

/** An SQL aggregate, with the filter of an `…if` function. */
export function aggregate(name: string, args: readonly SqlExpression[], filter?: SqlExpression, extras: { readonly distinct?: boolean } = {}): SqlExpression {
  return { kind: "call", name, arguments: args, ...extras, ...(filter ? { filter } : {}) };
}

type Combine = (each: FunctionCall, filter: SqlExpression | undefined) => SqlExpression;

/** A row for an aggregate and, with the place of the condition, for its `…if`. */
function row(takes: string, gives: string, combine: Combine, conditionAt?: number, rules: readonly number[] = [190]): FunctionRow {
  return shaped(takes, gives, (each) => combine(each, conditionAt === undefined ? undefined : each.condition(conditionAt)), { ...own, rules });
}

function orZero(value: SqlExpression, type: KqlType): SqlExpression {
  return call("coalesce", value, constant(0, physicalTypes[type]));
}

/** The sum of nothing is 0; whole numbers wrap at 64 bits. */
const sum: Combine = (each, filter) => {
  const type = each.type;
  if (type === "real" || type === "dynamic") return orZero(aggregate("sum", [each.as(0, "real")], filter), "real");
  if (type === "decimal") return orZero(cast(aggregate("sum", [each.as(0, "decimal")], filter), "DECIMAL(38,17)"), "decimal");
  if (type === "timespan" || type === "datetime") return call("kql_wrap64", call("coalesce", aggregate("sum", [each.sql(0)], filter), constant(0)));
  return call("kql_wrap64", call("coalesce", aggregate("sum", [each.as(0, "long")], filter), constant(0)));
};

/** The mean of no numbers is NaN, of no times null. */
const average: Combine = (each, filter) => {
  if (each.type === "timespan" || each.type === "datetime") {
    const total = cast(aggregate("sum", [each.sql(0)], filter), "HUGEINT");
    return cast(operator("//", total, aggregate("count", [each.sql(0)], filter)), "BIGINT");
  }
  if (each.type === "decimal") return each.refuse("Convert the values with toreal() first.");
  return call("coalesce", aggregate("avg", [each.as(0, "real")], filter), constant("nan", "DOUBLE"));
};

function extreme(least: boolean): Combine {
  return (each, filter) => {
    const value = each.sql(0);
    const name = least ? "min" : "max";
    if (each.type === "dynamic") return aggregate(least ? "arg_min" : "arg_max", [value, call("kql_sort_key", value)], filter);
    const found = aggregate(name, [value], filter);
    return each.type === "string" ? call("coalesce", found, constant("")) : found;
  };
}

const counted: Combine = (_, filter) => aggregate("count", [], filter);
const distinctCount: Combine = (each, filter) => aggregate("count", [each.sql(0)], filter, { distinct: true });

function plainCount(each: FunctionCall): SqlExpression {
  if (each.arguments.length === 0) return aggregate("count", []);
  return each.arguments[0]?.type === "bool" ? aggregate("count", [], each.condition(0)) : each.refuse("Use count() for rows, or countif(isnotnull(x)).");
}

/** A statistic over pairs of reals that is 0 where there are too few. */
function covariance(name: string): Combine {
  return (each, filter) => orZero(aggregate(name, [each.as(0, "real"), each.as(1, "real")], filter), "real");
}

const greatestSquarable = constant(1e150, "DOUBLE");

/** A deviation or variance: DuckDB fails where a square is too great, KQL goes on without a number. */
function spread(name: string): Combine {
  return (each, filter) => {
    const value = each.as(0, "real");
    if (each.arguments[0]?.type !== "real") return orZero(aggregate(name, [value], filter), "real");
    const size = call("abs", value);
    const inRange = operator("<", size, greatestSquarable);
    const tooGreat = operator(">=", aggregate("max", [size], filter), greatestSquarable);
    const found = aggregate(name, [value], filter ? operator("AND", filter, inRange) : inRange);
    return orZero(caseWhen([[tooGreat, constant("nan", "DOUBLE")]], found), "real");
  };
}

/** Any value, one that is not null if there is one. */
const anyValue: Combine = (each, filter) => {
  const value = aggregate("any_value", [each.sql(0)], filter);
  return each.type === "string" ? call("coalesce", value, constant("")) : value;
};

function bits(name: string): Combine {
  return (each, filter) => aggregate(name, [each.as(0, "long")], filter);
}

/** The value of nearest rank. */
function percentileOf(each: FunctionCall, percent: unknown): SqlExpression {
  if (typeof percent !== "number" || percent < 0 || percent > 100) return each.refuse("Its percentiles must be literal numbers from 0 to 100.");
  const type = each.arguments[0]?.type ?? "real";
  if (type === "string" || type === "bool" || type === "guid") return each.refuse("Its values must be numbers or times.");
  const value = type === "dynamic" ? each.as(0, "real") : each.sql(0);
  return aggregate("quantile_disc", [value, constant(percent / 100, "DOUBLE")]);
}

function percentile(each: FunctionCall): SqlExpression {
  const value = percentileOf(each, each.literal(1));
  const from = each.arguments[0]?.type === "dynamic" ? "real" : each.arguments[0]?.type ?? each.type;
  return convertValue(value, from, each.type) ?? value;
}

function percentileArray(each: FunctionCall): SqlExpression {
  const literal = each.literal(1);
  const percents = Array.isArray(literal) ? literal : each.arguments.slice(1).map((_, index) => each.literal(index + 1));
  const type = each.arguments[0]?.type === "dynamic" ? "real" : each.arguments[0]?.type ?? "real";
  const items = percents.map((percent) => convertValue(percentileOf(each, percent), type, "dynamic") ?? each.refuse("Its values must be numbers or times."));
  return call("to_json", { kind: "list", items });
}

function only(each: FunctionCall): SqlExpression {
  return each.refuse("Name the columns that it gives.");
}

/** Aggregates. Nulls are passed over. Source: the pages under "Aggregation functions" and "Null values", "Null values and aggregation functions". */
export const aggregateFunctions: FunctionTable = {
  count: shaped("bool?", "long", plainCount, { ...own, rules: [190] }),
  cnt: row("", "long", counted),
  countif: row("bool", "long", counted, 0),
  sum: row("number or timespan", "argument", sum),
  sumif: row("number or timespan, bool", "argument", sum, 1),
  avg: row("number, timespan or datetime", "real or argument", average, undefined, [191]),
  avgif: row("number, timespan or datetime, bool", "real or argument", average, 1, [191]),
  min: row("any", "argument", extreme(true)),
  minif: row("any, bool", "argument", extreme(true), 1),
  max: row("any", "argument", extreme(false)),
  maxif: row("any, bool", "argument", extreme(false), 1),
  dcount: row("any, long?", "long", distinctCount, undefined, [192]),
  dcountif: row("any, bool, long?", "long", distinctCount, 1, [192]),
  count_distinct: row("any", "long", distinctCount, undefined, [192]),
  count_distinctif: row("any, bool", "long", distinctCount, 1, [192]),
  stdev: row("real", "real", spread("stddev_samp"), undefined, [193]),
  stdevif: row("real, bool", "real", spread("stddev_samp"), 1, [193]),
  stdevp: row("real", "real", spread("stddev_pop"), undefined, [193]),
  variance: row("real", "real", spread("var_samp"), undefined, [193]),
  varianceif: row("real, bool", "real", spread("var_samp"), 1, [193]),
  variancep: row("real", "real", spread("var_pop"), undefined, [193]),
  variancepif: row("real, bool", "real", spread("var_pop"), 1, [193]),
  covariance: row("real, real", "real", covariance("covar_samp"), undefined, [193]),
  covarianceif: row("real, real, bool", "real", covariance("covar_samp"), 2, [193]),
  covariancep: row("real, real", "real", covariance("covar_pop"), undefined, [193]),
  covariancepif: row("real, real, bool", "real", covariance("covar_pop"), 2, [193]),
  take_any: row("any", "argument", anyValue, undefined, [194]),
  any: row("any", "argument", anyValue, undefined, [194]),
  take_anyif: row("any, bool", "argument", anyValue, 1, [194]),
  anyif: row("any, bool", "argument", anyValue, 1, [194]),
  binary_all_and: row("long", "long", bits("bit_and")),
  binary_all_or: row("long", "long", bits("bit_or")),
  binary_all_xor: row("long", "long", bits("bit_xor")),
  percentile: shaped("number or time, number", "argument", percentile, { ...own, rules: [195] }),
  percentiles: shaped("number or time, number…", "argument", percentile, { ...own, rules: [195] }),
  percentiles_array: shaped("number or time, number… or dynamic", "dynamic", percentileArray, { ...own, rules: [195] }),
  make_list: row("any, long?", "dynamic", (each) => listOf(each, { limitAt: 1 }), undefined, [196]),
  makelist: row("any, long?", "dynamic", (each) => listOf(each, { limitAt: 1, limit: 128 }), undefined, [196]),
  make_list_if: row("any, bool, long?", "dynamic", (each, filter) => listOf(each, { limitAt: 2, ...(filter ? { filter } : {}) }), 1, [196]),
  make_list_with_nulls: row("any", "dynamic", (each) => listOf(each, { keepNulls: true }), undefined, [196]),
  make_set: row("any, long?", "dynamic", (each) => setOf(each, { limitAt: 1 }), undefined, [197]),
  makeset: row("any, long?", "dynamic", (each) => setOf(each, { limitAt: 1, limit: 128 }), undefined, [197]),
  make_set_if: row("any, bool, long?", "dynamic", (each, filter) => setOf(each, { limitAt: 2, ...(filter ? { filter } : {}) }), 1, [197]),
  make_bag: row("dynamic, long?", "dynamic", (each) => bagOf(each, { limitAt: 1 }), undefined, [198]),
  make_dictionary: row("dynamic, long?", "dynamic", (each) => bagOf(each, { limitAt: 1, limit: 128 }), undefined, [198]),
  make_bag_if: row("dynamic, bool, long?", "dynamic", (each, filter) => bagOf(each, { limitAt: 2, ...(filter ? { filter } : {}) }), 1, [198]),
  arg_max: shaped("any, any…", "argument", onlyMaximized, { ...own, rules: [199] }),
  argmax: shaped("any, any…", "argument", onlyMaximized, { ...own, rules: [199] }),
  arg_min: shaped("any, any…", "argument", onlyMaximized, { ...own, rules: [199] }),
  argmin: shaped("any, any…", "argument", onlyMaximized, { ...own, rules: [199] }),
};

/** `arg_max(x)` without anything to return is `max(x)`. */
function onlyMaximized(each: FunctionCall): SqlExpression {
  return each.arguments.length === 1 ? extreme(each.name.endsWith("min"))(each, undefined) : only(each);
}

/** The row of a group at which an expression is greatest or least: a struct of the arguments; of a group of nulls any row. */
export function extremeRow(each: FunctionCall, index: number): SqlExpression {
  const [key] = each.arguments;
  if (!key) return each.refuse("It takes an expression.");
  const by = lowerExpression(key, each.scope);
  if (index === 0 && key.type !== "dynamic") return extreme(each.name.endsWith("min"))({ ...each, type: key.type }, undefined);
  const fields = each.arguments.map((argument, place) => ({ name: `v${place}`, value: lowerExpression(argument, each.scope) }));
  const record: SqlExpression = { kind: "struct", fields };
  const found = aggregate(each.name.endsWith("min") ? "arg_min" : "arg_max", [record, key.type === "dynamic" ? call("kql_sort_key", by) : by]);
  const value: SqlExpression = { kind: "field", operand: call("coalesce", found, aggregate("any_value", [record])), name: `v${index}` };
  return each.arguments[index]?.type === "string" ? call("coalesce", value, constant("")) : value;
}

/** One column of `take_any(a, b)`: all of them come from one row. */
export function anyRow(each: FunctionCall, index: number): SqlExpression {
  const fields = each.arguments.map((argument, place) => ({ name: `v${place}`, value: lowerExpression(argument, each.scope) }));
  const value: SqlExpression = { kind: "field", operand: aggregate("any_value", [{ kind: "struct", fields }]), name: `v${index}` };
  return each.arguments[index]?.type === "string" ? call("coalesce", value, constant("")) : value;
}

/** One column of `percentiles(x, 5, 95)`. */
export function percentileColumn(each: FunctionCall, index: number, element: IrExpression): SqlExpression {
  const value = percentileOf(each, each.literal(index + 1));
  const from = each.arguments[0]?.type === "dynamic" ? "real" : each.arguments[0]?.type ?? element.type;
  return convertValue(value, from, element.type) ?? value;
}
