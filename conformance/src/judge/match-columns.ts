import type { ConformanceCase } from "../cases/conformance-case.js";

/** Where the documented columns stand in the found rows, with their types; or why they do not fit. */
export type ColumnMatch = { readonly places: readonly number[]; readonly types: readonly (string | undefined)[] } | { readonly reason: string };

/** Finds the documented columns among the found ones. Names are case-sensitive; a header that is not the language service's name is decoration. */
export function matchColumns(item: ConformanceCase, found: readonly string[]): ColumnMatch {
  const shown = item.columns;
  const official = item.resultColumns?.map(({ name }) => name);
  const places = placesOf(item, found, official);
  if (typeof places === "string") return { reason: places };
  if (places) return { places, types: places.map((place) => typeAt(item, found, official, place)) };
  const counts = found.length !== shown.length && !item.partialColumns;
  return { reason: `column ${counts ? "count" : "names"}: expected ${JSON.stringify(shown)}, got ${JSON.stringify(found)}` };
}

function placesOf(item: ConformanceCase, found: readonly string[], official: readonly string[] | undefined): readonly number[] | string | undefined {
  const shown = item.columns;
  const officialOrder = official !== undefined && sameNames(found, official);
  if (shown.every((name) => found.includes(name)) && new Set(shown).size === shown.length) {
    if (sameNames(found, shown) || item.partialColumns || (officialOrder && found.length === shown.length)) return shown.map((name) => found.indexOf(name));
    if (found.length === shown.length) return `column order: expected ${JSON.stringify(shown)}, got ${JSON.stringify(found)}`;
  }
  if (fitsByPosition(shown, found, official)) return shown.map((_, index) => index);
  if (!item.partialColumns || !officialOrder) return undefined;
  const lower = found.map((name) => name.toLowerCase());
  const places = shown.map((name) => lower.indexOf(name.toLowerCase()));
  return places.includes(-1) ? undefined : places;
}

function fitsByPosition(shown: readonly string[], found: readonly string[], official: readonly string[] | undefined): boolean {
  const known = official?.length === found.length ? official : undefined;
  return found.length === shown.length && found.every((name, index) => name === shown[index] || isDecoration(shown[index] ?? "") || name === known?.[index]);
}

function isDecoration(header: string): boolean {
  return !/[\p{L}\p{N}_]/u.test(header);
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}

function typeAt(item: ConformanceCase, found: readonly string[], official: readonly string[] | undefined, place: number): string | undefined {
  const name = found[place];
  const named = item.resultColumns?.find((column) => column.name === name)?.type;
  if (official?.length !== found.length) return named;
  const positioned = item.resultColumns?.[place];
  return positioned?.name === name ? positioned?.type : (named ?? positioned?.type);
}
