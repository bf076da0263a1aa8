/** A place in a text. Lines and columns count from 1, offsets from 0; columns and offsets count UTF-16 units. */
export interface TextPlace {
  /** Line, from 1. */
  readonly line: number;
  /** Column in the line, from 1. */
  readonly column: number;
  /** Offset of the first character, from 0. */
  readonly offset: number;
  /** Number of characters marked; 0 for a point. */
  readonly length: number;
}

/** Finds line and column of a stretch of text. */
export function textPlace(text: string, offset: number, length = 0): TextPlace {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line++;
  return { line, column: offset - lineStart + 1, offset, length };
}

/**
 * The line of a place with a caret under it, as two lines of text, for messages:
 *
 * ```text
 *   3 | | where FileNam == "a.exe"
 *     |         ^^^^^^^
 * ```
 *
 * @param shownLine The number to show for the line, where the text is a part of a file. Default: the line in the text.
 */
export function caretLines(text: string, place: TextPlace, shownLine = place.line): string {
  const line = (text.split("\n")[place.line - 1] ?? "").replace(/\r$/, "");
  const start = Math.max(0, place.column - 1 - 60);
  const shown = line.slice(start, start + 120).replaceAll("\t", " ");
  const gutter = String(shownLine);
  const room = Math.max(1, shown.length - (place.column - 1 - start));
  const carets = "^".repeat(Math.max(1, Math.min(place.length, room)));
  return `${gutter} | ${shown}\n${" ".repeat(gutter.length)} | ${" ".repeat(place.column - 1 - start)}${carets}`;
}
