import { parseDynamicText, writeDynamicText } from "./exact-json.js";

/** A step of a path: the key of a bag or the place in an array. */
type Step = string | number;

/** The steps of a JSON path, `$.a['b c'][0]`; undefined if it is none. */
function stepsOf(path: string): Step[] | undefined {
  const parts = path.match(/\.[^.[\]]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\]/g) ?? [];
  if (`$${parts.join("")}` !== path || parts.length === 0) return undefined;
  return parts.map((part) => (part.startsWith(".") ? part.slice(1) : /^\[\d/.test(part) ? Number(part.slice(1, -1)) : part.slice(2, -2)));
}

/** A bag, as JSON text, without some keys that are given by name or by path. Source: "bag_remove_keys()". */
export function removePaths(json: string, keys: readonly unknown[]): string {
  const bag = parseDynamicText(json);
  for (const key of keys) {
    if (typeof key !== "string") continue;
    const steps = key.startsWith("$") ? stepsOf(key) : undefined;
    remove(bag, steps ?? [key]);
  }
  return writeDynamicText(bag);
}

function remove(root: unknown, steps: readonly Step[]): void {
  let value = root;
  for (const step of steps.slice(0, -1)) {
    if (typeof value !== "object" || value === null) return;
    value = (value as Readonly<Record<Step, unknown>>)[step];
  }
  const last = steps.at(-1);
  if (typeof value === "object" && value !== null && !Array.isArray(value) && typeof last === "string") Reflect.deleteProperty(value, last);
}
