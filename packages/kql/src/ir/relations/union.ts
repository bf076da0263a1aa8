import { commonColumns, unifyColumns } from "../columns.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrRelation } from "../ir-types.js";
import { unsupported } from "../fail.js";
import { className, isClass, listItems, serviceItems, withoutParentheses } from "../syntax/syntax-read.js";
import { resultColumns } from "../syntax/kql-type-of.js";
import type { SyntaxNode, TypeSymbol } from "../syntax/syntax-types.js";
import type { ExpressionsNode, ParametersNode, PipeNode } from "./operator-nodes.js";
import { parameterColumn, parameterText } from "./parameters.js";

/** An input of a union with the name that `withsource` shows for it. */
export interface UnionInput {
  readonly relation: IrRelation;
  readonly name: string | undefined;
}

/** `union`, with wildcards of table names, `kind=`, `withsource=` and, under `isfuzzy=true`, missing tables left out. */
export function buildUnion(node: ExpressionsNode & ParametersNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const given: UnionInput[] = input ? [{ relation: input, name: sourceName(input) }] : [];
  const inputs = [...given, ...listItems(node.Expressions).flatMap((operand) => operandInputs(operand, builder))];
  if (inputs.length === 0) return unsupported(builder, node, "a union of no table at all");
  const isInner = parameterText(node.Parameters, "kind")?.toLowerCase() === "inner";
  const all = inputs.map(({ relation }) => relation.columns);
  const unified = isInner ? commonColumns(all) : unifyColumns(all);
  if (isInner) builder.columnsDiffer = true;
  const sourceColumn = parameterColumn(node.Parameters, builder, "withsource", "with_source");
  const columns = unified.map(({ name, type }) => ({ name, type }));
  return {
    kind: "union",
    inputs: inputs.map(({ relation }) => relation),
    mapping: inputs.map((_, index) => unified.map((column) => column.from[index])),
    ...(sourceColumn === undefined ? {} : { sourceColumn }),
    sourceNames: inputs.map(({ name }, index) => name ?? `union_arg${index}`),
    columns: sourceColumn === undefined ? columns : [{ name: sourceColumn, type: "string" }, ...columns],
    span: builder.span(node),
  };
}

/** The tables that an operand of a union or of `search in (…)` stands for: several for a wildcard, none for a missing one. */
export function operandInputs(operand: SyntaxNode, builder: IrBuilder): UnionInput[] {
  const inner = withoutParentheses(operand);
  const symbol = inner.ReferencedSymbol;
  if (symbol && className(symbol) === "GroupSymbol") return groupInputs(inner, symbol as TypeSymbol, builder);
  // under isfuzzy the service lets names pass that do not exist; elsewhere it has refused them
  if (startsAtMissingTable(inner)) {
    builder.columnsDiffer = true;
    return [];
  }
  const relation = builder.innerRelation(operand);
  const name = isClass(inner, "NameReference") ? (inner as SyntaxNode & { readonly SimpleName: string }).SimpleName : sourceName(relation);
  return [{ relation, name }];
}

function startsAtMissingTable(node: SyntaxNode): boolean {
  let start = node;
  while (isClass(start, "PipeExpression")) start = withoutParentheses((start as PipeNode).Expression);
  return isClass(start, "NameReference") && start.ReferencedSymbol === null;
}

function groupInputs(node: SyntaxNode, group: TypeSymbol, builder: IrBuilder): UnionInput[] {
  return serviceItems(group.Members).map((member) => {
    const binding = builder.scope.find(member.Name);
    const columns = resultColumns(member as TypeSymbol);
    const span = builder.span(node);
    const relation: IrRelation = binding?.kind === "table" ? binding.value : { kind: "table", name: member.Name, columns, span };
    return { relation, name: member.Name };
  });
}

/** The name that a relation shows as the source of its rows. */
export function sourceName(relation: IrRelation): string | undefined {
  if (relation.kind === "table" || relation.kind === "as") return relation.name;
  return undefined;
}
