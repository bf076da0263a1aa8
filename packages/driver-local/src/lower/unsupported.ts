import { caretLines, textPlace, UnsupportedError } from "@huntkit/provider";
import type { IrSpan } from "@huntkit/kql/ir";

/** Where an unsupported construct stands. */
export interface UnsupportedPlace {
  /** The whole query text. */
  readonly queryText: string;
  /** The construct's stretch of it. */
  readonly span: IrSpan;
}

/**
 * Refuses a construct, with its place in the query text.
 * @param construct Its name as the user wrote it, for example `make-series`.
 * @param hint What to write instead, as a sentence; empty if there is no way round.
 * @throws {UnsupportedError} always.
 */
export function refuseConstruct(construct: string, { queryText, span }: UnsupportedPlace, hint = ""): never {
  const place = textPlace(queryText, span.start, span.length);
  const lines = span.start < queryText.length ? `\n${caretLines(queryText, place)}` : "";
  throw new UnsupportedError({
    code: "kql-unsupported",
    construct,
    place,
    query: queryText,
    message: `The local engine does not support ${construct} (line ${place.line}, column ${place.column}). ${hint || "Write it in another way, or run the query against the service."}${lines}`,
  });
}
