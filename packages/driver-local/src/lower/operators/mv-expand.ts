import { call, caseWhen, constant, isNull, nullOf, operator, tryCast } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering, RelationOfKind } from "../lower-relation.js";
import { relationOver, type LoweredColumn, type LoweredRelation } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { withTotalOrder } from "../total-order.js";
import { elementValue } from "./element-value.js";

type MvExpand = RelationOfKind<"mv-expand">;

/**
 * `mv-expand`: a row for each element. Several items run side by side, the shorter filled up with null. A null gives one row,
 * an empty array none. Rules R22 to R25. Source: Microsoft Learn, "mv-expand operator".
 */
export const lowerMvExpand: OperatorLowering<"mv-expand"> = (relation, needs, context) => {
  const made = new Set([...relation.items.map((item) => item.name), relation.indexColumn]);
  const kept = [...needs.columns].filter((name) => !made.has(name));
  const input = context.relation(relation.input, needsOf(kept, relation.items.map((item) => item.value), needs.order));
  const ordered = needs.order && input.order.length > 0;
  const rows = context.readyFor(relation.items.map((item) => item.value), ordered ? withTotalOrder(input, context) : input);
  const lists = withLists(relation, rows, kept, context);
  const expanded = withElements(relation, lists, ordered, context);
  const columns = relation.columns.flatMap(({ name, type }): LoweredColumn[] => {
    if (!needs.columns.has(name)) return [];
    const place = relation.items.findIndex((item) => item.name === name);
    const element = expanded.columns.find((column) => column.name === (place >= 0 ? elementName(place) : name === relation.indexColumn ? indexName : name));
    const item = relation.items[place];
    return element ? [{ name, type, value: item ? elementValue(element.value, item.type, relation, context) : element.value }] : [];
  });
  return { ...expanded, columns };
};

// names of our own, which no column of KQL can have in the same relation: they hold a NUL character until they are replaced
const elementName = (place: number): string => `\0element ${place + 1}`;
const indexName = "\0index";

/** The rows with, behind the kept columns, one list of elements for each item. */
function withLists(relation: MvExpand, rows: LoweredRelation, kept: readonly string[], context: LowerContext): LoweredRelation {
  const items = relation.items.map((item, place): LoweredColumn => {
    if (item.value.type !== "dynamic") return context.refuse(`mv-expand of a ${item.value.type}`, item.value, "Expand a dynamic value.");
    return { name: elementName(place), type: "dynamic", value: context.expression(item.value, rows) };
  });
  const passed = rows.columns.filter((column) => kept.includes(column.name));
  const values = context.close({ ...rows, columns: [...passed, ...items] });
  const limit = relation.limit && context.expression(relation.limit, relationOver(undefined, []));
  const lists = values.columns.map((column) => (column.name.startsWith("\0") ? { ...column, value: elements(column.value, relation.bagExpansion, limit) } : column));
  return context.close({ ...values, columns: lists });
}

/** The rows multiplied by their elements. */
function withElements(relation: MvExpand, lists: LoweredRelation, ordered: boolean, context: LowerContext): LoweredRelation {
  const listColumns = lists.columns.filter((column) => column.name.startsWith("\0"));
  const numbered = ordered || relation.indexColumn !== undefined;
  const columns = lists.columns.map((column) => (listColumns.includes(column) ? { ...column, value: call("unnest", column.value) } : column));
  const index: LoweredColumn = { name: indexName, type: "long", value: call("unnest", call("range", longest(listColumns.map((column) => column.value)))) };
  const expanded = context.close({ ...lists, columns: numbered ? [...columns, index] : columns, rowsAreFixed: true });
  const place = expanded.columns.at(-1);
  if (!ordered || !place) return { ...expanded, order: [] };
  return { ...expanded, order: [...expanded.order, { value: place.value, direction: "ASC", nulls: "LAST" }], orderIsTotal: true };
}

/** The length of the longest of some lists. */
export function longest(lists: readonly SqlExpression[]): SqlExpression {
  const lengths = lists.map((list) => call("len", list));
  return lengths.length === 1 ? (lengths[0] as SqlExpression) : call("greatest", ...lengths);
}

/** The elements of a dynamic value as a list of JSON: one null for a null, the entries of a bag, the value itself if it is neither array nor bag. */
export function elements(value: SqlExpression, bags: "bag" | "array", limit: SqlExpression | undefined): SqlExpression {
  const kind = call("json_type", value);
  const isKind = (name: string): SqlExpression => operator("=", kind, constant(name));
  const list = caseWhen(
    [
      [operator("OR", isNull(value), isKind("NULL")), { kind: "list", items: [nullOf("JSON")] }],
      [isKind("ARRAY"), tryCast(value, "JSON[]")],
      [isKind("OBJECT"), pairs(value, bags)],
    ],
    { kind: "list", items: [value] },
  );
  return limit ? call("list_slice", list, constant(1), limit) : list;
}

/** A bag as single-entry bags, or as arrays of key and value. */
function pairs(value: SqlExpression, bags: "bag" | "array"): SqlExpression {
  const entries = call("map_entries", tryCast(value, "MAP(VARCHAR, JSON)"));
  const part = (name: string): SqlExpression => ({ kind: "field", operand: { kind: "column", name: "pair" }, name });
  const body = call(bags === "bag" ? "json_object" : "json_array", part("key"), part("value"));
  return call("list_transform", entries, { kind: "lambda", parameters: ["pair"], body });
}
