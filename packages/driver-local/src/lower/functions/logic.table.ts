import { raise } from "../../sql/raise.js";
import { call, caseWhen, cast, constant, isNull, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { lowerComparison } from "../expressions/lower-comparison.js";
import { and, not } from "../expressions/sql-parts.js";
import { physicalTypes } from "../physical-types.js";
import { shaped, type FunctionCall, type FunctionTable } from "./function-row.js";

const own = { nulls: "own" as const };

/** `case(condition, value, …, otherwise)`: a null condition is not met. */
function firstMet(each: FunctionCall): SqlExpression {
  const last = each.arguments.length - 1;
  const branches: (readonly [SqlExpression, SqlExpression])[] = [];
  for (let index = 0; index + 1 <= last; index += 2) branches.push([each.condition(index), each.as(index + 1, each.type)]);
  return caseWhen(branches, each.as(last, each.type));
}

/** The first argument that is not null; empty text counts as null. */
function coalesced(each: FunctionCall): SqlExpression {
  const values = each.arguments.map((_, index) => each.as(index, each.type));
  if (each.type !== "string") return { kind: "call", name: "coalesce", arguments: values };
  const filled = values.map((value): SqlExpression => call("nullif", value, constant("")));
  return { kind: "call", name: "coalesce", arguments: [...filled, constant("")] };
}

/** The greatest or least of the arguments that are not null. */
function extreme(each: FunctionCall, name: "greatest" | "least"): SqlExpression {
  return { kind: "call", name, arguments: each.arguments.map((_, index) => each.as(index, each.type)) };
}

function nullTest(each: FunctionCall): SqlExpression {
  if (each.arguments[0]?.type === "string") return constant(false);
  return isNull(each.sql(0));
}

function realTest(each: FunctionCall, name: string): SqlExpression {
  return { kind: "call", name, arguments: [each.as(0, "real")] };
}

function near(each: FunctionCall): SqlExpression {
  const [value, center, delta] = each.arguments;
  if (!value || !center || !delta) return each.refuse("It takes a value, a center and a delta.");
  const type = center.type === "datetime" ? "datetime" : center.type;
  const bound = (sign: "+" | "-"): typeof value => ({ kind: "binary", operator: sign, left: center, right: delta, type, span: value.span });
  return and(lowerComparison(">=", value, bound("-"), each.scope, "value"), lowerComparison("<=", value, bound("+"), each.scope, "value"));
}

function columnOr(each: FunctionCall): SqlExpression {
  return each.refuse("Name the column itself, or use the default.");
}

/** The type's name; of a dynamic that of what it holds. */
function typeName(each: FunctionCall): SqlExpression {
  const type = each.arguments[0]?.type ?? "dynamic";
  return type === "dynamic" ? call("kql_gettype", each.sql(0)) : constant(type);
}

/** Conditions, nulls, types. Source: the pages of the functions. */
export const logicFunctions: FunctionTable = {
  iff: shaped("bool, any, any", "argument", firstMet, { ...own, rules: [116] }),
  iif: shaped("bool, any, any", "argument", firstMet, { ...own, rules: [116] }),
  case: shaped("bool, any, …, any", "argument", firstMet, { ...own, rules: [116] }),
  coalesce: shaped("any…", "argument", coalesced, { ...own, rules: [117] }),
  max_of: shaped("any…", "argument", (each) => extreme(each, "greatest"), { ...own, rules: [118] }),
  min_of: shaped("any…", "argument", (each) => extreme(each, "least"), { ...own, rules: [118] }),
  not: shaped("bool", "bool", (each) => not(each.as(0, "bool")), { rules: [111] }),
  isnull: shaped("any", "bool", nullTest, { ...own, rules: [115] }),
  isnotnull: shaped("any", "bool", (each) => not(nullTest(each)), { ...own, rules: [115] }),
  notnull: shaped("any", "bool", (each) => not(nullTest(each)), { ...own, rules: [115] }),
  isnan: shaped("real", "bool", (each) => realTest(each, "isnan")),
  isinf: shaped("real", "bool", (each) => realTest(each, "isinf")),
  isfinite: shaped("real", "bool", (each) => realTest(each, "isfinite")),
  around: shaped("any, any, any", "bool", near),
  gettype: shaped("any", "string", typeName, { ...own, rules: [163] }),
  columnifexists: shaped("string, any", "argument", columnOr, own),
  column_ifexists: shaped("string, any", "argument", columnOr, own),
  rand: shaped("long?", "real", random, { deterministic: false }),
  new_guid: shaped("", "guid", () => cast(call("uuid"), "VARCHAR"), { deterministic: false }),
  assert: shaped("bool, string", "bool", asserted, own),
  treepath: shaped("dynamic", "dynamic", (each) => cast(call("host_tree_path", each.as(0, "dynamic")), "JSON"), { rules: [169] }),
  estimate_data_size: shaped("any…", "long", dataSize, own),
};

/** `rand()` is below 1; `rand(n)` a whole number below n. */
function random(each: FunctionCall): SqlExpression {
  if (!each.arguments[0]) return call("random");
  return call("floor", operator("*", call("random"), each.as(0, "real")));
}

function asserted(each: FunctionCall): SqlExpression {
  const message = each.literal(1);
  if (typeof message !== "string") return each.refuse("Its message must be a literal.");
  const failed = raise("assertion-failed", each.as(1, "string"));
  return caseWhen([[each.condition(0), constant(true)]], cast(failed, "BOOLEAN"));
}

const fixedSizes: Readonly<Record<string, number>> = { bool: 1, int: 4, long: 8, real: 8, decimal: 34, datetime: 8, timespan: 8, guid: 16 };

/** The bytes of the values in the service's columns: text its UTF-8 length. */
function dataSize(each: FunctionCall): SqlExpression {
  if (each.arguments.length === 0) return constant(0, "BIGINT");
  const sizes = each.arguments.map((argument, index): SqlExpression => {
    const size = fixedSizes[argument.type];
    if (size !== undefined) return caseWhen([[isNull(each.sql(index)), constant(size)]], constant(size));
    const text = convertValue(each.sql(index), argument.type, "string") ?? nullOf(physicalTypes.string);
    return call("strlen", text);
  });
  return cast(sizes.length === 1 && sizes[0] ? sizes[0] : operator("+", ...sizes), "BIGINT");
}
