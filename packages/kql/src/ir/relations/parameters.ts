import type { DynamicValue } from "@huntkit/provider";
import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import type { NameNode, NamedParameterNode, SyntaxList, SyntaxNode, SyntaxToken } from "../syntax/syntax-types.js";
import { literalValue } from "../values/literal-value.js";

/** The value of an operator's parameter (`kind=inner`) as text; undefined if it is not given. Names are compared in any case. */
export function parameterText(list: SyntaxList<NamedParameterNode> | null | undefined, ...names: string[]): string | undefined {
  const found = listItems(list).find((parameter) => names.includes(parameter.Name.SimpleName.toLowerCase()));
  const value = found && parameterLiteral(found.Expression);
  return value === undefined || value === null ? undefined : String(value);
}

/**
 * The name that an operator's parameter gives to a column (`withsource=Source`, `withsource="Source"`); undefined if it is not given.
 * @throws {UnsupportedError} for a number or another literal that is no name, which the language service lets pass.
 */
export function parameterColumn(list: SyntaxList<NamedParameterNode> | null | undefined, builder: IrBuilder, ...names: string[]): string | undefined {
  const found = listItems(list).find((parameter) => names.includes(parameter.Name.SimpleName.toLowerCase()));
  if (found && className(found.Expression) === "LiteralExpression" && typeof parameterLiteral(found.Expression) !== "string") return unsupported(builder, found.Expression, `${found.Name.SimpleName} without the name of a column`, "Write a name.");
  return parameterText(list, ...names);
}

/** The value of a parameter: a literal, or the text of a bare name. */
export function parameterLiteral(node: SyntaxNode): DynamicValue {
  const kind = className(node);
  if (kind === "NameDeclaration" || kind === "NameReference") return (node as NameNode).SimpleName;
  if (kind === "LiteralExpression" || kind === "CompoundStringLiteralExpression") {
    const token = (node as SyntaxNode & { readonly Token?: SyntaxToken }).Token;
    const value = isClass(node, "LiteralExpression") && token && !node.ResultType ? token.ValueText : literalValue(node)?.value;
    return value !== undefined && (typeof value !== "object" || value === null) ? value : (token?.ValueText ?? null);
  }
  return plainText(node);
}

/** The text of all tokens below a node, without blanks. */
function plainText(node: SyntaxNode): string {
  const parts: string[] = [];
  for (let index = 0; index < node.ChildCount; index++) {
    const child = node.GetChild(index);
    if (child) parts.push("Text" in child ? (child as SyntaxToken).ValueText : plainText(child as SyntaxNode));
  }
  return parts.join("");
}
