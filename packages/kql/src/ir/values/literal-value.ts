import type { KqlType, KqlValue } from "@huntkit/provider";
import { className, listItems } from "../syntax/syntax-read.js";
import type { SyntaxList, SyntaxNode, SyntaxToken } from "../syntax/syntax-types.js";
import { kqlType } from "../syntax/kql-type-of.js";
import { parseDateTime } from "./datetime-literal.js";
import { parseDecimal, parseInt32, parseLong, parseReal } from "./long-literal.js";
import { parseTimeSpan } from "./timespan-literal.js";

/** A literal: its type and its value. */
export interface LiteralValue {
  readonly type: KqlType;
  readonly value: KqlValue;
}

/** Reads the inner text of a literal of a type. */
const readers: { readonly [T in KqlType]: (text: string) => KqlValue | undefined } = {
  bool: parseBool,
  int: parseInt32,
  long: parseLong,
  real: parseReal,
  decimal: parseDecimal,
  datetime: parseDateTime,
  timespan: parseTimeSpan,
  string: (text) => text,
  guid: parseGuid,
  dynamic: () => undefined,
};

/**
 * The exact value of a literal expression, converted from its text: the service itself keeps numbers in forms that lose
 * digits.
 * @returns undefined if the text is no value of its type (for example a month 13, or an integer beyond 64 bits).
 */
export function literalValue(node: SyntaxNode): LiteralValue | undefined {
  if (className(node) === "CompoundStringLiteralExpression") return compoundString(node);
  const token = (node as SyntaxNode & { readonly Token: SyntaxToken }).Token;
  const type = kqlType(node.ResultType);
  if (type !== "string" && token.ValueText.trim().toLowerCase() === "null") return { type, value: null };
  const value = readers[type](type === "bool" ? boolText(token) : token.ValueText);
  return value === undefined ? undefined : { type, value };
}

/** What stands in a bool literal, `true` or `bool("true")`: of a text in quotes the language service gives `false` always. */
function boolText(token: SyntaxToken): string {
  return /^\w+\s*\(\s*(["'])(.*)\1\s*\)$/s.exec(token.Text)?.[2] ?? token.ValueText;
}

/** Converts text to a value of a type by the rules of that type's literals; undefined if it is none. */
export function valueFromText(type: KqlType, text: string): KqlValue | undefined {
  return readers[type](text);
}

function compoundString(node: SyntaxNode): LiteralValue {
  const tokens = listItems((node as SyntaxNode & { readonly Tokens: SyntaxList<SyntaxToken> }).Tokens);
  return { type: "string", value: tokens.map((token) => token.ValueText).join("") };
}

function parseBool(text: string): boolean | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === "true") return true;
  if (plain === "false") return false;
  const number = parseLong(plain);
  return number === undefined ? undefined : number !== 0;
}

function parseGuid(text: string): string | undefined {
  const digits = text.trim().replace(/^[{(]|[)}]$/g, "").replaceAll("-", "").toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) return undefined;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
