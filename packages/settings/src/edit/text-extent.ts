import type { Pair, YAMLMap } from "yaml";

type Yaml = typeof import("yaml");

/** The pair of a map whose own key is this text; none that comes by a merge key. */
export function ownPair(yaml: Yaml, map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => yaml.isScalar(pair.key) && typeof pair.key.value !== "symbol" && String(pair.key.value) === key);
}

/** Where the key of a pair begins; undefined if it was not read from a text. */
export function keyStart(yaml: Yaml, { key }: Pair): number | undefined {
  return yaml.isNode(key) ? key.range?.[0] : undefined;
}

/** Behind the colon of a pair; undefined if none follows its key, as in `? key`. */
export function afterColon(yaml: Yaml, text: string, { key }: Pair): number | undefined {
  let at = yaml.isNode(key) ? key.range?.[1] : undefined;
  if (at === undefined) return undefined;
  while (text[at] === " " || text[at] === "\t") at++;
  return text[at] === ":" ? at + 1 : undefined;
}

/** Where the text of a value ends, without blank lines and comments behind it; undefined for one that has no text. */
export function endOfValue(yaml: Yaml, text: string, node: unknown): number | undefined {
  if (!yaml.isNode(node) || !node.range) return undefined;
  if (!yaml.isCollection(node) || node.flow === true) return trimmedEnd(text, node.range[0], node.range[1]);
  const last: unknown = node.items.at(-1);
  return yaml.isPair(last) ? endOfPair(yaml, text, last) : endOfValue(yaml, text, last);
}

/** Where the text of a pair ends. */
export function endOfPair(yaml: Yaml, text: string, pair: Pair): number | undefined {
  const colon = afterColon(yaml, text, pair);
  if (colon === undefined) return undefined;
  return Math.max(colon, endOfValue(yaml, text, pair.value) ?? colon);
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}

/** Where the line of a place begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the line of a place ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" && end - 1 >= at ? end - 1 : end;
}
