import { jsYaml } from "../read/load-yaml.js";
import { yamlEvents, type YamlPlace, yamlPlaces } from "../read/yaml-places.js";

/** Where the text of a scalar stands. For an alias that is where the anchored text stands. */
export interface ScalarPlace {
  /** Where its key begins. */
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

/** The places of all scalars of a YAML text by JSON Pointer; members of an aliased mapping are not among them. */
export async function scalarPlaces(text: string): Promise<ReadonlyMap<string, ScalarPlace>> {
  const places = await yamlPlaces(text);
  const anchors = await anchoredScalars(text);
  const found = new Map<string, ScalarPlace>();
  for (const [path, place] of places) {
    const scalar = place.end >= 0 ? place : aliased(text, place, anchors);
    if (scalar) found.set(path, { key: place.key, start: scalar.start, end: scalar.end });
  }
  return found;
}

function aliased(text: string, place: YamlPlace, anchors: ReadonlyMap<string, { start: number; end: number }>): { start: number; end: number } | undefined {
  const name = /^\*?([^\s,[\]{}]+)/.exec(text.slice(place.start, place.start + 200))?.[1];
  return name === undefined ? undefined : anchors.get(name);
}

async function anchoredScalars(text: string): Promise<Map<string, { start: number; end: number }>> {
  const yaml = await jsYaml();
  const anchors = new Map<string, { start: number; end: number }>();
  const { readable, events } = yamlEvents(yaml, text);
  for (const event of events)
    if (event.type === yaml.EVENT_ID.SCALAR && "valueStart" in event && event.anchorStart >= 0)
      anchors.set(readable.text.slice(event.anchorStart, event.anchorEnd).replace(/^&/, ""), { start: readable.fileOffset(event.valueStart), end: readable.fileOffset(event.valueEnd) });
  return anchors;
}
