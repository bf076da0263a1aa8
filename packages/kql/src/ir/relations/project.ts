import type { IrBuilder } from "../ir-builder.js";
import type { IrNamedExpression, IrRelation, IrSpan } from "../ir-types.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import { tupleColumns } from "../syntax/kql-type-of.js";
import type { ExpressionsNode, NamedItemNode } from "./operator-nodes.js";
import { itemColumns, positionalItems, referencedColumns } from "./items.js";
import { requireInput } from "./row-operators.js";

/** `project`. */
export function buildProject(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const items = positionalItems(listItems(node.Expressions), tupleColumns(node.ResultType), builder);
  return { kind: "project", operator: "project", input: source, items, columns: itemColumns(items), span: builder.span(node) };
}

/** `project-away`: all columns but those named, with wildcards. */
export function buildProjectAway(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const away = new Set(referencedColumns(listItems(node.Expressions)));
  const names = source.columns.map((column) => column.name).filter((name) => !away.has(name));
  return projection("project-away", source, names.map((name) => [name, name]), builder.span(node));
}

/** `project-keep`: the columns named, with wildcards, in their old order. */
export function buildProjectKeep(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const kept = new Set(referencedColumns(listItems(node.Expressions)));
  const names = source.columns.map((column) => column.name).filter((name) => kept.has(name));
  return projection("project-keep", source, names.map((name) => [name, name]), builder.span(node));
}

/** `project-rename`: all columns in their old order, some under new names. */
export function buildProjectRename(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const renamed = new Map<string, string>();
  for (const item of listItems(node.Expressions)) {
    if (!isClass(item, "SimpleNamedExpression")) continue;
    const { Name, Expression } = item as NamedItemNode;
    for (const old of referencedColumns([Expression])) renamed.set(old, Name.SimpleName);
  }
  const pairs = source.columns.map(({ name }): [string, string] => [renamed.get(name) ?? name, name]);
  return projection("project-rename", source, pairs, builder.span(node));
}

/** `project-reorder` and `project-by-names`: the order is the service's, with `asc`, `desc` and the granny orders. */
export function buildProjectReorder(node: ExpressionsNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const have = new Set(source.columns.map((column) => column.name));
  const first = tupleColumns(node.ResultType).map((column) => column.Name).filter((name) => have.has(name));
  const isReorder = isClass(node, "ProjectReorderOperator");
  const rest = isReorder ? source.columns.map((column) => column.name).filter((name) => !first.includes(name)) : [];
  const names = [...first, ...rest];
  return projection(isReorder ? "project-reorder" : "project-by-names", source, names.map((name) => [name, name]), builder.span(node));
}

function projection(operator: string, input: IrRelation, pairs: readonly (readonly [string, string])[], span: IrSpan): IrRelation {
  const types = new Map(input.columns.map((column) => [column.name, column.type]));
  const items: IrNamedExpression[] = pairs.map(([name, from]) => ({
    name,
    value: { kind: "column", name: from, type: types.get(from) ?? "dynamic", span },
  }));
  return { kind: "project", operator, input, items, columns: itemColumns(items), span };
}
