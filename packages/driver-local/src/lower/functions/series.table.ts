import type { IrExpression } from "@huntkit/kql/ir";
import { call, constant, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { mapList } from "../expressions/sql-parts.js";
import { shaped, type FunctionCall, type FunctionRow, type FunctionTable } from "./function-row.js";
import { dynamicFrom } from "./series-analysis.table.js";

const own = { nulls: "own" as const, rules: [240] };
const products = { ...own, rules: [241] };
const stats = { ...own, rules: [242] };
const fills = { ...own, rules: [243] };

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

/** The elements at the same place in two series; a single number stands for a series of it. */
function pairsOf(each: FunctionCall, truncate: boolean): SqlExpression {
  return call("kql_series_pairs", each.as(0, "dynamic"), each.as(1, "dynamic"), constant(truncate));
}

/** A function of the elements at the same place; the longer series says how many there are. */
function paired(combine: (left: SqlExpression, right: SqlExpression) => SqlExpression, isBool = false): FunctionRow {
  const lower = (each: FunctionCall): SqlExpression => {
    const list = mapList(pairsOf(each, false), "kql_pair", (pair) => combine(call("struct_extract_at", pair, constant(1)), call("struct_extract_at", pair, constant(2))));
    return isBool ? call("kql_series_bools", list) : json(list);
  };
  return shaped("dynamic, dynamic", "dynamic", lower, own);
}

function reduced(name: string): FunctionRow {
  return shaped("dynamic", "real", (each) => call(name, numbersOf(each, 0)), products);
}

/** A number made of two series; the longer one is cut. */
function ofTwo(name: string): FunctionRow {
  return shaped("dynamic, dynamic", "real", (each) => call(name, pairsOf(each, true)), products);
}

/** `series_fill_forward(series, placeholder)` and its kind. */
function filled(kind: "forward" | "backward"): FunctionRow {
  return shaped("dynamic, any?", "dynamic", (each) => dynamicFrom("host_series_fill", each.as(0, "dynamic"), constant(kind), placeholder(each, 1), nullOf("JSON")), fills);
}

/** The value that stands for a missing one, null unless given. */
function placeholder(each: FunctionCall, index: number): SqlExpression {
  return each.arguments[index] ? each.as(index, "dynamic") : nullOf("JSON");
}

/** `series_fill_const(series, constant, placeholder)`. */
function filledWith(each: FunctionCall): SqlExpression {
  const value = each.arguments[1] ? each.as(1, "dynamic") : constant("0", "JSON");
  return dynamicFrom("host_series_fill", each.as(0, "dynamic"), constant("const"), placeholder(each, 2), value);
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
  series_pearson_correlation: shaped("dynamic, dynamic", "real", (each) => call("host_series_pearson", each.as(0, "dynamic"), each.as(1, "dynamic")), products),
  series_fill_forward: filled("forward"),
  series_fill_backward: filled("backward"),
  series_fill_const: shaped("dynamic, any?, any?", "dynamic", filledWith, fills),
  series_stats_dynamic: shaped("dynamic, bool?", "dynamic", statistics, stats),
  series_stats: shaped("dynamic, bool?", "real", (each) => seriesStatistic(each, 0), stats),
};

/** The numbers that statistics are made of: none if one of them is not finite, unless these are passed over. */
function series(each: FunctionCall): SqlExpression {
  return call(each.arguments[1] && each.literal(1) === true ? "kql_series_finite" : "kql_series_whole", numbersOf(each, 0));
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
