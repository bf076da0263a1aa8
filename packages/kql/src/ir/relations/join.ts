import type { ResultColumn } from "@huntkit/provider";
import { uniqueNames } from "../columns.js";
import type { BinaryNode, SelectorNode } from "../expressions/expression-nodes.js";
import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrJoinKind, IrRelation } from "../ir-types.js";
import { isClass, listItems, withoutParentheses } from "../syntax/syntax-read.js";
import type { NameNode, SyntaxNode } from "../syntax/syntax-types.js";
import type { ExpressionsNode, JoinNode, LookupNode } from "./operator-nodes.js";
import { parameterText } from "./parameters.js";
import { requireInput } from "./row-operators.js";

const joinKinds: Readonly<Record<string, IrJoinKind>> = Object.freeze({
  innerunique: "innerunique", inner: "inner",
  leftouter: "leftouter", rightouter: "rightouter", fullouter: "fullouter",
  anti: "leftanti", leftanti: "leftanti", leftantisemi: "leftanti",
  rightanti: "rightanti", rightantisemi: "rightanti",
  leftsemi: "leftsemi", rightsemi: "rightsemi",
});

type JoinKey = { readonly left: IrExpression; readonly right: IrExpression };
type JoinOutput = { readonly name: string; readonly side: "left" | "right"; readonly column: string };

/** `join`, of any kind; without a kind it is `innerunique`. */
export function buildJoin(node: JoinNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const left = requireInput(node, builder, input);
  const kindName = parameterText(node.Parameters, "kind") ?? "innerunique";
  const joinKind = joinKinds[kindName.toLowerCase()] ?? unsupported(builder, node, `join kind=${kindName}`);
  const right = builder.innerRelation(node.Expression);
  const on = joinKeys(node.ConditionClause, { left, right }, builder);
  const output = joinOutput(
    joinKind === "rightanti" || joinKind === "rightsemi" ? [] : left.columns,
    joinKind === "leftanti" || joinKind === "leftsemi" ? [] : right.columns,
  );
  return { kind: "join", operator: "join", joinKind, left, right, on, output, columns: outputColumns(output, left, right), span: builder.span(node) };
}

/** `lookup`: a left outer join (or an inner one) without the key columns of the right side. */
export function buildLookup(node: LookupNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const left = requireInput(node, builder, input);
  const kindName = parameterText(node.Parameters, "kind") ?? "leftouter";
  const joinKind = joinKinds[kindName.toLowerCase()];
  if (joinKind !== "leftouter" && joinKind !== "inner") return unsupported(builder, node, `lookup kind=${kindName}`);
  const right = builder.innerRelation(node.Expression);
  const on = joinKeys(node.LookupClause, { left, right }, builder);
  const keys = new Set(on.map((key) => (key.right.kind === "column" ? key.right.name : undefined)));
  const output = joinOutput(left.columns, right.columns.filter((column) => !keys.has(column.name)));
  return { kind: "join", operator: "lookup", joinKind, left, right, on, output, columns: outputColumns(output, left, right), span: builder.span(node) };
}

function joinOutput(left: readonly ResultColumn[], right: readonly ResultColumn[]): JoinOutput[] {
  const names = uniqueNames([...left, ...right].map((column) => column.name));
  return [
    ...left.map((column, index): JoinOutput => ({ name: names[index] ?? column.name, side: "left", column: column.name })),
    ...right.map((column, index): JoinOutput => ({ name: names[left.length + index] ?? column.name, side: "right", column: column.name })),
  ];
}

function outputColumns(output: readonly JoinOutput[], left: IrRelation, right: IrRelation): ResultColumn[] {
  const types = {
    left: new Map(left.columns.map((column) => [column.name, column.type])),
    right: new Map(right.columns.map((column) => [column.name, column.type])),
  };
  return output.map(({ name, side, column }) => ({ name, type: types[side].get(column) ?? "dynamic" }));
}

interface JoinSides {
  readonly left: IrRelation;
  readonly right: IrRelation;
}

function joinKeys(clause: SyntaxNode | null, sides: JoinSides, builder: IrBuilder): JoinKey[] {
  if (!clause) return [];
  if (!isClass(clause, "JoinOnClause")) return unsupported(builder, clause, "a join with a where condition", "Use on.");
  return listItems((clause as ExpressionsNode).Expressions).flatMap((condition) => keysOf(condition, sides, builder));
}

function keysOf(node: SyntaxNode, sides: JoinSides, builder: IrBuilder): JoinKey[] {
  const condition = withoutParentheses(node);
  if (isClass(condition, "NameReference")) {
    const name = (condition as NameNode).SimpleName;
    return [{ left: keyColumn(condition, "left", name, sides, builder), right: keyColumn(condition, "right", name, sides, builder) }];
  }
  const binary = condition as BinaryNode;
  if (!isClass(condition, "BinaryExpression")) return unsupported(builder, condition, "this condition of a join");
  if (binary.Operator.Text === "and") return [...keysOf(binary.Left, sides, builder), ...keysOf(binary.Right, sides, builder)];
  const left = withoutParentheses(binary.Left) as SelectorNode;
  const right = withoutParentheses(binary.Right) as SelectorNode;
  return [{
    left: keyColumn(left, "left", pathName(left, builder), sides, builder),
    right: keyColumn(right, "right", pathName(right, builder), sides, builder),
  }];
}

function pathName(node: SelectorNode, builder: IrBuilder): string {
  const symbol = node.ReferencedSymbol ?? node.Selector.ReferencedSymbol;
  return symbol?.Name ?? unsupported(builder, node, "this side of a join condition");
}

function keyColumn(node: SyntaxNode, side: "left" | "right", name: string, sides: JoinSides, builder: IrBuilder): IrExpression {
  const type = sides[side].columns.find((column) => column.name === name)?.type;
  if (type === undefined) return unsupported(builder, node, `the key ${name}, which the ${side} side of the join does not have,`);
  return { kind: "column", name, side, type, span: builder.span(node) };
}
