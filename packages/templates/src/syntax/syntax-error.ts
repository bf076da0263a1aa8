import { caretLines, TemplateError, textPlace } from "@huntkit/provider";

/** A mistake in the text of a template; line and column count within the query text. */
export function syntaxError(code: string, message: string, text: string, offset: number, length = 1): TemplateError {
  const place = textPlace(text, offset, length);
  return new TemplateError({ code, message: `${message} Query text, line ${place.line}, column ${place.column}:\n${caretLines(text, place)}`, place });
}
