import type { SplitRange } from "@huntkit/provider";
import { kqlIdentifier } from "../dialect/kql-identifier.js";
import { kqlLiteral } from "../dialect/kql-literal.js";

/** A table's name in a query text, and the column with the time of its rows. */
export interface TablePlace {
  readonly start: number;
  readonly length: number;
  readonly timeColumn: string;
}

/** Puts a restriction to a range behind each table's name: `T` becomes `(T | where Timestamp >= … and Timestamp < …)`. */
export function restrictText(text: string, places: readonly TablePlace[], range: SplitRange): string {
  return piecesOf(text, places, range).map((piece) => piece.text).join("");
}

/** Where a place of the restricted text stands in the text itself; undefined for what the restriction added. */
export function offsetInText(text: string, places: readonly TablePlace[], { range, offset }: { readonly range: SplitRange; readonly offset: number }): number | undefined {
  let begin = 0;
  for (const piece of piecesOf(text, places, range)) {
    const inside = offset - begin;
    if (inside < piece.text.length) return piece.from === undefined ? undefined : piece.from + inside;
    begin += piece.text.length;
  }
  return undefined;
}

/** A stretch of the restricted text, and where it comes from; what was added comes from nowhere. */
interface Piece {
  readonly text: string;
  readonly from?: number;
}

function piecesOf(text: string, places: readonly TablePlace[], range: SplitRange): Piece[] {
  const pieces: Piece[] = [];
  let copied = 0;
  for (const { start, length, timeColumn } of [...places].sort((left, right) => left.start - right.start)) {
    const condition = conditionOf(kqlIdentifier(timeColumn), range);
    if (condition === "") continue;
    const end = start + length;
    pieces.push({ text: text.slice(copied, start), from: copied }, { text: "(" }, { text: text.slice(start, end), from: start }, { text: ` | where ${condition})` });
    copied = end;
  }
  return [...pieces, { text: text.slice(copied), from: copied }];
}

/** Half-open. A row without a time belongs to the range without a start, so that it is in exactly one. */
function conditionOf(column: string, { start, end }: SplitRange): string {
  const from = start && `${column} >= ${kqlLiteral(start, "datetime")}`;
  const to = end && `${column} < ${kqlLiteral(end, "datetime")}`;
  if (from !== undefined && to !== undefined) return `${from} and ${to}`;
  return from ?? (to === undefined ? "" : `(isnull(${column}) or ${to})`);
}
