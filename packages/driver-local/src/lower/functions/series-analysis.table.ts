import type { IrExpression } from "@huntkit/kql/ir";
import { call, cast, constant, nullOf } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { shaped, type FunctionCall, type FunctionRow, type FunctionTable } from "./function-row.js";

const fits = { nulls: "own" as const, rules: [260] };
const filters = { nulls: "own" as const, rules: [261] };
const periods = { nulls: "own" as const, rules: [262] };

/** A dynamic value that a function of ours makes as JSON text. */
export function dynamicFrom(name: string, ...args: readonly SqlExpression[]): SqlExpression {
  return cast(call(name, ...args), "JSON");
}

function optional(each: FunctionCall, index: number, type: "long" | "real" | "string" | "bool", otherwise: SqlExpression): SqlExpression {
  return each.arguments[index] ? each.as(index, type) : otherwise;
}

function fitted(name: string): (each: FunctionCall) => SqlExpression {
  return (each) => dynamicFrom(name, each.as(0, "dynamic"));
}

/** `series_fit_poly(y, x, degree)`; without x the places count from 1. */
function polynomial(each: FunctionCall): SqlExpression {
  const xs = each.arguments[1] ? each.as(1, "dynamic") : nullOf("JSON");
  return dynamicFrom("host_series_fit_poly", each.as(0, "dynamic"), xs, optional(each, 2, "long", constant(1)));
}

function finite(each: FunctionCall): SqlExpression {
  const normalize = optional(each, 2, "bool", nullOf("BOOLEAN"));
  return dynamicFrom("host_series_fir", each.as(0, "dynamic"), each.as(1, "dynamic"), normalize, optional(each, 3, "bool", constant(false)));
}

function infinite(each: FunctionCall): SqlExpression {
  return dynamicFrom("host_series_iir", each.as(0, "dynamic"), each.as(1, "dynamic"), each.as(2, "dynamic"));
}

function transformed(each: FunctionCall): SqlExpression {
  const imaginary = each.arguments[1] ? each.as(1, "dynamic") : nullOf("JSON");
  return dynamicFrom("host_series_fft", each.as(0, "dynamic"), imaginary, constant(each.name === "series_ifft"));
}

/** `series_fill_linear(series, placeholder, edges, constant)`; a constant of null keeps a series of gaps as it is. */
function filledLinear(each: FunctionCall): SqlExpression {
  const placeholder = each.arguments[1] ? each.as(1, "dynamic") : nullOf("JSON");
  const otherwise = each.arguments[3] ? each.as(3, "dynamic") : constant("0.0", "JSON");
  return dynamicFrom("host_series_fill_linear", each.as(0, "dynamic"), placeholder, optional(each, 2, "bool", constant(true)), otherwise);
}

function outliers(each: FunctionCall): SqlExpression {
  const kind = each.arguments[1] ? each.literal(1) : "ctukey";
  if (kind !== "ctukey" && kind !== "tukey") return each.refuse('Its kind must be the literal "tukey" or "ctukey".');
  if (kind === "ctukey" && [3, 4].some((index) => isOutside(each, index))) return each.refuse("Its percentiles must be from 2 to 98.");
  const ignored = optional(each, 2, "real", nullOf("DOUBLE"));
  const [least, greatest] = kind === "tukey" ? [constant(25), constant(75)] : [optional(each, 3, "real", constant(10)), optional(each, 4, "real", constant(90))];
  return dynamicFrom("host_series_outliers", each.as(0, "dynamic"), ignored, least, greatest, optional(each, 5, "long", constant(0)));
}

/** Whether a percentile that is written down is one that outliers may be told by. */
function isOutside(each: FunctionCall, index: number): boolean {
  const value = each.literal(index);
  return (typeof value === "number" || typeof value === "bigint") && (value < 2 || value > 98);
}

/** The arguments of a decomposition from one on: the period, the trend, the points that are not learned from. */
function decomposition(each: FunctionCall, from: number, withTest: boolean): SqlExpression[] {
  const trend = each.arguments[from + 1] ? each.literal(from + 1) : "avg";
  if (trend !== "avg" && trend !== "linefit" && trend !== "none") return each.refuse('Its trend must be the literal "avg", "linefit" or "none".');
  const common = [optional(each, from, "long", constant(-1)), constant(trend)];
  return withTest ? [...common, optional(each, from + 2, "long", constant(0))] : common;
}

function decomposed(each: FunctionCall): SqlExpression {
  return dynamicFrom("host_series_decompose", each.as(0, "dynamic"), ...decomposition(each, 1, true), optional(each, 4, "real", constant(0.6, "DOUBLE")));
}

function anomalies(each: FunctionCall): SqlExpression {
  const method = each.arguments[5] ? each.literal(5) : "ctukey";
  if (method !== "ctukey" && method !== "tukey") return each.refuse('Its method must be the literal "tukey" or "ctukey".');
  const threshold = optional(each, 1, "real", constant(1.5, "DOUBLE"));
  return dynamicFrom("host_series_decompose_anomalies", each.as(0, "dynamic"), threshold, ...decomposition(each, 2, true), constant(method), optional(each, 6, "real", constant(0.6, "DOUBLE")));
}

