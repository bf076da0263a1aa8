import { commonColumns, unifyColumns, type UnionColumn } from "../columns.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrRelation } from "../ir-types.js";
import { unsupported, wrongQuery } from "../fail.js";
import { requireVisible } from "../scope/restrict-access.js";
import { viewRows } from "../scope/user-functions.js";
import { className, isClass, listItems, serviceItems, withoutParentheses } from "../syntax/syntax-read.js";
import { resultColumns } from "../syntax/kql-type-of.js";
import type { NameNode, ServiceSymbol, SyntaxNode, TypeSymbol } from "../syntax/syntax-types.js";
import type { ExpressionsNode, ParametersNode, PipeNode } from "./operator-nodes.js";
import { parameterColumn, parameterText } from "./parameters.js";

/** An input of a union with the name that `withsource` shows for it. */
export interface UnionInput {
  readonly relation: IrRelation;
  readonly name: string | undefined;
  /** Whether the name is one of a let, and not of a view. */
  readonly isLet?: boolean;
}

/** `union`, with wildcards of table names, `kind=`, `withsource=` and, under `isfuzzy=true`, missing tables left out. */
export function buildUnion(node: ExpressionsNode & ParametersNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const given: UnionInput[] = input ? [{ relation: input, name: sourceName(input) }] : [];
  const inputs = [...given, ...listItems(node.Expressions).flatMap((operand) => operandInputs(operand, builder))];
  const missing = [...new Set(listItems(node.Expressions).flatMap((operand) => missingTable(withoutParentheses(operand)) ?? []))];
  if (inputs.length === 0) return wrongQuery(builder, node, "HK110", `None of the tables of this union is known: ${missing.join(", ")}.`);
  const isInner = parameterText(node.Parameters, "kind")?.toLowerCase() === "inner";
  const all = inputs.map(({ relation }) => relation.columns);
  const unified = isInner ? commonColumns(all) : unifyColumns(all);
  // the service gives all columns of an inner union, and numbers own names instead of those that it makes
  builder.columnsDiffer ||= isInner || unified.some(({ name, type, from }) => !from.includes(name) && !from.includes(name.slice(0, -type.length - 1)));
  refuseClashes(unified, node, builder);
  const sourceColumn = parameterColumn(node.Parameters, builder, "withsource", "with_source");
  const columns = unified.map(({ name, type }) => ({ name, type }));
  // of three inputs with two types the service forgets one
  builder.columnsDiffer ||= resultColumns(node.ResultType).slice(-columns.length).some(({ name }, index) => name !== columns[index]?.name);
  return {
    kind: "union",
    inputs: inputs.map(({ relation }) => relation),
    mapping: inputs.map((_, index) => unified.map((column) => column.from[index])),
    ...(sourceColumn === undefined ? {} : { sourceColumn }),
    sourceNames: inputs.map((each, index) => shownName(each) ?? `union_arg${index}`),
    ...(missing.length === 0 ? {} : { missing }),
    columns: sourceColumn === undefined ? columns : [{ name: sourceColumn, type: "string" }, ...columns],
    span: builder.span(node),
  };
}

/** The service binds later operators to the column that it made of a name and a type, also where an input has a column of that name. */
function refuseClashes(columns: readonly UnionColumn[], node: SyntaxNode, builder: IrBuilder): void {
  for (const { type, from } of columns) {
    const made = `${from.find((name) => name !== undefined)}_${type}`;
    const own = columns.find(({ name, from: sources }) => name === made && sources.includes(made));
    if (own && own.type !== type) unsupported(builder, node, `a union with a column ${made} of the type ${own.type}`, "Rename the column.");
  }
}

/** A let that only gives a table another name shows the table's, and another one no name. Rule R66. */
function shownName({ relation, name, isLet }: UnionInput): string | undefined {
  return isLet === true ? sourceName(relation) : name;
}

/** The tables that an operand of a union or of `search in (…)` stands for: several for a wildcard, none for a missing one. */
export function operandInputs(operand: SyntaxNode, builder: IrBuilder): UnionInput[] {
  const inner = withoutParentheses(operand);
  // under isfuzzy the service lets names pass that do not exist; elsewhere it has refused them
  if (missingTable(inner) !== undefined) {
    builder.columnsDiffer = true;
    return [];
  }
  if (isClass(inner, "NameReference")) return namedInputs(inner as NameNode, builder);
  const relation = builder.innerRelation(operand);
  return [{ relation, name: sourceName(relation) }];
}

/** The name of a table at the start of an operand that does not exist. */
function missingTable(node: SyntaxNode): string | undefined {
  let start = node;
  while (isClass(start, "PipeExpression")) start = withoutParentheses((start as PipeNode).Expression);
  return isClass(start, "NameReference") && start.ReferencedSymbol === null ? (start as NameNode).SimpleName : undefined;
}

/** A table or view by its name, or those that a name with `*` fits: of lets only views. Rule R66. Source: Microsoft Learn, "union operator" (`union-operator`). */
function namedInputs(node: NameNode, builder: IrBuilder): UnionInput[] {
  const symbol = node.ReferencedSymbol as TypeSymbol;
  const isWildcard = node.SimpleName.includes("*");
  if (!isWildcard && className(symbol) !== "GroupSymbol") {
    const isLet = builder.scope.declares(node.SimpleName) && !builder.scope.views().includes(node.SimpleName);
    return [{ relation: namedRelation(node, builder), name: node.SimpleName, isLet }];
  }
  const members = className(symbol) === "GroupSymbol" ? serviceItems(symbol.Members) : [symbol];
  const views = new Set(builder.scope.views());
  const found = members.filter(({ Name: name }) => (builder.scope.declares(name) ? isUnionable(name, views, builder) : builder.scope.sees(name)));
  // the service leaves the columns of views out
  builder.columnsDiffer ||= found.length !== members.length || found.some(({ Name: name }) => views.has(name));
  const place = ({ Name: name }: ServiceSymbol): number => builder.scope.views().indexOf(name);
  return found.sort((one, other) => place(one) - place(other)).map((member) => ({ relation: memberRelation(node, member, builder), name: member.Name }));
}

function isUnionable(name: string, views: ReadonlySet<string>, builder: IrBuilder): boolean {
  return views.has(name) || (builder.scope.sees(name) && builder.scope.find(name)?.kind === "table");
}

function namedRelation(node: NameNode, builder: IrBuilder): IrRelation {
  requireVisible(node.SimpleName, node, builder);
  const isView = builder.scope.views().includes(node.SimpleName) && node.GetCalledFunctionBody() === null;
  return isView ? viewRows(node.SimpleName, node, builder) : builder.innerRelation(node);
}

function memberRelation(node: NameNode, member: ServiceSymbol, builder: IrBuilder): IrRelation {
  const binding = builder.scope.find(member.Name);
  if (binding?.kind === "function") return viewRows(member.Name, node, builder);
  return binding?.kind === "table" ? binding.value : { kind: "table", name: member.Name, columns: resultColumns(member as TypeSymbol), span: builder.span(node) };
}

/** The name that a relation shows as the source of its rows. */
export function sourceName(relation: IrRelation): string | undefined {
  if (relation.kind === "table" || relation.kind === "as") return relation.name;
  return undefined;
}
