import type { DynamicValue } from "@huntkit/provider";
import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { call, columnOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerScope } from "../lower-scope.js";
import { convertValue } from "./convert-value.js";
import { literalOf } from "./constant-value.js";
import { lowerEquality } from "./lower-comparison.js";
import { lowerAs, lowerExpression, type ExpressionOfKind, type Position } from "./lower-expression.js";
import { refuseExpression } from "./refuse-expression.js";
import { and, filterList, mapList, not, or, orFalse } from "./sql-parts.js";

type ListExpression = ExpressionOfKind<"list">;

/**
 * `in`, `!in`, `in~`, `!in~`, `has_any`, `has_all` over scalars, dynamic arrays (which are spread, and those inside them too) or a table's first column.
 * A null on the left is in no list (rule R114); a null needle of `has_any` matches everything, as an empty one does (R102).
 * Source: Microsoft Learn, "in operators", "has_any operator", "has_all operator".
 */
export function lowerList(expression: ListExpression, scope: LowerScope, position: Position): SqlExpression {
  const { operator: kind, right } = expression;
  const test = kind === "has_any" || kind === "has_all" ? termTest(expression, scope) : membership(expression, scope);
  if (kind.startsWith("!")) return not(orFalse(test));
  if (position === "condition" || kind === "has_any" || kind === "has_all") return test;
  return "kind" in right || expression.left.type !== "string" ? orFalse(test) : test;
}

function isTable(right: ListExpression["right"]): right is IrRelation {
  return "kind" in right;
}

/** The items with literal arrays spread into literals, apart from arrays known only at run time. */
function spreadItems(items: readonly IrExpression[], scope: LowerScope): { readonly scalars: readonly IrExpression[]; readonly arrays: readonly IrExpression[] } {
  const scalars: IrExpression[] = [];
  const arrays: IrExpression[] = [];
  for (const item of items) {
    const literal = item.type === "dynamic" ? literalOf(item, scope) : undefined;
    if (literal) for (const value of flatItems(literal.value as DynamicValue)) scalars.push({ ...literal, value });
    else if (item.type === "dynamic") arrays.push(item);
    else scalars.push(item);
  }
  return { scalars, arrays };
}

/** The values of an array and of the arrays in it; of anything else the value itself. */
function flatItems(value: DynamicValue): readonly DynamicValue[] {
  return Array.isArray(value) ? (value as readonly DynamicValue[]).flatMap(flatItems) : [value];
}

function membership(expression: ListExpression, scope: LowerScope): SqlExpression {
  const { left, right } = expression;
  const ignoreCase = expression.operator.endsWith("~");
  if (isTable(right)) return inTable(left, right, ignoreCase, scope);
  const { scalars, arrays } = spreadItems(right, scope);
  const asText = ignoreCase || left.type === "string" || left.type === "dynamic";
  const items = ignoreCase || left.type === "string" ? scalars.map(textAsString) : scalars;
  const tests = items.length === 0 ? [] : [asText ? textIn(left, items, ignoreCase, scope) : valueIn(left, items, scope)];
  return or(...tests, ...arrays.map((array) => inArray(left, array, ignoreCase, scope)));
}

function folded(text: SqlExpression, ignoreCase: boolean): SqlExpression {
  return ignoreCase ? call("lower", text) : text;
}

function textIn(left: IrExpression, items: readonly IrExpression[], ignoreCase: boolean, scope: LowerScope): SqlExpression {
  const typed = !ignoreCase && left.type === "dynamic" ? items.filter((item) => item.type !== "string") : [];
  if (typed.length) return or(...items.map((item) => lowerEquality(left, item.type === "dynamic" ? asScalar(item) : item, scope)));
  const list = items.map((item) => folded(lowerAs(item, "string", scope), ignoreCase));
  return { kind: "in", operand: folded(lowerAs(left, "string", scope), ignoreCase), list, negated: false };
}

/** A text in a literal array is the text itself: long lists of them need no work for each. */
function textAsString(item: IrExpression): IrExpression {
  return item.kind === "literal" && item.type === "dynamic" && typeof item.value === "string" ? { ...item, type: "string" } : item;
}

/** An element of a literal array as a literal of the type it has in JSON. */
function asScalar(item: IrExpression): IrExpression {
  if (item.kind !== "literal") return item;
  if (typeof item.value === "string") return { ...item, type: "string" };
  if (typeof item.value === "boolean") return { ...item, type: "bool" };
  if (typeof item.value === "bigint") return { ...item, type: "long" };
  return typeof item.value === "number" ? { ...item, type: Number.isInteger(item.value) ? "long" : "real" } : item;
}

function valueIn(left: IrExpression, items: readonly IrExpression[], scope: LowerScope): SqlExpression {
  const typed = items.map((item) => (item.type !== "dynamic" || isTimeOrGuid(left) ? item : asScalar(item)));
  const isWhole = ({ type }: IrExpression): boolean => type === "long" || type === "int";
  const type = isWhole(left) && typed.some((item) => item.type === "long") ? "long" : left.type;
  const fits = (item: IrExpression): boolean => item.type === left.type || (type === "long" && isWhole(item));
  const list = typed.filter(fits).map((item) => lowerExpression(item, scope)); // the engine widens an int itself
  const others = typed.filter((item) => !fits(item)).map((item) => lowerEquality(left, item, scope));
  return or(...(list.length ? [{ kind: "in" as const, operand: lowerExpression(left, scope), list, negated: false }] : []), ...others);
}

