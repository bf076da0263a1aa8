import { parseJson } from "../dynamic-json.js";

/** A string, a bracket or a comma: what the end of an element can be told by. */
const mark = /"(?:[^"\\]|\\.)*"|[[\]{},]/g;

/**
 * The elements of a JSON array as they are written, so that a long keeps its digits and a real its point; undefined if the text
 * is no array.
 */
export function elementTexts(json: string): string[] | undefined {
  if (!Array.isArray(parseJson(json))) return undefined;
  const inner = json.slice(json.indexOf("[") + 1, json.lastIndexOf("]"));
  const elements: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: found, index } of inner.matchAll(mark)) {
    if (found === "[" || found === "{") depth++;
    else if (found === "]" || found === "}") depth--;
    else if (found === "," && depth === 0) {
      elements.push(inner.slice(from, index).trim());
      from = index + 1;
    }
  }
  const last = inner.slice(from).trim();
  return last === "" ? elements : [...elements, last];
}
