import { unifyColumns, type UnionColumn } from "../columns.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrRelation } from "../ir-types.js";
import { viewRows } from "../scope/user-functions.js";
import { listItems, serviceItems } from "../syntax/syntax-read.js";
import { resultColumns } from "../syntax/kql-type-of.js";
import type { SyntaxNode } from "../syntax/syntax-types.js";
import type { FindNode, SearchNode } from "./other-nodes.js";
import { parameterText } from "./parameters.js";
import { operandInputs, sourceName, type UnionInput } from "./union.js";

/**
 * `search`: a `where` over the union of its tables, with the name of the table in the column `$table`. Without tables it is
 * all tables and views.
 * Source: Microsoft Learn, "search operator" (`search-operator`).
 */
export function buildSearch(node: SearchNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const inputs = searchInputs(node, builder, input);
  // the service keeps the column of an earlier search beside the new one
  builder.columnsDiffer ||= inputs.some(({ relation }) => relation.columns.some(({ name }) => name === "$table"));
  const unified = inOrderOfService(unifyColumns(inputs.map(({ relation }) => relation.columns.filter(({ name }) => name !== "$table"))), node, builder);
  const columns = unified.map(({ name, type }) => ({ name, type }));
  const span = builder.span(node);
  const union: IrRelation = {
    kind: "union",
    inputs: inputs.map(({ relation }) => relation),
    mapping: inputs.map((_, index) => unified.map((column) => column.from[index])),
    sourceColumn: "$table",
    sourceNames: inputs.map(({ name }, index) => name ?? `search_arg${index}`),
    columns: [{ name: "$table", type: "string" }, ...columns],
    span,
  };
  const saved = { row: builder.row, caseSensitive: builder.searchesCaseSensitive };
  builder.row = columns;
  builder.searchesCaseSensitive = parameterText(node.Parameters, "kind") === "case_sensitive";
  const predicate = builder.expression(node.Condition);
  builder.row = saved.row;
  builder.searchesCaseSensitive = saved.caseSensitive;
  return { kind: "where", input: union, predicate, columns: union.columns, span };
}

/** The columns in the order in which the service gives them; where it gives others (a name of several types), in ours. */
function inOrderOfService(columns: readonly UnionColumn[], node: SyntaxNode, builder: IrBuilder): readonly UnionColumn[] {
  const names = resultColumns(node.ResultType).map(({ name }) => name).filter((name) => name !== "$table");
  const ordered = names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  if (ordered.length === columns.length && names.length === columns.length) return ordered;
  builder.columnsDiffer = true;
  return columns;
}

/** The tables that `search` and `find` look into: those of `in (…)`, else all tables and views. */
export function searchInputs(node: SearchNode | FindNode, builder: IrBuilder, input: IrRelation | undefined): UnionInput[] {
  if (input) return [{ relation: input, name: sourceName(input) }];
  if (node.InClause) return listItems(node.InClause.Expressions).flatMap((operand: SyntaxNode) => operandInputs(operand, builder));
  const span = builder.span(node);
  const tables = serviceItems(builder.globals.Database?.Tables).filter(({ Name: name }) => builder.scope.declares(name) || builder.scope.sees(name)).map((table): UnionInput => ({
    relation: { kind: "table", name: table.Name, columns: resultColumns(table), span },
    name: table.Name,
  }));
  return [...tables, ...builder.scope.views().map((name): UnionInput => ({ relation: viewRows(name, node, builder), name }))];
}
