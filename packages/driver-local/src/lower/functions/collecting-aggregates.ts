import { call, cast, constant, isNotNull } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { and, mapList } from "../expressions/sql-parts.js";
import type { FunctionCall } from "./function-row.js";

/** Options of an aggregate that collects values. */
export interface CollectingOptions {
  /** The argument that holds the greatest number of values. */
  readonly limitAt?: number;
  /** The greatest number of values if that argument is absent. Default: 1,048,576. */
  readonly limit?: number;
  /** The condition of an `…if`. */
  readonly filter?: SqlExpression;
  /** Whether nulls are kept. */
  readonly keepNulls?: boolean;
}

const greatestSize = 1_048_576;

function limitOf(each: FunctionCall, options: CollectingOptions): SqlExpression {
  const at = options.limitAt;
  if (at === undefined || !each.arguments[at]) return constant(options.limit ?? greatestSize);
  const limit = each.literal(at);
  if (typeof limit !== "number" || limit < 0) return each.refuse("The greatest size must be a literal number.");
  return constant(Math.min(limit, greatestSize));
}

function keptBy(value: SqlExpression, options: CollectingOptions, isText: boolean): SqlExpression | undefined {
  const conditions = [...(options.filter ? [options.filter] : []), ...(options.keepNulls || isText ? [] : [isNotNull(value)])];
  return conditions.length ? and(...conditions) : undefined;
}

/** A list as a JSON array, cut to a size; of no rows an empty one. */
function arrayOf(list: SqlExpression, limit: SqlExpression): SqlExpression {
  return cast(call("coalesce", call("to_json", call("list_slice", list, constant(1), limit)), constant("[]")), "JSON");
}

/** `make_list`: the values that are not null, in the order of the rows. A dynamic array gives its elements. */
export function listOf(each: FunctionCall, options: CollectingOptions): SqlExpression {
  const type = each.arguments[0]?.type;
  const isText = type === "string";
  const spreads = type === "dynamic" && options.keepNulls !== true;
  const value = isText ? each.sql(0) : each.as(0, "dynamic");
  const filter = keptBy(value, options, isText);
  const orderBy = each.scope.inputOrder;
  const item = spreads ? call("kql_items_or_self", value) : value;
  const list: SqlExpression = { kind: "call", name: "list", arguments: [item], ...(orderBy.length ? { orderBy } : {}), ...(filter ? { filter } : {}) };
  return arrayOf(spreads ? call("flatten", list) : list, limitOf(each, options));
}

/**
 * `make_set`: each value once. KQL leaves the order open; here it is that of the values, which stays the same from run to run.
 * A dynamic array gives its elements.
 */
export function setOf(each: FunctionCall, options: CollectingOptions): SqlExpression {
  const type = each.arguments[0]?.type;
  if (type === "dynamic") return setOfItems(each, options);
  const value = each.sql(0);
  const filter = keptBy(value, options, type === "string");
  const orderBy = [{ value, direction: "ASC" as const, nulls: "LAST" as const }];
  const list: SqlExpression = { kind: "call", name: "list", arguments: [value], distinct: true, orderBy, ...(filter ? { filter } : {}) };
  return arrayOf(asJson(list, type ?? "string"), limitOf(each, options));
}

function asJson(list: SqlExpression, type: string): SqlExpression {
  if (type === "datetime" || type === "timespan" || type === "real" || type === "decimal") return mapList(list, "kql_member_value", (item) => call(jsonMacros[type], item));
  return list;
}

const jsonMacros = { datetime: "kql_datetime_text", timespan: "kql_timespan_text", real: "kql_real_json", decimal: "kql_decimal_text" } as const;

function setOfItems(each: FunctionCall, options: CollectingOptions): SqlExpression {
  const value = each.sql(0);
  const filter = keptBy(value, options, false);
  const lists: SqlExpression = { kind: "call", name: "list", arguments: [call("kql_items_or_self", value)], ...(filter ? { filter } : {}) };
  return arrayOf(call("kql_value_set", lists), limitOf(each, options));
}

/** `make_bag`: the pairs of all bags; the first value of a key stays. */
export function bagOf(each: FunctionCall, options: CollectingOptions): SqlExpression {
  const value = each.as(0, "dynamic");
  const filter = keptBy(value, options, false);
  const orderBy = each.scope.inputOrder;
  const lists: SqlExpression = {
    kind: "call", name: "list", arguments: [call("kql_bag_pairs", value)], ...(orderBy.length ? { orderBy } : {}), ...(filter ? { filter } : {}),
  };
  return call("kql_bag_of", call("list_slice", call("kql_first_pairs", call("flatten", lists)), constant(1), limitOf(each, options)));
}
