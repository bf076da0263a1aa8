import { exactInteger, KqlTimeSpan, type DynamicValue } from "@huntkit/provider";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import type { SyntaxList, SyntaxNode, SyntaxToken } from "../syntax/syntax-types.js";
import { literalValue } from "./literal-value.js";
import { noteWholeReal } from "./whole-reals.js";

interface JsonPairNode extends SyntaxNode {
  readonly Name: SyntaxToken;
  readonly Value: SyntaxNode;
}

/**
 * The value of what stands in `dynamic(…)`. Times become their text, as they are in JSON, spans of time the number of their ticks,
 * NaN and the infinities their names; integers of any size stay exact.
 * Source: Microsoft Learn, "The dynamic data type" (`scalar-data-types/dynamic`); spans of time and NaN observed on the service's engine.
 * @returns undefined for an expression that is no literal.
 */
export function dynamicValue(node: SyntaxNode): DynamicValue | undefined {
  switch (className(node)) {
    case "JsonObjectExpression":
      return objectValue(node as SyntaxNode & { readonly Pairs: SyntaxList<JsonPairNode> });
    case "JsonArrayExpression":
      return arrayValue(node as SyntaxNode & { readonly Values: SyntaxList });
    case "PrefixUnaryExpression":
      return signedValue(node as SyntaxNode & { readonly Operator: SyntaxToken; readonly Expression: SyntaxNode });
    case "DynamicExpression":
      return dynamicValue((node as SyntaxNode & { readonly Expression: SyntaxNode }).Expression);
    case "LiteralExpression":
    case "CompoundStringLiteralExpression":
      return plainValue(node);
    default:
      return undefined;
  }
}

function objectValue(node: SyntaxNode & { readonly Pairs: SyntaxList<JsonPairNode> }): DynamicValue | undefined {
  const entries: [string, DynamicValue][] = [];
  for (const pair of listItems(node.Pairs)) {
    const value = dynamicValue(pair.Value);
    if (value === undefined) return undefined;
    entries.push([pair.Name.ValueText, value]);
  }
  const bag = Object.fromEntries(entries);
  for (const pair of listItems(node.Pairs)) if (isWholeRealLiteral(pair.Value, bag[pair.Name.ValueText])) noteWholeReal(bag, pair.Name.ValueText);
  return bag;
}

function arrayValue(node: SyntaxNode & { readonly Values: SyntaxList }): DynamicValue | undefined {
  const values: DynamicValue[] = [];
  for (const item of listItems(node.Values)) {
    const value = dynamicValue(item);
    if (value === undefined) return undefined;
    values.push(value);
    if (isWholeRealLiteral(item, value)) noteWholeReal(values, values.length - 1);
  }
  return values;
}

/** Whether a literal is a real without a fraction, such as `1.0` or `-1e3`. */
function isWholeRealLiteral(node: SyntaxNode, value: DynamicValue | undefined): boolean {
  if (typeof value !== "number" || !Number.isInteger(value)) return false;
  if (isClass(node, "PrefixUnaryExpression")) return isWholeRealLiteral((node as SyntaxNode & { readonly Expression: SyntaxNode }).Expression, Math.abs(value));
  return literalValue(node)?.type === "real";
}

function signedValue(
  node: SyntaxNode & { readonly Operator: SyntaxToken; readonly Expression: SyntaxNode },
): DynamicValue | undefined {
  const value = dynamicValue(node.Expression);
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  return node.Operator.Text === "-" ? (typeof value === "bigint" ? exactInteger(-value) : -value) : value;
}

function plainValue(node: SyntaxNode): DynamicValue | undefined {
  const token = (node as SyntaxNode & { readonly Token?: SyntaxToken }).Token;
  if (token && /^[0-9]+$/.test(token.Text)) return exactInteger(BigInt(token.Text));
  if (token?.Text === "null" || isClass(node, "NullLiteralExpression")) return null;
  const value = literalValue(node)?.value;
  if (value instanceof KqlTimeSpan) return exactInteger(value.ticks);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value !== null && typeof value === "object" ? String(value) : value;
}
