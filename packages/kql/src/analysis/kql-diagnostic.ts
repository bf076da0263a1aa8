import type { QueryProblem, TextPlace } from "@huntkit/provider";

/** How grave a finding is. With an `error` the query cannot run. */
export type KqlSeverity = "error" | "warning" | "suggestion" | "information";

/** A finding about a query text, with its place. */
export interface KqlDiagnostic extends QueryProblem {
  /** The language service's code (`KS…`), or one of ours: see {@link ownCodes}. */
  readonly code: string;
  readonly severity: KqlSeverity;
  readonly place: TextPlace;
}

/** The codes of findings that are not the language service's. */
export const ownCodes = Object.freeze({
  /** The text is a management command (`.show tables`), not a query. */
  notAQuery: "HK001",
  /** The text nests more deeply than the language service can follow. */
  tooDeep: "HK002",
  /** The text is longer than a service takes. */
  tooLong: "HK003",
  /** The text holds no statement that gives a result. */
  empty: "HK004",
  /** The language service failed on the text. */
  serviceFailed: "HK005",
});

/** Finds places in one text: line and column of an offset, in logarithmic time. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** The place of a stretch of the text. */
  place(offset: number, length: number): TextPlace {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Object.freeze({ line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1, offset, length });
  }
}
