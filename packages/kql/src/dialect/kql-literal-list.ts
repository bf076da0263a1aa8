import { HuntError } from "@huntkit/provider";
import { kqlKeywords } from "./kql-keywords.table.js";
import { kqlTokens } from "./kql-lexer.js";
import { timeUnit } from "./kql-time-unit.js";
import type { KqlToken } from "./kql-token.js";

const literalWords = /^(?:true|false)$/i;

/** The number of literals in a text that holds nothing else but commas between them; see {@link QueryDialect.literalCount}. */
export function literalCount(text: string): number {
  if (/[\r\n\u2028\u2029]/.test(text)) return 0;
  const tokens = tokensOrNone(text);
  const alternating = tokens.every((token, index) => (index % 2 === 0 ? isLiteral(text, token) : text.slice(token.start, token.end) === ","));
  return alternating && tokens.length % 2 === 1 ? (tokens.length + 1) / 2 : 0;
}

/** Whether a text is a literal, a name, or calls on such; see {@link QueryDialect.isSimpleExpression}. */
export function isSimpleExpression(text: string): boolean {
  if (/[\r\n\u2028\u2029]/.test(text)) return false;
  const tokens = tokensOrNone(text);
  return tokens.length > 0 && valueEnd(text, tokens, 0, 0) === tokens.length;
}

/** The index after one value that begins at token `at`; -1 if none does. */
function valueEnd(text: string, tokens: readonly KqlToken[], at: number, depth: number): number {
  const token = tokens[at];
  if (!token || depth > 10) return -1;
  if (isLiteral(text, token)) return at + 1;
  const calls = shownAt(text, tokens, at + 1) === "(";
  if (token.kind !== "word" || (!calls && kqlKeywords.has(text.slice(token.start, token.end)))) return -1;
  if (!calls) return at + 1;
  if (shownAt(text, tokens, at + 2) === ")") return at + 3;
  for (let next = at + 1; ; ) {
    next = valueEnd(text, tokens, next + 1, depth + 1);
    if (next < 0 || shownAt(text, tokens, next) === ")") return next < 0 ? -1 : next + 1;
    if (shownAt(text, tokens, next) !== ",") return -1;
  }
}

function shownAt(text: string, tokens: readonly KqlToken[], at: number): string {
  const token = tokens[at];
  return token ? text.slice(token.start, token.end) : "";
}

function tokensOrNone(text: string): KqlToken[] {
  try {
    return kqlTokens(text);
  } catch (error) {
    if (HuntError.isInstance(error) && error.kind === "query") return [];
    throw error;
  }
}

function isLiteral(text: string, token: KqlToken): boolean {
  const shown = text.slice(token.start, token.end);
  if (token.kind === "number") return isNumber(shown);
  if (token.kind === "word") return literalWords.test(shown);
  // A guid without `guid(…)` is no literal in a query.
  // A string in tildes would melt with a sign before it: `=` and `~~~` become `=~`, and its text becomes code.
  return (token.kind === "string" && !shown.startsWith("~")) || token.kind === "literal";
}

function isNumber(shown: string): boolean {
  const digits = /^(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)/.exec(shown)?.[0] ?? "";
  const rest = shown.slice(digits.length);
  return digits !== "" && (rest === "" || timeUnit.test(rest));
}
