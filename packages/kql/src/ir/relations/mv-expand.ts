import type { ResultColumn } from "@huntkit/provider";
import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpandItem, IrExpression, IrRelation } from "../ir-types.js";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import { kqlType, tupleColumns } from "../syntax/kql-type-of.js";
import type { SyntaxNode, TypeSymbol } from "../syntax/syntax-types.js";
import { namesBySource } from "./items.js";
import type { ExpandItemNode, MvExpandNode, NamedItemNode, ParametersNode } from "./operator-nodes.js";
import { uniqueName } from "../columns.js";
import { parameterColumn, parameterText } from "./parameters.js";
import { requireInput } from "./row-operators.js";

/** `mv-expand` with its items, types, index column, limit and the way bags are expanded. */
export function buildMvExpand(node: MvExpandNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const items = expandItems(listItems(node.Expressions), node.ResultType, builder);
  const indexColumn = indexName(node, source.columns, items, builder);
  const expansion = parameterText(node.Parameters, "bagexpansion", "kind") ?? "bag";
  if (expansion !== "bag" && expansion !== "array") return unsupported(builder, node, `mv-expand bagexpansion=${expansion}`);
  return {
    kind: "mv-expand",
    input: source,
    items,
    bagExpansion: expansion,
    ...(indexColumn === undefined ? {} : { indexColumn }),
    ...limitOf(node, builder),
    columns: expandedColumns(source.columns, items, indexColumn),
    span: builder.span(node),
  };
}

/** Source: Microsoft Learn, "mv-expand operator": the older spelling gives 128 rows at most for each row, unless told otherwise. */
const OLD_LIMIT = 128;

function limitOf(node: MvExpandNode, builder: IrBuilder): { readonly limit?: IrExpression } {
  if (node.RowLimitClause) return { limit: builder.expression(node.RowLimitClause.RowLimit) };
  if (node.MvExpandKeyword.Text !== "mvexpand") return {};
  return { limit: { kind: "literal", type: "long", value: OLD_LIMIT, span: builder.span(node) } };
}

/** The items of mv-expand and mv-apply with the names of their columns and the types of the elements. */
export function expandItems(nodes: readonly ExpandItemNode[], result: TypeSymbol | null, builder: IrBuilder): IrExpandItem[] {
  const names = namesBySource(tupleColumns(result));
  return nodes.map((node) => {
    const inner = node.Expression;
    const name = itemName(inner, names) ?? unsupported(builder, node, "an expanded item without a name", "Write name = expression.");
    const value = builder.expression(inner);
    return { value, name, type: node.ToTypeOf ? kqlType(node.ToTypeOf.TypeOf.ReferencedSymbol as TypeSymbol | null) : "dynamic" };
  });
}

function itemName(node: SyntaxNode, names: ReadonlyMap<SyntaxNode, string>): string | undefined {
  if (isClass(node, "SimpleNamedExpression")) return (node as NamedItemNode).Name.SimpleName;
  const symbol = node.ReferencedSymbol;
  if (symbol && className(symbol) === "ColumnSymbol") return symbol.Name;
  return names.get(node);
}

/** The name of the index column: a column that has it already keeps it. */
export function indexName(node: ParametersNode, input: readonly ResultColumn[], items: readonly IrExpandItem[], builder: IrBuilder): string | undefined {
  const name = parameterColumn(node.Parameters, builder, "with_itemindex");
  return name === undefined ? undefined : uniqueName(name, new Set([...input, ...items].map((column) => column.name)));
}

/** The columns after an expansion: items replace the columns of their names or stand behind; the index comes last. */
export function expandedColumns(
  input: readonly ResultColumn[],
  items: readonly IrExpandItem[],
  indexColumn: string | undefined,
): ResultColumn[] {
  const columns = new Map(input.map((column) => [column.name, column]));
  for (const { name, type } of items) columns.set(name, { name, type });
  return indexColumn === undefined ? [...columns.values()] : [...columns.values(), { name: indexColumn, type: "long" }];
}
