import { type KqlToken, kqlTokens } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";

/** How far a text that is being entered has come. */
export interface StatementsSoFar {
  /** Whether it ends with a `;` outside of brackets. */
  readonly closed: boolean;
  /** Whether brackets are open at its end. */
  readonly open: boolean;
  /** Whether it ends inside a text of several lines, where nothing has a meaning. */
  readonly inText: boolean;
  /** Whether its last statement is more than a definition such as `let`. */
  readonly query: boolean;
}

const definitions = new Set(["let", "set", "declare", "alias", "restrict"]);
const fences = ["```", "~~~"];

/** How far a text has come, by KQL's tokens: brackets and `;` inside of texts and comments do not count. */
export function statementsOf(text: string): StatementsSoFar {
  const tokens = tokensOf(text);
  // A text that does not end is told by the engine, with its place.
  if (tokens === undefined) {
    const inText = fences.some((fence) => tokensOf(text + fence) !== undefined);
    return { closed: !inText && /;\s*$/.test(text), open: false, inText, query: true };
  }
  const code = tokens.filter(({ kind }) => kind !== "comment");
  let depth = 0;
  let first: KqlToken | undefined; // of the last statement
  let closed = false;
  for (const token of code) {
    const shown = text.slice(token.start, token.end);
    if (closed || first === undefined) first = token;
    closed = false;
    if (token.kind !== "punctuation") continue;
    if ("([{".includes(shown)) depth++;
    else if (")]}".includes(shown)) depth = Math.max(0, depth - 1);
    else if (shown === ";") closed = depth === 0;
  }
  return { closed, open: depth > 0, inText: false, query: first !== undefined && !definitions.has(text.slice(first.start, first.end).toLowerCase()) };
}

/** The tokens of a text; undefined if a text in it does not end. */
export function tokensOf(text: string): readonly KqlToken[] | undefined {
  try {
    return kqlTokens(text);
  } catch (error) {
    if (HuntError.isInstance(error)) return undefined;
    throw error;
  }
}
