import { isKqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, cast, constant, isNull, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { mapList } from "../expressions/sql-parts.js";
import { convertValue } from "../expressions/convert-value.js";
import { keysOf } from "./host/text/bag-paths.js";
import { plain, shaped, type FunctionCall, type FunctionTable } from "./function-row.js";

const own = { nulls: "own" as const };

/** A call of an SQL function of ours. */
function sql(name: string, ...args: readonly SqlExpression[]): SqlExpression {
  return { kind: "call", name, arguments: args };
}

/** All arguments as JSON values; null as JSON null. */
function jsonItems(each: FunctionCall, from = 0): SqlExpression[] {
  return each.arguments.slice(from).map((_, index) => sql("coalesce", each.as(index + from, "dynamic"), constant("null", "JSON")));
}

function packedArray(each: FunctionCall): SqlExpression {
  const [only] = each.arguments;
  if (only && each.arguments.length === 1 && only.type === "dynamic" && each.expression.kind === "call" && each.expression.arguments[0]?.kind === "star") return jsonItems(each)[0] ?? nullOf("JSON");
  return sql("to_json", { kind: "list", items: jsonItems(each) });
}

/** `bag_pack(key, value, …)`: of a key given twice the last value stays. */
function packedBag(each: FunctionCall): SqlExpression {
  const pairs: SqlExpression[] = [];
  for (let index = 0; index + 1 < each.arguments.length; index += 2) pairs.push(pair(each.as(index, "string"), sql("coalesce", each.as(index + 1, "dynamic"), constant("null", "JSON"))));
  return sql("kql_bag_of", { kind: "list", items: pairs });
}

function pair(key: SqlExpression, value: SqlExpression): SqlExpression {
  return { kind: "struct", fields: [{ name: "k", value: key }, { name: "v", value }] };
}

/** `pack_all(ignore)`: a bag of all columns of the row; nulls and empty texts are left out if asked for. */
function packedRow(each: FunctionCall): SqlExpression {
  const written = each.arguments[0]?.type === "bool" && each.expression.kind === "call" && each.expression.arguments[0]?.kind !== "star" ? 1 : 0;
  const ignore = written ? each.literal(0) : false;
  if (typeof ignore !== "boolean") return each.refuse("Its argument must be the literal true or false.");
  const pairs = each.arguments.slice(written).map((argument, index) => ({ argument, value: each.as(index + written, "dynamic") }));
  const all: SqlExpression = { kind: "list", items: pairs.map(({ argument, value }) => pair(constant(argument.kind === "column" ? argument.name : ""), sql("coalesce", value, constant("null", "JSON")))) };
  if (!ignore) return sql("kql_bag_of", all);
  const field = { kind: "field" as const, operand: { kind: "column" as const, name: "kql_entry" }, name: "v" };
  const kept: SqlExpression = { kind: "prefix", operator: "NOT", operand: { kind: "in", operand: field, list: [constant("null", "JSON"), constant('""', "JSON")], negated: false } };
  return sql("kql_bag_of", sql("list_filter", all, { kind: "lambda", parameters: ["kql_entry"], body: kept }));
}

/** `bag_pack_columns(a, b)`: a bag of columns by name. */
function packedColumns(each: FunctionCall): SqlExpression {
  const pairs = each.arguments.map((argument, index) => {
    if (argument.kind !== "column") return each.refuse("Its arguments must be columns.");
    return pair(constant(argument.name), sql("coalesce", each.as(index, "dynamic"), constant("null", "JSON")));
  });
  return sql("kql_bag_of", { kind: "list", items: pairs });
}

function itemsOf(each: FunctionCall, index: number): SqlExpression {
  return sql("kql_items", each.as(index, "dynamic"));
}

/** Sets of arrays: null if an argument is no array. */
function setOf(each: FunctionCall, combine: (lists: readonly SqlExpression[]) => SqlExpression): SqlExpression {
  const lists = each.arguments.map((_, index) => itemsOf(each, index));
  const noArray = lists.map((list) => isNull(list));
  const gone = noArray.length === 1 && noArray[0] ? noArray[0] : operator("OR", ...noArray);
  return caseWhen([[gone, nullOf("JSON")]], sql("to_json", combine(lists)));
}

function folded(lists: readonly SqlExpression[], macro: string): SqlExpression {
  return lists.slice(1).reduce((left, right) => sql(macro, left, right), lists[0] ?? nullOf("JSON[]"));
}

function union(lists: readonly SqlExpression[]): SqlExpression {
  return sql("kql_distinct", lists.slice(1).reduce((left, right) => sql("list_concat", left, right), lists[0] ?? nullOf("JSON[]")));
}

function jaccard(each: FunctionCall): SqlExpression {
  if (each.arguments.length !== 2) return each.refuse("It takes two arrays.");
  return sql("kql_jaccard", itemsOf(each, 0), itemsOf(each, 1));
}

function setEquals(each: FunctionCall): SqlExpression {
  const [left, right] = [itemsOf(each, 0), itemsOf(each, 1)];
  return operator("AND", sql("list_has_all", left, right), sql("list_has_all", right, left));
}

function arrayConcat(each: FunctionCall): SqlExpression {
  const lists = each.arguments.map((_, index) => itemsOf(each, index));
  const gone = lists.map((list) => isNull(list));
  const all = gone.length === 1 && gone[0] ? gone[0] : operator("AND", ...gone);
  const joined = lists.slice(1).reduce((left, right) => sql("list_concat", left, right), lists[0] ?? nullOf("JSON[]"));
  return caseWhen([[all, nullOf("JSON")]], sql("to_json", joined));
}

function indexOf(each: FunctionCall): SqlExpression {
  const rest = [0, -1, 1].map((otherwise, index) => (each.arguments[index + 2] ? each.as(index + 2, "long") : constant(otherwise)));
  return sql("kql_array_index_of", each.as(0, "dynamic"), each.as(1, "dynamic"), ...rest);
}

/** The order of `array_sort_asc(…)`, and each array in it; the element number says which array. */
export function sortedArray(each: FunctionCall, index: number): SqlExpression {
  const hasFlag = each.arguments.at(-1)?.type === "bool";
  const last = hasFlag ? each.as(each.arguments.length - 1, "bool") : constant(true);
  return sql("kql_array_in_order", each.as(index, "dynamic"), each.as(0, "dynamic"), constant(each.name.endsWith("_desc")), last);
}

function shifted(each: FunctionCall, direction: 1 | -1): SqlExpression {
  const count = direction === 1 ? each.as(1, "long") : call("kql_long_subtract", constant(0), each.as(1, "long"));
  const filler = each.arguments[2] ? each.as(2, "dynamic") : constant("null", "JSON");
  return sql("kql_array_shift_left", each.as(0, "dynamic"), count, filler);
}

function rotated(each: FunctionCall, direction: 1 | -1): SqlExpression {
  const count = direction === 1 ? each.as(1, "long") : call("kql_long_subtract", constant(0), each.as(1, "long"));
  return sql("kql_array_rotate_left", each.as(0, "dynamic"), count);
}

function zipped(each: FunctionCall): SqlExpression {
  const arrays = each.arguments.map((_, index) => sql("kql_zip_items", each.as(index, "dynamic")));
  const rows = mapList(sql("list_zip", ...arrays), "kql_row", (row) => ({ kind: "list", items: arrays.map((_, index) => sql("coalesce", sql("struct_extract_at", row, constant(index + 1)), constant("null", "JSON"))) }));
  return sql("to_json", rows);
}

/** `range(start, stop, step)` as an array. */
function ranged(each: FunctionCall): SqlExpression {
  const type = each.arguments[0]?.type ?? "long";
  const isTime = type === "datetime" || type === "timespan";
  const step = (otherwise: SqlExpression): SqlExpression => (each.arguments[2] ? each.as(2, isTime ? "timespan" : anyReal(each) ? "real" : "long") : otherwise);
  if (isTime) {
    const ticks = sql("kql_range_long", each.as(0, type), each.as(1, type), step(constant(36_000_000_000)));
    return sql("to_json", mapList(ticks, "kql_tick", (tick) => convertValue(tick, type, "string") ?? tick));
  }
  if (anyReal(each)) return sql("kql_series_json", sql("kql_range_real", each.as(0, "real"), each.as(1, "real"), step(constant(1, "DOUBLE"))));
  return sql("to_json", sql("kql_range_long", each.as(0, "long"), each.as(1, "long"), step(constant(1))));
}

function anyReal(each: FunctionCall): boolean {
  return each.arguments.some((argument: IrExpression) => argument.type === "real" || argument.type === "decimal");
}

function hasElement(each: FunctionCall): SqlExpression {
  return sql("list_contains", itemsOf(each, 0), sql("coalesce", each.as(1, "dynamic"), constant("null", "JSON")));
}

function removedKeys(each: FunctionCall): SqlExpression {
  const literal = each.literal(1);
  const mayHavePaths = !Array.isArray(literal) || literal.some((key) => typeof key === "string" && key.startsWith("$"));
  if (mayHavePaths) return cast(sql("host_remove_paths", each.as(0, "dynamic"), each.as(1, "dynamic")), "JSON");
  const keys = mapList(sql("kql_items_or_self", each.as(1, "dynamic")), "kql_key", (key) => sql("kql_dynamic_text", key));
  return sql("kql_bag_remove_keys", each.as(0, "dynamic"), keys);
}

/** Whether the key is a path, as far as the text of the query tells. @throws {UnsupportedError} if it is a literal path that KQL does not take. */
function mayBePath(each: FunctionCall): boolean {
  const key = each.literal(1);
  if (typeof key !== "string") return true;
  if (!keysOf(key)) return each.refuse("Its key must be a name, or a path of names such as $.a.b or $['a'].b; places in arrays cannot be named.");
  return /^\$[.[]/.test(key);
}

function hasKey(each: FunctionCall): SqlExpression {
  return sql(mayBePath(each) ? "host_has_path" : "kql_bag_has_key", each.as(0, "dynamic"), each.as(1, "string"));
}

function withKey(each: FunctionCall): SqlExpression {
  const [bag, key, value] = [each.as(0, "dynamic"), each.as(1, "string"), each.as(2, "dynamic")];
  if (!mayBePath(each)) return sql("kql_bag_set_key", bag, key, value);
  return cast(sql("host_set_path", bag, key, sql("coalesce", value, constant("null", "JSON"))), "JSON");
}

function merged(each: FunctionCall): SqlExpression {
  const bags = each.arguments.map((_, index) => sql("kql_bag_pairs", each.as(index, "dynamic")));
  const pairs = bags.slice(1).reduce((left, right) => sql("list_concat", left, right), bags[0] ?? constant("[]"));
  return sql("kql_bag_of", sql("kql_first_pairs", pairs));
}

function castTo(each: FunctionCall): SqlExpression {
  const type = each.literal(0);
  return typeof type === "string" && isKqlType(type) ? each.as(1, type) : each.refuse("Use the to…() function of the type.");
}

/** Arrays and bags. Source: the pages of the functions under "Scalar functions", "Dynamic/array functions". */
export const dynamicFunctions: FunctionTable = {
  array_length: plain("kql_array_length", ["dynamic"], "long", { rules: [164] }),
  arraylength: plain("kql_array_length", ["dynamic"], "long", { rules: [164] }),
  array_concat: shaped("dynamic…", "dynamic", arrayConcat),
  array_slice: plain("kql_array_slice", ["dynamic", "long", "long"], "dynamic", { rules: [164] }),
  array_split: shaped("dynamic, long or dynamic", "dynamic", (each) => sql("kql_array_split", each.as(0, "dynamic"), sql("kql_split_places", each.as(0, "dynamic"), each.as(1, "dynamic")))),
  array_reverse: plain("kql_array_reverse", ["dynamic"], "dynamic"),
  array_index_of: shaped("dynamic, any, long?, long?, long?", "long", indexOf, { rules: [164] }),
  array_sum: plain("kql_array_sum", ["dynamic"], "real", { rules: [164] }),
  array_iff: plain("kql_array_iff", ["dynamic", "dynamic", "dynamic"], "dynamic", { rules: [167] }),
  array_iif: plain("kql_array_iff", ["dynamic", "dynamic", "dynamic"], "dynamic", { rules: [167] }),
  array_shift_left: shaped("dynamic, long, any?", "dynamic", (each) => shifted(each, 1)),
  array_shift_right: shaped("dynamic, long, any?", "dynamic", (each) => shifted(each, -1)),
  array_rotate_left: shaped("dynamic, long", "dynamic", (each) => rotated(each, 1)),
  array_rotate_right: shaped("dynamic, long", "dynamic", (each) => rotated(each, -1)),
  array_sort_asc: shaped("dynamic…, bool?", "dynamic", (each) => sortedArray(each, 0), { rules: [165] }),
  array_sort_desc: shaped("dynamic…, bool?", "dynamic", (each) => sortedArray(each, 0), { rules: [165] }),
  pack_array: shaped("any…", "dynamic", packedArray, own),
  pack: shaped("string, any, …", "dynamic", packedBag, own),
  pack_dictionary: shaped("string, any, …", "dynamic", packedBag, own),
  bag_pack: shaped("string, any, …", "dynamic", packedBag, own),
  bag_pack_columns: shaped("columns", "dynamic", packedColumns, own),
  pack_all: shaped("bool?", "dynamic", packedRow, { nulls: "own", rules: [265] }),
  bag_keys: plain("kql_bag_keys", ["dynamic"], "dynamic"),
  bag_has_key: shaped("dynamic, string", "bool", hasKey, { rules: [267] }),
  bag_set_key: shaped("dynamic, string, any", "dynamic", withKey, { rules: [267] }),
  bag_remove_keys: shaped("dynamic, dynamic", "dynamic", removedKeys, { rules: [267] }),
  bag_merge: shaped("dynamic…", "dynamic", merged),
  bag_zip: plain("kql_bag_zip", ["dynamic", "dynamic"], "dynamic", { rules: [168] }),
  set_has_element: shaped("dynamic, any", "bool", hasElement, { rules: [166] }),
  set_union: shaped("dynamic…", "dynamic", (each) => setOf(each, union), { rules: [166] }),
  set_difference: shaped("dynamic…", "dynamic", (each) => setOf(each, (lists) => folded(lists, "kql_set_difference")), { rules: [166] }),
  set_intersect: shaped("dynamic…", "dynamic", (each) => setOf(each, (lists) => folded(lists, "kql_set_intersect")), { rules: [166] }),
  set_equals: shaped("dynamic, dynamic", "bool", setEquals, { rules: [166] }),
  jaccard_index: shaped("dynamic, dynamic", "real", jaccard),
  repeat: plain("kql_repeat", ["dynamic", "long"], "dynamic"),
  range: shaped("any, any, any?", "dynamic", ranged),
  zip: shaped("dynamic…", "dynamic", zipped),
  __cast: shaped("type, any", "argument", castTo),
};
