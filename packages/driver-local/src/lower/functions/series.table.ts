import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { mapList } from "../expressions/sql-parts.js";
import { shaped, type FunctionCall, type FunctionRow, type FunctionTable } from "./function-row.js";

const own = { nulls: "own" as const, rules: [240] };

/** The elements as reals; what is no number is null. */
function numbersOf(each: FunctionCall, index: number): SqlExpression {
  return call("kql_series", each.as(index, "dynamic"));
}

function json(list: SqlExpression): SqlExpression {
  return call("kql_series_json", list);
}

/** A function of each element. */
function mapped(macro: string): FunctionRow {
  return shaped("dynamic", "dynamic", (each) => json(mapList(numbersOf(each, 0), "kql_number", (number) => call(macro, number))), own);
}

/** A function of the elements at the same place in two series; a single number stands for a series of it. */
function paired(combine: (left: SqlExpression, right: SqlExpression) => SqlExpression, isBool = false): FunctionRow {
  const lower = (each: FunctionCall): SqlExpression => {
    const sides = [0, 1].map((index) => (each.arguments[index]?.type === "dynamic" ? call("kql_series_or_number", each.as(index, "dynamic")) : { kind: "list" as const, items: [each.as(index, "real")] }));
    const [left, right] = sides as [SqlExpression, SqlExpression];
    const places = call("kql_series_places", left, right, constant(each.arguments[0]?.type === "dynamic"), constant(each.arguments[1]?.type === "dynamic"));
    const list = mapList(places, "kql_place", (place) => combine(call("kql_at", left, place), call("kql_at", right, place)));
    return isBool ? call("kql_series_bools", list) : json(list);
  };
  return shaped("dynamic, dynamic", "dynamic", lower, own);
}

function reduced(name: string): FunctionRow {
  return shaped("dynamic", "real", (each) => call(name, numbersOf(each, 0)), own);
}

function ofTwo(name: string): FunctionRow {
  return shaped("dynamic, dynamic", "real", (each) => call(name, numbersOf(each, 0), numbersOf(each, 1)), own);
}

/** `series_fill_forward(series, placeholder)` and `_backward`: a missing value takes that of a neighbour. */
function filled(macro: string): FunctionRow {
  const lower = (each: FunctionCall): SqlExpression => call(macro, call("kql_series_items", each.as(0, "dynamic")), placeholder(each, 1));
  return shaped("dynamic, any?", "dynamic", lower, own);
}

/** The value that stands for a missing one, null unless given. */
function placeholder(each: FunctionCall, index: number): SqlExpression {
  return each.arguments[index] ? call("coalesce", each.as(index, "dynamic"), constant("null", "JSON")) : constant("null", "JSON");
}

function filledWith(each: FunctionCall): SqlExpression {
  const value = each.arguments[1] ? call("coalesce", each.as(1, "dynamic"), constant("null", "JSON")) : constant("0", "JSON");
  const items = call("kql_series_items", each.as(0, "dynamic"));
  const missing = placeholder(each, 2);
  return call("to_json", mapList(items, "kql_item", (item) => caseWhen([[operator("=", item, missing), value]], item)));
}

const symbols = { "=": "kql_real_eq", ">": "kql_real_gt", ">=": "kql_real_ge", "<": "kql_real_lt", "<=": "kql_real_le" } as const;

function comparison(symbol: keyof typeof symbols): FunctionRow {
  return paired((left, right) => call(symbols[symbol], left, right), true);
}

/** Arithmetic of series, arrays of numbers. Source: the pages of the functions under "Series functions". */
export const seriesFunctions: FunctionTable = {
  series_abs: mapped("abs"),
  series_sin: mapped("kql_sin"),
  series_cos: mapped("kql_cos"),
  series_tan: mapped("kql_tan"),
  series_asin: mapped("kql_asin"),
  series_acos: mapped("kql_acos"),
  series_atan: mapped("atan"),
  series_exp: mapped("kql_exp"),
  series_log: mapped("kql_ln"),
  series_sign: mapped("sign"),
  series_floor: mapped("floor"),
  series_ceiling: mapped("ceil"),
  series_add: paired((left, right) => operator("+", left, right)),
  series_subtract: paired((left, right) => operator("-", left, right)),
  series_multiply: paired((left, right) => operator("*", left, right)),
  series_divide: paired((left, right) => operator("/", left, right)),
  series_pow: paired((left, right) => call("kql_pow", left, right)),
  series_equals: comparison("="),
  series_not_equals: paired((left, right) => operator("<>", left, right), true),
  series_greater: comparison(">"),
  series_greater_equals: comparison(">="),
  series_less: comparison("<"),
  series_less_equals: comparison("<="),
  series_sum: reduced("kql_series_sum"),
  series_product: reduced("kql_series_product"),
  series_magnitude: reduced("kql_series_magnitude"),
  series_dot_product: ofTwo("kql_series_dot"),
  series_cosine_similarity: ofTwo("kql_series_cosine"),
  series_pearson_correlation: ofTwo("kql_series_pearson"),
  series_fill_forward: filled("kql_fill_forward"),
  series_fill_backward: filled("kql_fill_backward"),
  series_fill_const: shaped("dynamic, any?, any?", "dynamic", filledWith, own),
  series_stats_dynamic: shaped("dynamic, bool?", "dynamic", statistics, own),
  series_stats: shaped("dynamic, bool?", "real", (each) => seriesStatistic(each, 0), own),
};

/** Whether values that are not finite are passed over. */
function series(each: FunctionCall): SqlExpression {
  const values = numbersOf(each, 0);
  return each.arguments[1] && each.literal(1) === true ? call("kql_series_finite", values) : values;
}

function statistics(each: FunctionCall): SqlExpression {
  return call("kql_series_stats", series(each));
}

const statisticNames = ["kql_series_min", "kql_series_min_at", "kql_series_max", "kql_series_max_at", "kql_series_avg", "kql_series_stdev", "kql_series_variance"];

/** One column of `series_stats()`: least value and its place, greatest and its place, mean, deviation, variance. */
export function seriesStatistic(each: FunctionCall, index: number, element: IrExpression = each.expression): SqlExpression {
  const value = call(statisticNames[index] ?? "kql_series_min", series(each));
  return convertValue(value, "real", element.type) ?? value;
}
