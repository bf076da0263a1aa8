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
  const fromLast = [...places].sort((left, right) => right.start - left.start);
  return fromLast.reduce((result, { start, length, timeColumn }) => {
    const condition = conditionOf(kqlIdentifier(timeColumn), range);
    if (condition === "") return result;
    return `${result.slice(0, start)}(${result.slice(start, start + length)} | where ${condition})${result.slice(start + length)}`;
  }, text);
}

/** Half-open. A row without a time belongs to the range without a start, so that it is in exactly one. */
function conditionOf(column: string, { start, end }: SplitRange): string {
  const from = start && `${column} >= ${kqlLiteral(start, "datetime")}`;
  const to = end && `${column} < ${kqlLiteral(end, "datetime")}`;
  if (from !== undefined && to !== undefined) return `${from} and ${to}`;
  return from ?? (to === undefined ? "" : `(isnull(${column}) or ${to})`);
}
