import { caretLines, HuntError, type HuntErrorOptions, QueryError, type QueryProblem, templatePlaceText, type TextPlace, UnsupportedError } from "@huntkit/provider";
import type { RenderedQuery } from "@huntkit/templates";

/**
 * An error about a rendered text, told at its places in the template's file. Any other error is given back as it is, and so is one about
 * another text, such as that of a part of a split query.
 */
export function errorInTemplate(error: unknown, rendered: RenderedQuery): unknown {
  if (!HuntError.isInstance(error)) return error;
  if (error.kind === "query") return queryError(error as QueryError, rendered);
  return error.kind === "unsupported" ? unsupportedError(error as UnsupportedError, rendered) : error;
}

function queryError(error: QueryError, rendered: RenderedQuery): QueryError {
  const { problems, query } = error;
  if (query !== rendered.text || !problems.some(({ place }) => place)) return error;
  const placed = problems.map((problem): QueryProblem => (problem.place ? { ...problem, template: rendered.placeOf(problem.place.offset) } : problem));
  const message = problems.reduce((text, { place }) => (place ? retold(text, place, rendered) : text), error.message);
  return new QueryError({ ...base(error, message), problems: placed, query });
}

function unsupportedError(error: UnsupportedError, rendered: RenderedQuery): UnsupportedError {
  const { place, query, construct } = error;
  if (query !== rendered.text || place === undefined) return error;
  return new UnsupportedError({ ...base(error, retold(error.message, place, rendered)), construct, place, query, template: rendered.placeOf(place.offset) });
}

function base(error: HuntError, message: string): HuntErrorOptions {
  return { code: error.code, retryable: error.retryable, cause: error, message };
}

/** The message with the place in the file instead of that in the text, and the file's line with its caret. */
function retold(message: string, place: TextPlace, rendered: RenderedQuery): string {
  const where = templatePlaceText(rendered.placeOf(place.offset));
  return message
    .replace(`line ${place.line}, column ${place.column}`, () => where)
    .replace(caretLines(rendered.text, place), () => rendered.caretLines(place.offset, place.length));
}
