import { NumberText, parseDynamicText } from "./exact-json.js";

/**
 * The paths of all members of a bag or array, as a JSON array of texts such as `['a']['b'][0]`: `[0]` says that there is an array,
 * whose elements share it, so each path is named once. Null for a value without members. Source: "treepath()".
 */
export function treePath(json: string): string | null {
  const value = parseDynamicText(json);
  if (typeof value !== "object" || value === null || value instanceof NumberText) return null;
  const paths = new Set<string>();
  collect(value, "", paths);
  return JSON.stringify([...paths]);
}

function collect(value: unknown, path: string, paths: Set<string>): void {
  if (typeof value !== "object" || value === null || value instanceof NumberText) return;
  const members = Array.isArray(value) ? value.map((item: unknown) => ["[0]", item] as const) : Object.entries(value).map(([key, item]) => [`['${key}']`, item as unknown] as const);
  for (const [step, item] of members) {
    paths.add(path + step);
    collect(item, path + step, paths);
  }
}
