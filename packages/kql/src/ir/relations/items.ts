import type { ResultColumn } from "@huntkit/provider";
import { uniqueName } from "../columns.js";
import { callColumns } from "../expressions/calls.js";
import { contradiction, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrNamedExpression, IrRelation } from "../ir-types.js";
import { className, isClass, listItems, serviceItems } from "../syntax/syntax-read.js";
import { tupleColumns } from "../syntax/kql-type-of.js";
import type { ColumnSymbol, NameNode, SyntaxNode, TypeSymbol } from "../syntax/syntax-types.js";
import type { NamedItemNode, TupleItemNode } from "./operator-nodes.js";

/** An item of a list taken apart: the names that it gives, and its expression. */
interface ItemParts {
  readonly names: readonly string[];
  readonly value: SyntaxNode;
}

function itemParts(node: SyntaxNode): ItemParts {
  if (isClass(node, "SimpleNamedExpression")) {
    const named = node as NamedItemNode;
    return { names: [named.Name.SimpleName], value: named.Expression };
  }
  if (isClass(node, "CompoundNamedExpression")) {
    const tuple = node as TupleItemNode;
    return { names: listItems(tuple.Names.Names).map((name: NameNode) => name.SimpleName), value: tuple.Expression };
  }
  return { names: [], value: isClass(node, "OrderedExpression") ? (node as NamedItemNode).Expression : node };
}

/** `['']` is a name to the parser, but no column can have it. */
function refuseEmptyName(node: SyntaxNode, builder: IrBuilder): void {
  if (itemParts(node).names.includes("")) wrongQuery(builder, node, "HK104", "A column's name must not be empty.");
}

/** The columns that the items of an operator make, as a list of names and types. */
export function itemColumns(items: readonly IrNamedExpression[]): ResultColumn[] {
  return items.map(({ name, value }) => ({ name, type: value.type }));
}

/** What {@link positionalItems} has besides the list. */
export interface PositionalOptions {
  /** Columns that the service leaves out when a function of several columns gives them (those of `by`). */
  readonly leftOut?: readonly ColumnSymbol[];
  /** Whether only the named columns of a function of several columns are taken (`print`). */
  readonly onlyNamed?: boolean;
}

/**
 * The items of a list whose columns stand in the operator's result one after another; their names, which the service made
 * up where the text gives none, are taken from there.
 */
export function positionalItems(
  nodes: readonly SyntaxNode[],
  columns: readonly ColumnSymbol[],
  builder: IrBuilder,
  options: PositionalOptions = {},
): IrNamedExpression[] {
  const items: IrNamedExpression[] = [];
  for (const node of nodes) {
    refuseEmptyName(node, builder);
    const values = itemValues(node, builder, options);
    for (const value of values) {
      const column = columns[items.length];
      if (!column) return contradiction(builder, node, "an item without a column");
      items.push({ name: column.Name, value });
    }
  }
  return items;
}

function itemValues(node: SyntaxNode, builder: IrBuilder, options: PositionalOptions): IrExpression[] {
  const parts = itemParts(node);
  const several = callColumns(parts.value, builder);
  if (!several) return [builder.expression(parts.value)];
  if (options.onlyNamed && parts.names.length > 0) return several.slice(0, parts.names.length).map(({ value }) => value);
  const kept = several.filter(({ symbol }, index) => index < parts.names.length || !isLeftOut(symbol, parts.value, options));
  return kept.map(({ value }) => value);
}

function isLeftOut(symbol: ColumnSymbol, call: SyntaxNode, options: PositionalOptions): boolean {
  const prefix = (call.ReferencedSymbol as { readonly ResultNamePrefix?: string | null } | null)?.ResultNamePrefix;
  return (prefix ?? null) === null && (options.leftOut?.includes(symbol) ?? false);
}

/**
 * The items of `extend` and its like with the columns after it: an item replaces the column of its name, or stands behind
 * all others. An item that only repeats a column changes nothing and is left out.
 */
export function extendItems(
  nodes: readonly SyntaxNode[],
  input: IrRelation,
  result: TypeSymbol | null,
  builder: IrBuilder,
): { readonly items: readonly IrNamedExpression[]; readonly columns: readonly ResultColumn[] } {
  const items = new Map<string, IrNamedExpression>();
  const columns = new Map(input.columns.map((column) => [column.name, column]));
  const names = lazily(() => namesBySource(tupleColumns(result)));
  for (const node of nodes) {
    for (const item of namedValues(node, builder, { columns, names })) {
      columns.set(item.name, { name: item.name, type: item.value.type });
      items.set(item.name, item);
    }
  }
  return { items: [...items.values()], columns: [...columns.values()] };
}

interface NamingPlace {
  readonly columns: ReadonlyMap<string, ResultColumn>;
  readonly names: () => ReadonlyMap<SyntaxNode, string>;
}

function namedValues(node: SyntaxNode, builder: IrBuilder, place: NamingPlace): IrNamedExpression[] {
  refuseEmptyName(node, builder);
  const parts = itemParts(node);
  const several = callColumns(parts.value, builder);
  if (several) return severalValues(parts, several, place);
  const name = parts.names[0] ?? place.names().get(parts.value);
  return name === undefined ? [] : [{ name, value: builder.expression(parts.value) }];
}

function severalValues(
  parts: ItemParts,
  several: readonly { readonly symbol: ColumnSymbol; readonly value: IrExpression }[],
  place: NamingPlace,
): IrNamedExpression[] {
  const prefix = (parts.value.ReferencedSymbol as { readonly ResultNamePrefix?: string | null } | null)?.ResultNamePrefix;
  const taken = new Set(place.columns.keys());
  return several.map(({ symbol, value }, index) => {
    const plain = (prefix ?? null) === null ? symbol.Name : `${prefix}_${symbol.Name}`;
    return { name: parts.names[index] ?? uniqueName(plain, taken), value };
  });
}

/** The names that the service gave to the columns of unnamed expressions. */
export function namesBySource(columns: readonly ColumnSymbol[]): ReadonlyMap<SyntaxNode, string> {
  const names = new Map<SyntaxNode, string>();
  for (const column of columns) {
    const source = column.Source ?? serviceItems(column.OriginalColumns)[0]?.Source;
    if (source) names.set(source, column.Name);
  }
  return names;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The columns that a list of names and wildcards refers to. */
export function referencedColumns(nodes: readonly SyntaxNode[]): string[] {
  return nodes.flatMap((node) => {
    const inner = itemParts(node).value;
    const symbol = inner.ReferencedSymbol;
    if (!symbol) return [];
    if (className(symbol) === "GroupSymbol")
      return serviceItems((symbol as TypeSymbol).Members).map((member) => member.Name);
    return [symbol.Name];
  });
}
