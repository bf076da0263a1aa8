import { createRequire } from "node:module";

let loaded: ((one: string, other: string) => number) | undefined;

/** How many letters differ. The library is loaded at the first name that is not known: most processes never meet one. */
function distance(one: string, other: string): number {
  loaded ??= (createRequire(import.meta.url)("fastest-levenshtein") as typeof import("fastest-levenshtein")).distance;
  return loaded(one, other);
}

/**
 * The names most like a mistyped one, best first: those that differ in at most a third of their letters, or two (case does not
 * count), then those that hold the text or begin with it.
 * @param wanted What was typed.
 * @param names The names that exist.
 * @param most How many to give at most. Default: 3.
 */
export function nearestNames(wanted: string, names: Iterable<string>, most = 3): string[] {
  const text = wanted.toLowerCase();
  const scored: { name: string; score: number }[] = [];
  for (const name of new Set(names)) {
    const score = nameScore(text, name.toLowerCase());
    if (score !== undefined) scored.push({ name, score });
  }
  scored.sort((one, other) => one.score - other.score || (one.name < other.name ? -1 : 1));
  return scored.slice(0, most).map((entry) => entry.name);
}

/** The sentence `Did you mean "a" or "b"?` with a space before it, or the empty text if nothing is near. */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  const near = nearestNames(wanted, names).map((name) => `"${name}"`);
  if (near.length === 0) return "";
  const last = near.pop() ?? "";
  return ` Did you mean ${near.length > 0 ? `${near.join(", ")} or ${last}` : last}?`;
}

function nameScore(text: string, name: string): number | undefined {
  if (text === "") return undefined;
  const edits = distance(text, name);
  const longest = Math.max(text.length, name.length);
  if (edits <= Math.max(longest > 3 ? 2 : 1, Math.floor(longest / 3))) return edits / longest;
  return text.length >= 3 && name.includes(text) ? 1 + name.length / 1000 : undefined;
}
