import type { Document, Pair, YAMLMap } from "yaml";
import type { SettingValue } from "./edit-settings.js";
import { blockValue, inlineValue, keyText, type TextStyle } from "./rendered-value.js";
import { afterColon, endOfPair, endOfValue, keyStart, lineEnd, lineStart, ownPair } from "./text-extent.js";

/** A settings file, read and as text. */
export interface PlacedText {
  readonly yaml: typeof import("yaml");
  readonly text: string;
  readonly document: Document;
}

/**
 * The text with a value set, all the rest as it is to the byte.
 * @returns undefined if the place cannot be reached by changing a piece of the text.
 */
export function spliceValue(placed: PlacedText, keys: readonly string[], value: SettingValue): string | undefined {
  const { yaml, document } = placed;
  if (!yaml.isMap(document.contents)) return document.contents === null ? appended(placed, nested(keys, value)) : undefined;
  let map: YAMLMap = document.contents;
  for (const [depth, key] of keys.entries()) {
    const pair = ownPair(yaml, map, key);
    const below = keys.slice(depth + 1);
    if (!pair) return inserted(placed, map, key, nested(below, value));
    if (below.length === 0 || !yaml.isMap(pair.value)) return replaced(placed, map, pair, nested(below, value));
    map = pair.value;
  }
  return undefined;
}

/** As {@link spliceValue}: the text with a setting taken out. A section that holds nothing more stays, as `{}`. */
export function spliceOut(placed: PlacedText, keys: readonly string[]): string | undefined {
  const { yaml, document } = placed;
  const above = keys.slice(0, -1).reduce<{ map: unknown; holder: unknown; pair: Pair | undefined }>(
    ({ map }, key) => {
      const pair = yaml.isMap(map) ? ownPair(yaml, map, key) : undefined;
      return { map: pair?.value, holder: map, pair };
    },
    { map: document.contents, holder: undefined, pair: undefined },
  );
  if (!yaml.isMap(above.map)) return undefined;
  const pair = ownPair(yaml, above.map, keys.at(-1) ?? "");
  if (!pair) return undefined;
  if (above.map.items.length === 1) return above.pair && yaml.isMap(above.holder) ? replaced(placed, above.holder, above.pair, {}) : undefined;
  return above.map.flow === true ? withoutInline(placed, above.map, pair) : withoutLines(placed, pair);
}

function nested(keys: readonly string[], value: SettingValue): SettingValue {
  return keys.reduceRight<SettingValue>((below, key) => ({ [key]: below }), value);
}

function styleOf({ yaml, text, document }: PlacedText): TextStyle {
  let step = 2;
  yaml.visit(document, {
    Pair(_key, pair) {
      const inner = yaml.isMap(pair.value) && pair.value.flow !== true ? pair.value.items[0] : undefined;
      const [outer, deeper] = [keyStart(yaml, pair), inner && keyStart(yaml, inner)];
      if (outer === undefined || deeper === undefined) return undefined;
      step = Math.max(1, columnOf(text, deeper) - columnOf(text, outer));
      return yaml.visit.BREAK;
    },
  });
  return { lineBreak: /\r\n/.test(text) ? "\r\n" : "\n", step };
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

function appended(placed: PlacedText, value: SettingValue): string {
  const { lineBreak } = styleOf(placed);
  const { text } = placed;
  const begin = text === "" || text.endsWith("\n") ? text : text + lineBreak;
  return `${begin}${blockValue(placed.yaml, value, -2, { lineBreak, step: 2 }).slice(lineBreak.length)}${lineBreak}`;
}

function inserted(placed: PlacedText, map: YAMLMap, key: string, value: SettingValue): string | undefined {
  const { yaml, text } = placed;
  if (map.flow === true) return insertedInline(placed, map, key, value);
  const first = map.items[0] && keyStart(yaml, map.items[0]);
  const end = endOfValue(yaml, text, map);
  if (first === undefined || end === undefined) return undefined;
  const [style, column, at] = [styleOf(placed), columnOf(text, first), lineEnd(text, end)];
  return `${text.slice(0, at)}${style.lineBreak}${" ".repeat(column)}${keyText(yaml, key)}:${blockValue(yaml, value, column, style)}${text.slice(at)}`;
}

function insertedInline({ yaml, text }: PlacedText, map: YAMLMap, key: string, value: SettingValue): string | undefined {
  if (!map.range) return undefined;
  const start = map.range[0] + 1;
  const inside = text.slice(start, map.range[1] - 1).trimEnd();
  const before = map.items.length === 0 ? " " : inside.endsWith(",") ? " " : ", ";
  const rest = text.slice(start + inside.length);
  const isWide = map.items.length === 0 || text[start] === " ";
  return `${text.slice(0, start)}${inside}${before}${keyText(yaml, key)}: ${inlineValue(yaml, value)}${isWide && rest.startsWith("}") ? " " : ""}${rest}`;
}

function replaced(placed: PlacedText, map: YAMLMap, pair: Pair, value: SettingValue): string | undefined {
  const { yaml, text } = placed;
  const [start, colon, end] = [keyStart(yaml, pair), afterColon(yaml, text, pair), endOfPair(yaml, text, pair)];
  if (start === undefined || colon === undefined || end === undefined) return undefined;
  if (map.flow === true) return `${text.slice(0, colon)} ${inlineValue(yaml, value)}${text.slice(end)}`;
  const written = blockValue(yaml, value, columnOf(text, start), styleOf(placed));
  // A value that begins on a later line may leave a comment behind the colon.
  const comment = /^[ \t]*(#[^\r\n]*)\r?\n/.exec(text.slice(colon, end))?.[1];
  const kept = comment === undefined ? written : written.startsWith(" ") ? `${written} ${comment}` : ` ${comment}${written}`;
  return `${text.slice(0, colon)}${kept}${text.slice(end)}`;
}

function withoutLines({ yaml, text }: PlacedText, pair: Pair): string | undefined {
  const [start, end] = [keyStart(yaml, pair), endOfPair(yaml, text, pair)];
  if (start === undefined || end === undefined) return undefined;
  const from = lineStart(text, start);
  if (text.slice(from, start).trim() !== "") return undefined;
  const to = text.indexOf("\n", end);
  return text.slice(0, from) + (to < 0 ? "" : text.slice(to + 1));
}

function withoutInline({ yaml, text }: PlacedText, map: YAMLMap, pair: Pair): string | undefined {
  const at = map.items.indexOf(pair);
  const [next, before] = [map.items[at + 1], map.items[at - 1]];
  const from = next ? keyStart(yaml, pair) : before && endOfPair(yaml, text, before);
  const to = next ? keyStart(yaml, next) : endOfPair(yaml, text, pair);
  return from === undefined || to === undefined ? undefined : text.slice(0, from) + text.slice(to);
}
