import { caretLines, type KqlType, QueryError, type StringForm, textPlace } from "@huntkit/provider";
import { timeUnit } from "./kql-time-unit.js";
import type { KqlToken } from "./kql-token.js";

/**
 * Words that swallow everything up to the next `)` when a parenthesis follows directly. `boolean`, `uuid` and `dynamic` do not.
 * Source: `TokenParser.GetGooLiteralTokenKind` of Microsoft's language service 12.4.
 */
const typedLiterals: ReadonlyMap<string, KqlType> = new Map<string, KqlType>([
  ["long", "long"], ["int64", "long"], ["int", "int"], ["int32", "int"], ["real", "real"], ["double", "real"],
  ["decimal", "decimal"], ["bool", "bool"], ["datetime", "datetime"], ["date", "datetime"], ["time", "timespan"],
  ["timespan", "timespan"], ["guid", "guid"],
]);

const blank = /[\t \r\n\f\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u3000\ufeff]+/y;
const restOfLine = /[^\r\n\u2028\u2029]*/y;
const word = /[A-Za-z_$][A-Za-z0-9_]*/y;
const wordRest = /[A-Za-z0-9_]+/y;
const rawGuid = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y;
const digitsAndWord = /[0-9][A-Za-z0-9_]*/y;
const real = /[0-9]+(?:\.(?!\.(?!\.))[0-9]*(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)(?![A-Za-z0-9_])/y;
const span = new RegExp(`[0-9]+\\.[0-9]+${timeUnit.source.slice(1, -1)}(?![A-Za-z0-9_])`, "y");
const pairs = /(?:\.\.|<=|<\||<>|>=|==|=>|=~|!=|!~)/y;
const single = /[()[\]{}|.+\-*/%<>=:;,?@!]/y;
const escape = /\\(?:[\\'"abfnrtv]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-3][0-7]{0,2}|[4-7][0-7]?)/y;

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/**
 * Cuts a KQL text into tokens, as Microsoft's `TokenParser` does, as far as quoting needs it: the stretches of strings, typed
 * literals, comments and words are exactly its own. White space gives no token. `slots` are offsets of placeholders (one
 * character each); in code such a character is a token of its own.
 * @throws {QueryError} if a string or a typed literal does not end, with the place of its start.
 */
export function kqlTokens(text: string, slots: ReadonlySet<number> = new Set()): KqlToken[] {
  const tokens: KqlToken[] = [];
  for (let at = matchEnd(blank, text, 0); at < text.length; ) {
    const token = slots.has(at) ? { kind: "slot" as const, start: at, end: at + 1 } : (restOfWord(text, at, tokens.at(-1)) ?? tokenAt(text, at));
    tokens.push(token);
    at = matchEnd(blank, text, token.end);
  }
  return tokens;
}

/** What touches a placeholder on its right is the rest of a word, never the start of a literal such as `datetime(…)`. */
function restOfWord(text: string, at: number, previous: KqlToken | undefined): KqlToken | undefined {
  if (previous?.kind !== "slot" || previous.end !== at) return undefined;
  const end = matchEnd(wordRest, text, at);
  return end > at ? { kind: "word", start: at, end } : undefined;
}

function tokenAt(text: string, at: number): KqlToken {
  const char = text.charCodeAt(at);
  if (char === 47 && text.charCodeAt(at + 1) === 47) return { kind: "comment", start: at, end: matchEnd(restOfLine, text, at) };
  if (char === 35) return { kind: "directive", start: at, end: matchEnd(restOfLine, text, at) };
  const string = stringAt(text, at);
  if (string) return string;
  if (isDigit(char)) return numberAt(text, at);
  const end = matchEnd(word, text, at);
  if (end > at) return wordAt(text, at, end);
  const pairEnd = matchEnd(pairs, text, at);
  if (pairEnd > at) return { kind: "punctuation", start: at, end: pairEnd };
  const known = matchEnd(single, text, at) > at;
  return { kind: known ? "punctuation" : "bad", start: at, end: at + 1 };
}

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

function numberAt(text: string, at: number): KqlToken {
  const guidEnd = matchEnd(rawGuid, text, at);
  if (guidEnd > at) return { kind: "guid", start: at, end: guidEnd };
  for (const pattern of [real, span]) {
    const end = matchEnd(pattern, text, at);
    if (end > at) return { kind: "number", start: at, end };
  }
  return { kind: "number", start: at, end: matchEnd(digitsAndWord, text, at) };
}

function wordAt(text: string, at: number, wordEnd: number): KqlToken {
  const guidEnd = matchEnd(rawGuid, text, at);
  if (guidEnd > at) return { kind: "guid", start: at, end: guidEnd };
  const name = text.slice(at, wordEnd);
  const type = text[wordEnd] === "(" ? typedLiterals.get(name) : undefined;
  if (type) return typedLiteralAt(text, at, wordEnd, type);
  // `in~` is one token; without this rule the `~` could open a multi-line string.
  const end = name === "in" && text[wordEnd] === "~" ? wordEnd + 1 : wordEnd;
  return { kind: "word", start: at, end };
}

function typedLiteralAt(text: string, start: number, wordEnd: number, type: KqlType): KqlToken {
  const contentStart = wordEnd + 1;
  const lineEnd = matchEnd(restOfLine, text, contentStart);
  const close = text.indexOf(")", contentStart);
  if (close < 0 || close > lineEnd)
    throw notEnded(text, start, `The literal ${text.slice(start, contentStart)} has no closing parenthesis on its line.`);
  return { kind: "literal", start, end: close + 1, type, contentStart, contentEnd: close };
}

function stringAt(text: string, start: number): KqlToken | undefined {
  let at = start;
  if (text[at] === "h" || text[at] === "H") at++;
  const verbatim = text[at] === "@";
  if (verbatim) at++;
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const contentEnd = verbatim ? verbatimEnd(text, at + 1, quote) : escapedEnd(text, at + 1, quote);
    if (text[contentEnd] !== quote) throw notEnded(text, start, stringMistake(text, contentEnd, quote));
    const name = quote === '"' ? "double" : "single";
    return stringToken(start, at + 1, contentEnd, contentEnd + 1, verbatim ? `verbatim-${name}` : name);
  }
  const fence = text.startsWith("```", at) ? "```" : text.startsWith("~~~", at) ? "~~~" : undefined;
  if (!fence) return undefined;
  const contentEnd = text.indexOf(fence, at + 3);
  if (contentEnd < 0) throw notEnded(text, start, `The multi-line string has no closing ${fence}.`);
  return stringToken(start, at + 3, contentEnd, contentEnd + 3, fence === "```" ? "multiline-backtick" : "multiline-tilde");
}

function stringToken(start: number, contentStart: number, contentEnd: number, end: number, form: StringForm): KqlToken {
  return { kind: "string", start, end, form, contentStart, contentEnd };
}

function verbatimEnd(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\r" || char === "\n") return at;
    if (char === quote && text[++at] !== quote) return at - 1;
  }
  return text.length;
}

function escapedEnd(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === quote || char === "\r" || char === "\n") return at;
    if (char !== "\\") continue;
    const end = matchEnd(escape, text, at);
    if (end === at) return at;
    at = end - 1;
  }
  return text.length;
}

function stringMistake(text: string, at: number, quote: string): string {
  if (text[at] === "\\")
    return "The string holds an escape that KQL does not know. Double the backslash, or write the string as @\"…\".";
  return `The string has no closing ${quote} on its line.`;
}

function notEnded(text: string, start: number, message: string): QueryError {
  const place = textPlace(text, start, 1);
  return new QueryError({
    code: "query-text-not-ended",
    message: `${message} Line ${place.line}, column ${place.column}:\n${caretLines(text, place)}`,
    problems: [{ code: "HK001", message, place }],
    query: text,
  });
}