function isTimeOrGuid(expression: IrExpression): boolean {
  return expression.type === "datetime" || expression.type === "timespan" || expression.type === "guid";
}

function inArray(left: IrExpression, array: IrExpression, ignoreCase: boolean, scope: LowerScope): SqlExpression {
  const items = call("kql_flat_items", lowerExpression(array, scope));
  if (ignoreCase || left.type === "string" || left.type === "dynamic") {
    const texts = mapList(items, "kql_item", (item) => folded(call("kql_dynamic_text", item), ignoreCase));
    return call("list_contains", texts, folded(lowerAs(left, "string", scope), ignoreCase));
  }
  if (left.type === "real" || left.type === "decimal") return call("list_contains", mapList(items, "kql_item", (item) => call("kql_dynamic_number", item)), lowerAs(left, "real", scope));
  const values = mapList(items, "kql_item", (item) => convertValue(item, "dynamic", left.type === "int" ? "long" : left.type) ?? item);
  const typed = left.type === "long" || left.type === "int" ? mapList(items, "kql_item", (item) => call("kql_dynamic_integral", item)) : values;
  return call("list_contains", typed, left.type === "int" ? lowerAs(left, "long", scope) : lowerExpression(left, scope));
}

function inTable(left: IrExpression, right: IrRelation, ignoreCase: boolean, scope: LowerScope): SqlExpression {
  const type = right.columns[0]?.type ?? left.type;
  const query = scope.firstColumn(right);
  const asText = ignoreCase || left.type === "string" || left.type === "dynamic" || type === "dynamic";
  const convert = (value: SqlExpression): SqlExpression => {
    if (asText) return folded(convertValue(value, type, "string") ?? value, ignoreCase);
    return convertValue(value, type, left.type) ?? refuseExpression(`in over a table of ${type} for a ${left.type}`, right, scope);
  };
  const operand = asText ? folded(lowerAs(left, "string", scope), ignoreCase) : lowerExpression(left, scope);
  const list = { kind: "select" as const, items: [{ value: convert(columnOf("kql_list", "value")), as: "value" }], from: { kind: "select" as const, query, as: "kql_list" } };
  return { kind: "in", operand, list, negated: false };
}

function termTest(expression: ListExpression, scope: LowerScope): SqlExpression {
  const { left, right } = expression;
  const all = expression.operator === "has_all";
  const text = lowerAs(left, "string", scope);
  const has = (needle: SqlExpression): SqlExpression => call("kql_has", text, needle);
  if (isTable(right)) return hasInTable(text, right, all, scope);
  const spread = spreadItems(right, scope);
  const [scalars, arrays] = [spread.scalars.map(textAsString), spread.arrays];
  const literals = all || scalars.length < 4 ? undefined : termsOf(scalars, scope);
  const tests = [
    ...(literals ? [call("kql_has_one", text, { kind: "list", items: literals })] : scalars.map((item) => has(lowerAs(item, "string", scope)))),
    ...arrays.map((array) => hasInArray(text, array, all, scope)),
  ];
  if (all) return tests.length ? and(...tests) : operator("=", text, text);
  return or(...tests);
}

/** Literal needles that begin and end inside terms (by ASCII letters and digits), which one regular expression can look for. */
function termsOf(items: readonly IrExpression[], scope: LowerScope): SqlExpression[] | undefined {
  const isTerm = (item: IrExpression): boolean => item.kind === "literal" && typeof item.value === "string" && /^[A-Za-z0-9](.*[A-Za-z0-9])?$/s.test(item.value);
  return items.every(isTerm) ? items.map((item) => lowerAs(item, "string", scope)) : undefined;
}

/** The needles of an array at run time: one of them must match, or none may fail. */
function hasInArray(text: SqlExpression, array: IrExpression, all: boolean, scope: LowerScope): SqlExpression {
  const items = call("kql_flat_items", lowerExpression(array, scope));
  const matches = filterList(items, "kql_needle", (item) => {
    const test = call("kql_has", text, call("kql_dynamic_text", item));
    return all ? not(test) : test;
  });
  return operator(all ? "=" : ">", call("len", matches), { kind: "constant", value: 0 });
}

function hasInTable(text: SqlExpression, right: IrRelation, all: boolean, scope: LowerScope): SqlExpression {
  const type = right.columns[0]?.type ?? "string";
  const value = columnOf("kql_list", "value");
  const needle = convertValue(value, type, "string") ?? value;
  const test = call("kql_has", text, needle);
  const query = {
    kind: "select" as const,
    items: [{ value: { kind: "constant" as const, value: 1 }, as: "value" }],
    from: { kind: "select" as const, query: scope.firstColumn(right), as: "kql_list" },
    where: all ? not(test) : test,
  };
  const exists: SqlExpression = { kind: "subquery", query, exists: true };
  return all ? not(exists) : exists;
}
