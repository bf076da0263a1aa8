import { isKqlType, type KqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, cast, constant, isNotNull, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { and, mapList } from "../expressions/sql-parts.js";
import { shaped, type FunctionCall, type FunctionTable } from "./function-row.js";
import { dynamicFrom } from "./series-analysis.table.js";

const distinct = { nulls: "own" as const, rules: [290] };
const quantiles = { nulls: "own" as const, rules: [291] };

function isAggregate(each: FunctionCall): boolean {
  return each.expression.kind === "call" && each.expression.function === "aggregate";
}

/** All values of a group as a list, nulls left out. */
function collected(value: SqlExpression, conditions: readonly SqlExpression[], once = false): SqlExpression {
  const filter = conditions.length ? { filter: and(...conditions) } : {};
  return { kind: "call", name: "list", arguments: [value], ...(once ? { distinct: true } : {}), ...filter };
}

function asText(list: SqlExpression): SqlExpression {
  return cast(call("to_json", call("coalesce", list, { kind: "list", items: [] })), "VARCHAR");
}

/** `hll(value [, accuracy])` and `hll_if`: DuckDB's hashes of the different values. */
function hll(each: FunctionCall, accuracyAt: number, conditionAt?: number): SqlExpression {
  const value = each.sql(0);
  const conditions = [...(conditionAt === undefined ? [] : [each.condition(conditionAt)]), isNotNull(value)];
  const hashes = collected(cast(call("hash", value), "VARCHAR"), conditions, true);
  const accuracy = each.arguments[accuracyAt] ? each.as(accuracyAt, "long") : constant(1);
  return dynamicFrom("host_hll", asText(hashes), accuracy);
}

/** Several sketches as one: those of a group, or the arguments. */
function merged(each: FunctionCall, name: string): SqlExpression {
  const values = isAggregate(each)
    ? collected(each.as(0, "dynamic"), [isNotNull(each.as(0, "dynamic"))])
    : ({ kind: "list", items: each.arguments.map((_, index) => each.as(index, "dynamic")) } as const);
  return dynamicFrom(name, asText(values));
}

const measurable: ReadonlySet<KqlType> = new Set(["int", "long", "real", "datetime", "timespan"]);

/** `tdigest(value [, weight])`. */
function tdigest(each: FunctionCall): SqlExpression {
  const type = each.arguments[0]?.type ?? "real";
  if (!measurable.has(type)) return each.refuse("Its values must be numbers or times.");
  const value = each.sql(0);
  const weight = each.arguments[1] ? each.as(1, "long") : constant(1);
  const kept = [isNotNull(value), ...(type === "real" ? [call("isfinite", value)] : [])];
  return dynamicFrom("host_tdigest", asText(collected(cast(value, "DOUBLE"), kept)), asText(collected(weight, kept)), constant(type));
}

const ofPercentile = (each: FunctionCall, index: number): SqlExpression => call("host_tdigest_percentile", each.as(0, "dynamic"), each.as(index, "real"));

/** The percentile as a dynamic of the type of the digest's values. */
function dynamicPercentile(each: FunctionCall, found: SqlExpression): SqlExpression {
  const type = call("host_tdigest_type", each.as(0, "dynamic"));
  const whole = call("kql_real_to_long", found);
  const as = (name: KqlType, value: SqlExpression): SqlExpression => convertValue(value, name, "dynamic") ?? nullOf("JSON");
  return caseWhen([
    [operator("=", type, constant("datetime")), as("datetime", whole)],
    [operator("=", type, constant("timespan")), as("timespan", whole)],
    [operator("=", type, constant("real")), as("real", found)],
  ], as("long", whole));
}

function tdigestPercentile(each: FunctionCall): SqlExpression {
  const found = ofPercentile(each, 1);
  if (!each.arguments[2]) return dynamicPercentile(each, found);
  const type = each.literal(2);
  if (typeof type !== "string" || !isKqlType(type)) return each.refuse("Its third argument must be typeof(a type).");
  return type === "datetime" || type === "timespan" ? call("kql_real_to_long", found) : convertValue(found, "real", type) ?? each.refuse("Its third argument must be the type of the values.");
}

function tdigestPercentiles(each: FunctionCall): SqlExpression {
  const literal = each.literal(1);
  const percents = Array.isArray(literal) ? literal.map((percent) => constant(Number(percent), "DOUBLE")) : each.arguments.slice(1).map((_, index) => each.as(index + 1, "real"));
  const items = percents.map((percent) => dynamicPercentile(each, call("host_tdigest_percentile", each.as(0, "dynamic"), percent)));
  return call("to_json", { kind: "list", items });
}

function tdigestRank(each: FunctionCall, asPercent: boolean): SqlExpression {
  const type = each.arguments[1]?.type ?? "real";
  const value = measurable.has(type) ? cast(each.sql(1), "DOUBLE") : each.as(1, "real");
  return call("host_tdigest_rank", each.as(0, "dynamic"), value, constant(asPercent));
}

/** The value of nearest rank where each counts as often as its weight says. */
function weightedPercentile(each: FunctionCall, percent: unknown): SqlExpression {
  const type = each.arguments[0]?.type ?? "real";
  if (typeof percent !== "number" || percent < 0 || percent > 100) return each.refuse("Its percentiles must be literal numbers from 0 to 100.");
  if (!measurable.has(type)) return each.refuse("Its values must be numbers or times.");
  const value = each.sql(0);
  const pair: SqlExpression = { kind: "struct", fields: [{ name: "v", value }, { name: "w", value: each.as(1, "long") }] };
  const pairs = collected(pair, [isNotNull(value)]);
  const part = (name: string): SqlExpression => mapList(pairs, "kql_pair", (item) => ({ kind: "field", operand: item, name }));
  const values = mapList(part("v"), "kql_value", (item) => cast(item, "DOUBLE"));
  return call("list_extract", part("v"), call("host_weighted_place", asText(values), asText(part("w")), constant(percent, "DOUBLE")));
}

/** One column of `percentilesw(x, w, 5, 95)`. */
export function weightedPercentileColumn(each: FunctionCall, index: number, element: IrExpression = each.expression): SqlExpression {
  const value = weightedPercentile(each, each.literal(index + 2));
  return convertValue(value, each.arguments[0]?.type ?? "real", element.type) ?? value;
}

function weightedPercentiles(each: FunctionCall): SqlExpression {
  const literal = each.literal(2);
  const percents = Array.isArray(literal) ? literal : each.arguments.slice(2).map((_, index) => each.literal(index + 2));
  const items = percents.map((percent) => convertValue(weightedPercentile(each, percent), each.arguments[0]?.type ?? "real", "dynamic") ?? each.refuse("Its values must be numbers or times."));
  return call("to_json", { kind: "list", items });
}

function schema(each: FunctionCall): SqlExpression {
  const value = each.as(0, "dynamic");
  return dynamicFrom("host_build_schema", asText(collected(value, [isNotNull(value)])));
}

/** Sketches of sets and distributions, weighted percentiles. Source: the pages under "Aggregation functions". */
export const sketchFunctions: FunctionTable = {
  hll: shaped("any, long?", "dynamic", (each) => hll(each, 1), distinct),
  hll_if: shaped("any, bool, long?", "dynamic", (each) => hll(each, 2, 1), distinct),
  hll_merge: shaped("dynamic…", "dynamic", (each) => merged(each, "host_hll_merge"), distinct),
  dcount_hll: shaped("dynamic", "long", (each) => call("host_hll_count", each.as(0, "dynamic")), distinct),
  hll_isvalid: shaped("dynamic", "bool", (each) => call("coalesce", call("host_hll_valid", each.as(0, "dynamic")), constant(false)), distinct),
  tdigest: shaped("number or time, long?", "dynamic", tdigest, quantiles),
  tdigest_merge: shaped("dynamic…", "dynamic", (each) => merged(each, "host_tdigest_merge"), quantiles),
  merge_tdigest: shaped("dynamic…", "dynamic", (each) => merged(each, "host_tdigest_merge"), quantiles),
  percentile_tdigest: shaped("dynamic, real, type?", "dynamic or the type", tdigestPercentile, quantiles),
  percentiles_array_tdigest: shaped("dynamic, real… or dynamic", "dynamic", tdigestPercentiles, quantiles),
  percentrank_tdigest: shaped("dynamic, number or time", "real", (each) => tdigestRank(each, true), quantiles),
  rank_tdigest: shaped("dynamic, number or time", "real", (each) => tdigestRank(each, false), quantiles),
  tdigest_isvalid: shaped("dynamic", "bool", (each) => call("coalesce", call("host_tdigest_valid", each.as(0, "dynamic")), constant(false)), quantiles),
  percentilew: shaped("number or time, long, number", "argument", (each) => weightedPercentileColumn(each, 0), { nulls: "own", rules: [292] }),
  percentilesw: shaped("number or time, long, number…", "argument", (each) => weightedPercentileColumn(each, 0), { nulls: "own", rules: [292] }),
  percentilesw_array: shaped("number or time, long, number… or dynamic", "dynamic", weightedPercentiles, { nulls: "own", rules: [292] }),
  buildschema: shaped("dynamic", "dynamic", schema, { nulls: "own", rules: [293] }),
};

