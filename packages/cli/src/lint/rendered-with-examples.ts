import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import { renderWithPlaces, type QueryTemplate, type RenderedQuery } from "@huntkit/templates";
import { exampleValues, oppositeValues } from "../example-values.js";
import type { FileFinding } from "./file-finding.js";

/** A query with example values, or what is to be told if it has none. */
export function renderedWithExamples(template: QueryTemplate): RenderedQuery | Pick<FileFinding, "code" | "severity" | "message"> {
  try {
    return renderWithPlaces(template, exampleValues(template), { dialect: kqlDialect });
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return { code: error.code, severity: "error", message: `The query cannot be filled in with example values: ${error.message}` };
  }
}

/**
 * A query with example values that answer its conditions the other way, so that the text behind each condition is seen once; undefined if
 * it has no conditions, or its parameters do not allow such values.
 */
export function renderedTheOtherWay(template: QueryTemplate): RenderedQuery | undefined {
  const values = oppositeValues(template);
  if (values === undefined) return undefined;
  try {
    return renderWithPlaces(template, values, { dialect: kqlDialect });
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return undefined;
  }
}