/** `series_decompose_forecast(series, points, …)`: a decomposition that does not learn from the last points; its baseline goes on over them. */
function forecast(each: FunctionCall): SqlExpression {
  return dynamicFrom("host_series_decompose", each.as(0, "dynamic"), ...decomposition(each, 2, false), each.as(1, "long"), optional(each, 4, "real", constant(0.6, "DOUBLE")));
}

function seasonal(each: FunctionCall): SqlExpression {
  return dynamicFrom("host_series_seasonal", each.as(0, "dynamic"), optional(each, 1, "long", constant(-1)), optional(each, 2, "long", constant(0)));
}

function detected(each: FunctionCall): SqlExpression {
  return dynamicFrom("host_series_periods_detect", each.as(0, "dynamic"), each.as(1, "real"), each.as(2, "real"), each.as(3, "long"));
}

function validated(each: FunctionCall): SqlExpression {
  const lengths = each.arguments.slice(1).map((_, index) => each.as(index + 1, "dynamic"));
  return dynamicFrom("host_series_periods_validate", each.as(0, "dynamic"), call("to_json", { kind: "list", items: lengths }));
}

/** The columns of a function that gives several, by the names that their values have inside. */
const columns: Readonly<Record<string, readonly string[]>> = {
  series_fit_line: ["rsquare", "slope", "variance", "rvariance", "interception", "line_fit"],
  series_fit_2lines: [
    "rsquare", "split_idx", "variance", "rvariance", "line_fit", "right.rsquare", "right.slope", "right.interception", "right.variance", "right.rvariance", "left.rsquare", "left.slope",
    "left.interception", "left.variance", "left.rvariance",
  ],
  series_fit_poly: ["rsquare", "coefficients", "variance", "rvariance", "poly_fit"],
  series_fft: ["real", "imag"],
  series_ifft: ["real", "imag"],
  series_decompose: ["baseline", "seasonal", "trend", "residual"],
  series_decompose_forecast: ["baseline", "seasonal", "trend", "residual"],
  series_decompose_anomalies: ["ad_flag", "ad_score", "baseline"],
  series_periods_detect: ["periods", "scores"],
  series_periods_validate: ["periods", "scores"],
};

const lowerings: Readonly<Record<string, (each: FunctionCall) => SqlExpression>> = {
  series_fit_line: fitted("host_series_fit_line"),
  series_fit_2lines: fitted("host_series_fit_2lines"),
  series_fit_poly: polynomial,
  series_fft: transformed,
  series_ifft: transformed,
  series_decompose: decomposed,
  series_decompose_anomalies: anomalies,
  series_decompose_forecast: forecast,
  series_periods_detect: detected,
  series_periods_validate: validated,
};

/** One column of a function that gives several. */
export function analysisColumn(each: FunctionCall, index: number, element: IrExpression = each.expression): SqlExpression {
  const path = columns[each.name]?.[index]?.split(".");
  const whole = lowerings[each.name]?.(each);
  if (!path || !whole) return each.refuse("Name the columns that it gives.");
  const value = path.reduce((inner, name) => call("kql_member", inner, constant(name)), whole);
  return convertValue(value, "dynamic", element.type) ?? value;
}

function severalColumns(takes: string, extras: typeof fits): FunctionRow {
  return shaped(takes, "argument", (each) => analysisColumn(each, 0), extras);
}

/** The mathematics of series. Source: the pages of the functions under "Series processing functions". */
export const seriesAnalysisFunctions: FunctionTable = {
  series_fit_line: severalColumns("dynamic", fits),
  series_fit_line_dynamic: shaped("dynamic", "dynamic", fitted("host_series_fit_line"), fits),
  series_fit_2lines: severalColumns("dynamic", fits),
  series_fit_2lines_dynamic: shaped("dynamic", "dynamic", fitted("host_series_fit_2lines"), fits),
  series_fit_poly: severalColumns("dynamic, dynamic?, long?", fits),
  series_fir: shaped("dynamic, dynamic, bool?, bool?", "dynamic", finite, filters),
  series_iir: shaped("dynamic, dynamic, dynamic", "dynamic", infinite, filters),
  series_fft: severalColumns("dynamic, dynamic?", filters),
  series_ifft: severalColumns("dynamic, dynamic?", filters),
  series_fill_linear: shaped("dynamic, any?, bool?, any?", "dynamic", filledLinear, { nulls: "own", rules: [263] }),
  series_outliers: shaped("dynamic, string?, real?, real?, real?, long?", "dynamic", outliers, periods),
  series_periods_detect: severalColumns("dynamic, real, real, long", periods),
  series_periods_validate: severalColumns("dynamic, real…", periods),
  series_seasonal: shaped("dynamic, long?, long?", "dynamic", seasonal, periods),
  series_decompose: severalColumns("dynamic, long?, string?, long?, real?", periods),
  series_decompose_anomalies: severalColumns("dynamic, real?, long?, string?, long?, string?, real?", periods),
  series_decompose_forecast: severalColumns("dynamic, long, long?, string?, real?", periods),
};

/** The names of those that give several columns. */
export const seriesAnalysisElements: readonly string[] = Object.keys(columns);
