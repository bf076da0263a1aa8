import type { Event } from "js-yaml";
import { type JsYaml, jsYaml } from "./load-yaml.js";
import { isShallowLine, type ReadableText, readableText } from "./readable-text.js";

/** Where a member of a YAML document stands, as offsets into the text. */
export interface YamlPlace {
  /** Where its key begins (for the item of a list, and the document: its value). */
  readonly key: number;
  /** Where its value begins: for a text in quotes after the quote, for a block text at its first line. */
  readonly start: number;
  /** Where its value ends; -1 for a mapping or a list. */
  readonly end: number;
}

/** A {@link YamlPlace} with what the parser says about the node. */
export interface YamlNode extends YamlPlace {
  readonly event: Event;
  /** The name of its anchor, or, for an alias, of the anchor that it stands for. */
  readonly anchor: string | undefined;
}

interface Level {
  readonly path: string;
  readonly isList: boolean;
  index: number;
  key: string | undefined;
  keyStart: number;
}

/** The places of all members of a document by JSON Pointer, for example `/sources/q/args/query`. */
export async function yamlPlaces(text: string): Promise<ReadonlyMap<string, YamlPlace>> {
  return yamlNodes(await jsYaml(), text).nodes;
}

/** The nodes of a document. Their places are offsets into the file, the offsets of their events into the readable text. */
export interface YamlNodes {
  readonly readable: ReadableText;
  readonly nodes: ReadonlyMap<string, YamlNode>;
}

/** What {@link yamlPlaces} gives, with the events. */
export function yamlNodes(yaml: JsYaml, source: string): YamlNodes {
  const { readable, events } = yamlEvents(yaml, source);
  const places = new Map<string, YamlNode>();
  const levels: Level[] = [];
  for (const event of events) {
    if (event.type === yaml.EVENT_ID.DOCUMENT) continue;
    if (event.type === yaml.EVENT_ID.POP) levels.pop();
    else visit(event, readable, levels, places, yaml);
  }
  return { readable, nodes: places };
}

/** The parser's events of a document; their offsets are those of the readable text. */
export function yamlEvents(yaml: JsYaml, source: string): { readonly readable: ReadableText; readonly events: readonly Event[] } {
  try {
    return { readable: { text: source, fileOffset: (offset) => offset }, events: yaml.parseEvents(source, { maxDepth: 60 }) };
  } catch (error) {
    if (!isShallowLine(yaml, error)) throw error;
    const readable = readableText(yaml, source);
    return { readable, events: yaml.parseEvents(readable.text, { maxDepth: 60 }) };
  }
}

function visit(event: Event, { text, fileOffset }: ReadableText, levels: Level[], places: Map<string, YamlNode>, yaml: JsYaml): void {
  const level = levels.at(-1);
  const scalar = event.type === yaml.EVENT_ID.SCALAR ? event : undefined;
  const start = fileOffset(scalar ? (scalar as { valueStart: number }).valueStart : "start" in event ? event.start : "anchorStart" in event ? event.anchorStart : 0);
  const end = scalar ? fileOffset((scalar as { valueEnd: number }).valueEnd) : -1;
  if (level && !level.isList && level.key === undefined) {
    level.key = scalar ? yaml.getScalarValue(text, scalar as Parameters<typeof yaml.getScalarValue>[1]) : "";
    level.keyStart = start;
    if (!scalar) pushLevel(event, `${level.path}/?`, levels, yaml);
    return;
  }
  const path = level ? `${level.path}/${pointerPart(level.isList ? String(level.index) : (level.key ?? ""))}` : "";
  const anchor = "anchorStart" in event && event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : undefined;
  places.set(path, { key: level && !level.isList ? level.keyStart : start, start, end, event, anchor });
  if (level) {
    level.index++;
    level.key = undefined;
  }
  pushLevel(event, path, levels, yaml);
}

function pushLevel(event: Event, path: string, levels: Level[], yaml: JsYaml): void {
  if (event.type === yaml.EVENT_ID.MAPPING || event.type === yaml.EVENT_ID.SEQUENCE)
    levels.push({ path, isList: event.type === yaml.EVENT_ID.SEQUENCE, index: 0, key: undefined, keyStart: 0 });
}

/** A name as a part of a JSON Pointer. */
export function pointerPart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
