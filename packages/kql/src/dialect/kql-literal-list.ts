import { HuntError } from "@huntkit/provider";
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
  return token.kind === "string" || token.kind === "literal" || token.kind === "guid";
}

function isNumber(shown: string): boolean {
  const digits = /^(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)/.exec(shown)?.[0] ?? "";
  const rest = shown.slice(digits.length);
  return digits !== "" && (rest === "" || timeUnit.test(rest));
}
