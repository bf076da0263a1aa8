import { HuntError } from "@huntkit/provider";
import { kqlTokens } from "./kql-lexer.js";
import type { KqlToken } from "./kql-token.js";

const literalWords = /^(?:true|false)$/i;

/** Whether a text is literals with commas between and nothing else; see {@link QueryDialect.isLiteralList}. */
export function isLiteralList(text: string): boolean {
  if (/[\r\n\u2028\u2029]/.test(text)) return false;
  const tokens = tokensOrNone(text);
  return tokens.length % 2 === 1 && tokens.every((token, index) => (index % 2 === 0 ? isLiteral(text, token) : text.slice(token.start, token.end) === ","));
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
  if (token.kind === "number") return /^[0-9.]+(?:e[+-]?[0-9]+|[a-z]+)?$/i.test(shown);
  if (token.kind === "word") return literalWords.test(shown);
  return token.kind === "string" || token.kind === "literal" || token.kind === "guid";
}
