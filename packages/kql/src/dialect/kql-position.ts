import type { CodeContext } from "@huntkit/provider";
import { kqlKeywords } from "./kql-keywords.table.js";
import type { KqlToken } from "./kql-token.js";

const wordsBeforeNames = new Set([
  "where", "extend", "by", "project", "away", "keep", "rename", "reorder", "summarize", "distinct", "on", "union", "from", "expand",
  "parse", "of", "top", "count_distinct", "dcount", "lookup", "join", "find", "table",
]);
const comparisons = /^(?:==|=~|!=|!~|=|<|<=|>|>=|<>)$/;
const comparisonWords =
  /^(?:has|has_cs|has_any|has_all|contains|contains_cs|startswith|startswith_cs|endswith|endswith_cs|hasprefix|hassuffix|in|in~|matches|between|asc|desc)$/;
const listWords = /^(?:in|in~|has_any|has_all)$/;

/** What KQL expects at the placeholder that is token `index`; see {@link CodeContext.position}. Says how bare text is taken, never whether it is safe. */
export function codePosition(text: string, tokens: readonly KqlToken[], index: number): CodeContext["position"] {
  const code = tokens.filter((token, at) => token.kind !== "comment" || at === index);
  const at = code.indexOf(tokens[index] as KqlToken);
  const shown = (offset: number): string => {
    const token = code[at + offset];
    return token ? text.slice(token.start, token.end) : "";
  };
  const previous = shown(-1);
  if (isClause(text, code, at, previous, shown(1))) return "clause";
  if (isName(previous, shown(-2), shown(1))) return "name";
  return isList(text, code, at) ? "list" : "value";
}

/** Whole clauses fit where something complete stands before, and a pipe or the end follows. */
function isClause(text: string, code: readonly KqlToken[], at: number, previous: string, next: string): boolean {
  const before = code[at - 1];
  if (!before || !/^[|);]?$/.test(next)) return false;
  if (before.kind === "word") return !kqlKeywords.has(previous) && !wordsBeforeNames.has(previous) && !comparisonWords.test(previous) && text[before.start - 1] !== "-";
  return before.kind !== "punctuation" || /^[)\]}]$/.test(previous);
}

function isName(previous: string, beforeThat: string, next: string): boolean {
  if (previous === "" || previous === ";") return true;
  if (previous === "=" && next === "|") return true;
  if (previous === "(" && next === "|") return true;
  if (previous === "(" && /^(?:union|materialize)$/.test(beforeThat)) return true;
  if (comparisons.test(next) || comparisonWords.test(next)) return true;
  if (next === "!" || next === "." || (next === "(" && previous !== "invoke")) return true;
  return wordsBeforeNames.has(previous);
}

/** What stands for a list without items at the placeholder that is token `index`; see {@link CodeContext.emptyList}. */
export function emptyListAt(text: string, tokens: readonly KqlToken[], index: number): string | undefined {
  const code = tokens.filter((token, at) => token.kind !== "comment" || at === index);
  const at = code.indexOf(tokens[index] as KqlToken);
  const opening = code[enclosing(text, code, at)];
  if (!opening) return undefined;
  if (text[opening.start] === "(") return "dynamic([])";
  const next = code[at + 1];
  return code[at - 1] === opening && next && text[next.start] === "]" ? "" : undefined;
}

function isList(text: string, code: readonly KqlToken[], at: number): boolean {
  const index = enclosing(text, code, at);
  const before = code[index - 1];
  const name = before ? text.slice(before.start, before.end) : "";
  return index >= 0 && (text[code[index]?.start ?? 0] === "(" ? listWords.test(name) : name === "(");
}

/** The index of the bracket that encloses token `at`; -1 for none. */
function enclosing(text: string, code: readonly KqlToken[], at: number): number {
  let depth = 0;
  for (let index = at - 1; index >= 0; index--) {
    const token = code[index];
    if (!token || token.kind !== "punctuation") continue;
    const shown = text.slice(token.start, token.end);
    if (/^[)\]}]$/.test(shown)) depth++;
    else if (/^[([{]$/.test(shown) && depth-- === 0) return index;
  }
  return -1;
}
