import { distance } from "fastest-levenshtein";
import { plainSpelling } from "./connection-argument-name.js";

/** The known key most like a mistyped one, or undefined if none is near: at most a third of the letters differ, or two. */
export function nearestKey(wanted: string, known: Iterable<string>): string | undefined {
  const text = plainSpelling(wanted).slice(0, 64);
  let best: { readonly key: string; readonly edits: number } | undefined;
  for (const key of known) {
    const plain = plainSpelling(key);
    const edits = distance(text, plain);
    const allowed = Math.max(plain.length > 4 ? 2 : 1, Math.floor(plain.length / 3));
    if (edits <= allowed && edits < plain.length && (best === undefined || edits < best.edits)) best = { key, edits };
  }
  return best?.key;
}
