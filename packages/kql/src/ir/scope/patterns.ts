import type { CallNode, ExpressionListNode, SelectorNode } from "../expressions/expression-nodes.js";
import { contradiction, unsupported, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrRelation } from "../ir-types.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import type { FunctionBodyNode, NameNode, SyntaxList, SyntaxNode } from "../syntax/syntax-types.js";
import { Scope } from "./scope.js";
import { declareStatements } from "./statements.js";

/** `declare pattern`. */
export interface PatternStatementNode extends SyntaxNode {
  readonly Name: NameNode;
  readonly Pattern: (SyntaxNode & { readonly Patterns: SyntaxList<PatternMatchNode> }) | null;
}

/** One line of a pattern's mapping. */
interface PatternMatchNode extends SyntaxNode {
  readonly ParameterValues: ExpressionListNode;
  readonly PathValue: (SyntaxNode & { readonly Value: SyntaxNode }) | null;
  readonly Body: FunctionBodyNode & SyntaxNode;
}

/**
 * The rows of `P("a")`, `P("a").b` or `P("a").["b"]`: those of the line of the mapping with the same texts; undefined if the call
 * is none of a pattern. Source: Microsoft Learn, "Pattern statement" (`pattern-statement`).
 * @throws {QueryError} if no line has these texts. @throws {UnsupportedError} for an argument that is not a constant.
 */
export function patternRows(call: CallNode, path: SyntaxNode | undefined, builder: IrBuilder): IrRelation | undefined {
  const binding = builder.scope.find(call.Name.SimpleName);
  if (binding?.kind !== "pattern") return undefined;
  const wanted = [...listItems(call.ArgumentList.Expressions).map((value) => constantText(value, builder)), ...(path ? [pathText(path, builder)] : [])];
  const { Patterns } = binding.declaration as NonNullable<PatternStatementNode["Pattern"]>;
  const found = listItems(Patterns).find((line) => {
    const texts = [...listItems(line.ParameterValues.Expressions).map((value) => constantText(value, builder)), ...(line.PathValue ? [pathText(line.PathValue.Value, builder)] : [])];
    return texts.length === wanted.length && texts.every((text, index) => text === wanted[index]);
  });
  const { Body } = found ?? wrongQuery(builder, call, "HK105", `The pattern ${call.Name.SimpleName} has no line for these values.`);
  return builder.under(new Scope(binding.scope), binding.origin, () => {
    declareStatements(Body.Statements, builder);
    return Body.Expression ? builder.relation(Body.Expression) : contradiction(builder, call, "a pattern without a result");
  });
}

/** `P("a").b` as a table. */
export function buildPatternPath(node: SelectorNode, builder: IrBuilder): IrRelation {
  const rows = isClass(node.Expression, "FunctionCallExpression") ? patternRows(node.Expression as CallNode, node.Selector, builder) : undefined;
  return rows ?? unsupported(builder, node, "a path to a table", "Name the table itself.");
}

function pathText(node: SyntaxNode, builder: IrBuilder): string {
  return isClass(node, "NameReference") ? (node as NameNode).SimpleName : constantText(node, builder);
}

function constantText(node: SyntaxNode, builder: IrBuilder): string {
  const value = builder.expression(node);
  return value.kind === "literal" && typeof value.value === "string" ? value.value : unsupported(builder, node, "a pattern's value that is not a constant text");
}
