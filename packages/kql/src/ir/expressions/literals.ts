import { wrongQuery, unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression } from "../ir-types.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import { kqlType } from "../syntax/kql-type-of.js";
import type { SyntaxNode, SyntaxToken } from "../syntax/syntax-types.js";
import { dynamicValue } from "../values/dynamic-literal.js";
import { literalValue } from "../values/literal-value.js";
import { searchTerm } from "./search-terms.js";
import type { TypeOfNode, WrapperNode } from "./expression-nodes.js";

/** A literal of any type but `dynamic`. @throws {QueryError} if its text is no value of its type. */
export function buildLiteral(node: SyntaxNode, builder: IrBuilder): IrExpression {
  const term = searchTermText(node);
  if (term !== undefined) return searchTerm(term, builder.span(node), builder);
  if (isEmptyTime(node)) return { kind: "call", name: "now", function: "scalar", arguments: [], type: "datetime", span: builder.span(node) };
  const literal = literalValue(node);
  if (!literal) return wrongQuery(builder, node, "HK101", `This is not a value of the type ${kqlType(node.ResultType)}.`);
  return { kind: "literal", type: literal.type, value: literal.value, span: builder.span(node) };
}

/** `datetime()`: the current time. Source: Microsoft Learn, "The datetime data type". */
function isEmptyTime(node: SyntaxNode): boolean {
  if (kqlType(node.ResultType) !== "datetime") return false;
  return /^\w+\s*\(\s*\)$/.test((node as SyntaxNode & { readonly Token: SyntaxToken }).Token.Text);
}

/** `dynamic(…)` with its parsed value. */
export function buildDynamic(node: WrapperNode, builder: IrBuilder): IrExpression {
  const value = dynamicValue(node.Expression);
  if (value === undefined) return unsupported(builder, node, "an expression inside dynamic(…)", "Use pack_array() or bag_pack().");
  return { kind: "literal", type: "dynamic", value, span: builder.span(node) };
}

/** `typeof(long)` as an argument: the name of the type as text. */
export function buildTypeOf(node: TypeOfNode, builder: IrBuilder): IrExpression {
  const types = listItems(node.Types);
  const name = types[0]?.Type?.Text;
  if (types.length !== 1 || name === undefined) return unsupported(builder, node, "typeof() of several columns");
  return { kind: "literal", type: "string", value: name, span: builder.span(node) };
}

/** The text of a string literal that stands where a condition is meant: a term of `search`. */
function searchTermText(node: SyntaxNode): string | undefined {
  if (kqlType(node.ResultType) !== "bool") return undefined;
  if (isClass(node, "CompoundStringLiteralExpression")) return String(literalValue(node)?.value);
  const token = (node as SyntaxNode & { readonly Token: SyntaxToken }).Token;
  return /^bool(?:ean)?\s*\(/i.test(token.Text) || !/["'`]/.test(token.Text) ? undefined : token.ValueText;
}

/** `*` where a condition is meant (`search *`): always true. */
export function buildStar(node: SyntaxNode, builder: IrBuilder): IrExpression {
  return { kind: "literal", type: "bool", value: true, span: builder.span(node) };
}
