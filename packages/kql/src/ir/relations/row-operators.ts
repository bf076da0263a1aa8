import type { ResultColumn } from "@huntkit/provider";
import { requireBool } from "../expressions/operators.js";
import { contradiction, unsupported, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrOrderKey, IrRelation } from "../ir-types.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import { resultColumns, tupleColumns } from "../syntax/kql-type-of.js";
import type { SyntaxNode } from "../syntax/syntax-types.js";
import { extendItems, itemColumns, positionalItems } from "./items.js";
import type {
  AsNode, CountNode, ExpressionsNode, FilterNode, GetSchemaNode, OrderedNode, TakeNode, TopNode, PipeNode } from "./operator-nodes.js";

/** The rows left of the pipe. @throws {InternalError} if there are none, which the service should have refused. */
export function requireInput(node: SyntaxNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  return input ?? contradiction(builder, node, "an operator without an input");
}

/** `where`, `filter`. */
export function buildFilter(node: FilterNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  builder.row = source.columns;
  const predicate = requireBool(node.Condition, builder);
  return { kind: "where", input: source, predicate, columns: source.columns, span: builder.span(node) };
}

/** `take`, `limit`. */
export function buildTake(node: TakeNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  return { kind: "take", input: source, count: rowCount(node.Expression, builder), columns: source.columns, span: builder.span(node) };
}

/** How many rows to take: one number for all rows, which the service does not ask for. */
function rowCount(node: SyntaxNode, builder: IrBuilder): IrExpression {
  const before = builder.columnUses;
  const count = builder.expression(node);
  return builder.columnUses > before ? wrongQuery(builder, node, "HK113", "The number of rows must be a constant; it cannot depend on a column.") : count;
}

/** `count`, `count as Name`. */
export function buildCount(node: CountNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const name = node.AsIdentifier?.Identifier.ValueText ?? "Count";
  return { kind: "count", input: requireInput(node, builder, input), columns: [{ name, type: "long" }], span: builder.span(node) };
}

/** `sort by`, `order by`. */
export function buildSort(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const keys = listItems(node.Expressions).map((key) => orderKey(key, builder));
  return { kind: "sort", input: source, keys, columns: source.columns, span: builder.span(node) };
}

/** `top N by …`. */
export function buildTop(node: TopNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const count = rowCount(node.Expression, builder);
  return { kind: "top", input: source, count, keys: [orderKey(node.ByExpression, builder)], columns: source.columns, span: builder.span(node) };
}

/**
 * A key of an order with its defaults filled in: descending; nulls first when ascending, last when descending.
 * Source: Microsoft Learn, "sort operator" (`sort-operator`).
 */
export function orderKey(node: SyntaxNode, builder: IrBuilder): IrOrderKey {
  const value = builder.expression(node);
  const ordering = isClass(node, "OrderedExpression") ? (node as OrderedNode).Ordering : null;
  const direction = ordering?.AscOrDescKeyword?.Text === "asc" ? "asc" : "desc";
  const nulls = ordering?.NullsClause?.FirstOrLastKeyword.Text;
  return { value, direction, nulls: nulls === "first" || nulls === "last" ? nulls : direction === "asc" ? "first" : "last" };
}

/** `extend`. */
export function buildExtend(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const { items, columns } = extendItems(listItems(node.Expressions), source, node.ResultType, builder);
  return { kind: "extend", input: source, items, columns, span: builder.span(node) };
}

/** `serialize`: other than with `extend` a column of an item's name stays, and the item's gets a number. */
export function buildSerialize(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const nodes = listItems(node.Expressions).filter((item) => !(isClass(item, "NameReference") && isClass(item.ReferencedSymbol, "ColumnSymbol")));
  const pipe = node.Parent; // the service may think that there are other columns before (`union kind=inner`)
  const before = isClass(pipe, "PipeExpression") ? tupleColumns((pipe as PipeNode).Expression.ResultType).length : source.columns.length;
  const items = positionalItems(nodes, tupleColumns(node.ResultType).slice(before), builder);
  return { kind: "serialize", input: source, items, columns: [...source.columns, ...itemColumns(items)], span: builder.span(node) };
}

/** `distinct`, with `*` for all columns. */
export function buildDistinct(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const nodes = listItems(node.Expressions);
  const star = nodes.find((item) => isClass(item, "StarExpression"));
  if (star && nodes.length > 1) return unsupported(builder, star, "* among other columns of distinct", "Use distinct * alone.");
  const items = star
    ? source.columns.map(({ name, type }) => ({ name, value: { kind: "column" as const, name, type, span: builder.span(star) } }))
    : positionalItems(nodes, tupleColumns(node.ResultType), builder);
  return { kind: "distinct", input: source, items, columns: itemColumns(items), span: builder.span(node) };
}

/** `as Name`: the rows get a name that later parts of the query may use. */
export function buildAs(node: AsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const name = node.Name.SimpleName;
  builder.scope.declare(name, () => ({ kind: "table", value: builder.tableLet(name, source, false) }));
  return { kind: "as", input: source, name, columns: source.columns, span: builder.span(node) };
}

/** `consume`: gives neither rows nor columns. Source: Microsoft Learn, "consume operator" (`consume-operator`). */
export function buildConsume(node: SyntaxNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const span = builder.span(node);
  const none: IrRelation = { kind: "take", input: source, count: { kind: "literal", type: "long", value: 0, span }, columns: source.columns, span };
  return { kind: "project", operator: "consume", input: none, items: [], columns: [], span };
}

/** `getschema`. */
export function buildGetSchema(node: GetSchemaNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  if (node.KindParameter) return unsupported(builder, node.KindParameter, "getschema kind=csl", "Leave the kind out.");
  const columns: readonly ResultColumn[] = resultColumns(node.ResultType);
  return { kind: "getschema", input: requireInput(node, builder, input), columns, span: builder.span(node) };
}

/** An operator that changes neither rows nor columns (`render`, which is metadata; `assert-schema`; `execute-and-cache`). */
export function buildUnchanged(node: SyntaxNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  return requireInput(node, builder, input);
}
