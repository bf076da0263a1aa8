import { caretLines, type QueryDialect, type TemplatePlace, textPlace } from "@huntkit/provider";
import { compileTemplate, placedVariant } from "../compile/compile-template.js";
import type { QueryTemplate } from "../model/query-template.js";
import type { ResolvedParameters } from "../values/resolve-parameters.js";
import { originPlace, queryOrigin } from "./query-origin.js";

/** Finds where the characters of a rendered text come from. */
export interface PlaceFinder {
  /** Where the character at an offset comes from. */
  placeOf(offset: number): TemplatePlace;
  /** The line of the template that a stretch comes from, with a caret under it. */
  caretLines(offset: number, length: number): string;
}

/** A piece of the rendered text: fixed text with the origin of each character, or one value. */
interface Piece {
  readonly start: number;
  readonly origins: readonly number[] | number;
}

/**
 * Prepares finding places in a rendered text. The template is parsed again for it, so it is for the moment when a place is asked for.
 * @param resolved What the text was rendered with.
 */
export function templatePlaces(template: QueryTemplate, resolved: ResolvedParameters, dialect: QueryDialect): PlaceFinder {
  const { pieces, length } = renderedPieces(template, resolved, dialect);
  const originAt = (wanted: number): Origin => {
    // Behind the last character is where a text goes wrong that ends too early.
    const offset = Math.max(0, Math.min(wanted, length - 1));
    const piece = pieces.findLast(({ start }) => start <= offset);
    const origin = typeof piece?.origins === "number" ? piece.origins : (piece?.origins[offset - piece.start] ?? 0);
    return origin < 0 ? { offset: -1 - origin, isSlot: true, after: 0 } : { offset: origin, isSlot: false, after: wanted >= length && length > 0 ? 1 : 0 };
  };
  return {
    placeOf: (wanted) => placeOfOrigin(template, originAt(wanted)),
    caretLines: (wanted, size) => originLines(template, originAt(wanted), originAt(wanted + Math.max(1, size) - 1)),
  };
}

/** Where a character comes from: the text of the template itself, or a placeholder. */
interface Origin {
  /** In the template's query text; for a placeholder that of its first brace. */
  readonly offset: number;
  readonly isSlot: boolean;
  /** 1 for the place behind the last character. */
  readonly after: number;
}

function placeOfOrigin(template: QueryTemplate, { offset, isSlot, after }: Origin): TemplatePlace {
  const place = fileOrTextPlace(template, offset);
  return { template: template.name, ...place, column: place.column + after, ...(isSlot ? { parameter: slotName(template.query, offset) } : {}) };
}

function originLines(template: QueryTemplate, first: Origin, last: Origin): string {
  const start = first.offset + first.after;
  const end = last.isSlot ? last.offset + slotText(template.query, last.offset).length : last.offset + 1;
  return caretLines(template.query, textPlace(template.query, start, Math.max(1, end - start)), fileOrTextPlace(template, first.offset).line);
}

function renderedPieces(template: QueryTemplate, resolved: ResolvedParameters, dialect: QueryDialect): { pieces: Piece[]; length: number } {
  const { parts, slots } = placedVariant(template, resolved, dialect);
  const { writers, absent } = compileTemplate(template, dialect).variant(resolved);
  const pieces: Piece[] = [];
  let length = 0;
  const add = (origins: Piece["origins"], size: number): void => {
    if (size > 0) pieces.push({ start: length, origins });
    length += size;
  };
  parts.forEach((part, index) => {
    add(part.origins ?? [], part.text.length);
    const slot = slots[index];
    const value = slot && (resolved.values.get(slot.name) ?? absent[index]);
    if (slot && value !== undefined) add(-1 - (slot.at ?? 0), writers[index]?.(value).length ?? 0);
  });
  return { pieces, length };
}

function fileOrTextPlace(template: QueryTemplate, offset: number): Pick<TemplatePlace, "file" | "within" | "line" | "column"> {
  const file = template.file === undefined ? {} : { file: template.file };
  const origin = queryOrigin(template);
  if (origin && template.file !== undefined) return { ...file, within: "file", ...originPlace(origin, offset) };
  const { line, column } = textPlace(template.query, offset);
  return { ...file, within: "query", line, column };
}

function slotText(query: string, at: number): string {
  return /^\{\{?[^{}]*\}?\}/.exec(query.slice(at, at + 2000))?.[0] ?? "{";
}

function slotName(query: string, at: number): string {
  return /^\{\{?~?\s*([A-Za-z_][A-Za-z0-9_]*)/.exec(query.slice(at, at + 2000))?.[1] ?? "";
}
