import type { KqlType, KqlValue } from "@huntkit/provider";
import { parameterLiteral } from "../relations/parameters.js";
import { isClass } from "../syntax/syntax-read.js";
import type { SyntaxNode, SyntaxToken } from "../syntax/syntax-types.js";
import { dynamicValue } from "./dynamic-literal.js";
import { valueFromText } from "./literal-value.js";

/**
 * The value of a literal that the service left without a type (a default in `scan` or in a stored function), read as one of a
 * given type.
 * @returns undefined if it is no literal of that type.
 */
export function typedLiteral(node: SyntaxNode, type: KqlType): KqlValue | undefined {
  if (type === "dynamic") return dynamicValue(node);
  if (isClass(node, "PrefixUnaryExpression")) return signedLiteral(node, type);
  const text = parameterLiteral(node);
  if (text === null || text === "null") return type === "string" ? String(text ?? "") : null;
  return valueFromText(type, String(text));
}

function signedLiteral(node: SyntaxNode, type: KqlType): KqlValue | undefined {
  const { Operator, Expression } = node as SyntaxNode & { readonly Operator: SyntaxToken; readonly Expression: SyntaxNode };
  const text = parameterLiteral(Expression);
  return valueFromText(type, `${Operator.Text}${String(text)}`);
}
