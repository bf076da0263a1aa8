import type { KustoLexicalToken } from "../service/kusto-library.js";

/** The greatest depth of brackets; the service's parser calls itself about ten times for each. */
export const MAX_BRACKET_DEPTH = 150;

const steps: ReadonlyMap<string, number> = new Map([["(", 1], ["[", 1], ["{", 1], [")", -1], ["]", -1], ["}", -1]]);

/** The parser calls itself for each bracket and each sign before a value: the offset of the first that is too many, which would overflow the stack. */
export function deepOffset(tokens: readonly KustoLexicalToken[]): number | undefined {
  let offset = 0;
  let depth = 0;
  let signs = 0;
  for (const token of tokens) {
    depth = Math.max(0, depth + (steps.get(token.Text) ?? 0));
    signs = token.Text === "-" || token.Text === "+" ? signs + 1 : 0;
    if (depth + signs > MAX_BRACKET_DEPTH) return offset + token.Trivia.length;
    offset += token.Length;
  }
  return undefined;
}
