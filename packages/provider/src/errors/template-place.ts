/** Where in a query template a stretch of a query text comes from. */
export interface TemplatePlace {
  /** The template's name. */
  readonly template: string;
  /** The file that the template was read from; absent for a template from code. */
  readonly file?: string;
  /** What `line` and `column` count in: the file, or the template's query text where its place in a file is not known. */
  readonly within: "file" | "query";
  /** Line, from 1. */
  readonly line: number;
  /** Column in the line, from 1, in UTF-16 units. */
  readonly column: number;
  /** The parameter whose value the stretch belongs to; the place is then that of its placeholder. Absent for the template's own text. */
  readonly parameter?: string;
}

/** A place for messages, such as `queries/files.yaml:12:7 (the value of host_name)`. */
export function templatePlaceText(place: TemplatePlace): string {
  const where = place.within === "file" ? `${place.file ?? ""}:${place.line}:${place.column}` : `query text of ${place.template}${place.file === undefined ? "" : ` in ${place.file}`}, line ${place.line}, column ${place.column}`;
  return place.parameter === undefined ? where : `${where} (the value of ${place.parameter})`;
}
