import { NumberText, parseDynamicText, writeDynamicText } from "./exact-json.js";

/** A step of a path: the key of a bag or the place in an array. */
type Step = string | number;

type Bag = Record<Step, unknown>;

/** The steps of a JSON path, `$.a['b c'][0]`; undefined if it is none. Source: "JSONPath syntax". */
export function stepsOf(path: string): Step[] | undefined {
  const parts = path.match(/\.[^.[\]]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\]/g) ?? [];
  if (`$${parts.join("")}` !== path || parts.length === 0) return undefined;
  return parts.map((part) => (part.startsWith(".") ? part.slice(1) : /^\[\d/.test(part) ? Number(part.slice(1, -1)) : part.slice(2, -2)));
}

/** The keys that a key of `bag_has_key()` and its kind names, from the outermost in: one, or those of a path. Undefined for a path with places in arrays, which they do not take. */
export function keysOf(key: string): string[] | undefined {
  if (!/^\$[.[]/.test(key)) return [key];
  const steps = stepsOf(key);
  return steps?.every((step) => typeof step === "string") ? (steps as string[]) : undefined;
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
    value = (value as Readonly<Bag>)[step];
  }
  const last = steps.at(-1);
  if (typeof value === "object" && value !== null && !Array.isArray(value) && typeof last === "string") Reflect.deleteProperty(value, last);
}

function asBag(value: unknown): Bag | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof NumberText) ? (value as Bag) : undefined;
}

function own(bag: Bag | undefined, key: string): unknown {
  return bag && Object.hasOwn(bag, key) ? bag[key] : undefined;
}

/** Whether a bag, as JSON text, has a key or path; null if it is no bag or the path is none of keys. Source: "bag_has_key()". */
export function hasPath(json: string, key: string): boolean | null {
  const keys = keysOf(key);
  let bag = asBag(parseDynamicText(json));
  if (!keys || !bag) return null;
  for (const step of keys.slice(0, -1)) bag = asBag(own(bag, step));
  return bag !== undefined && Object.hasOwn(bag, keys.at(-1) ?? "");
}

/**
 * A bag, as JSON text, with a value at a key or path; bags that the path needs are made. Null if it is no bag, the path is none of
 * keys, or something else than a bag stands on the way. Source: "bag_set_key()".
 */
export function setPath(json: string, key: string, value: string): string | null {
  const keys = keysOf(key);
  const root = asBag(parseDynamicText(json));
  let bag = root;
  for (const step of keys?.slice(0, -1) ?? []) {
    if (bag && own(bag, step) === undefined) define(bag, step, {});
    bag = asBag(own(bag, step));
  }
  if (!keys || !bag) return null;
  define(bag, keys.at(-1) ?? "", parseDynamicText(value));
  return writeDynamicText(root);
}

/** As an own property, whatever its name: `__proto__` too. */
function define(bag: Bag, key: string, value: unknown): void {
  Object.defineProperty(bag, key, { value, writable: true, enumerable: true, configurable: true });
}
