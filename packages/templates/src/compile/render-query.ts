import { type DataSchema, ParameterError, type QueryDialect, type TemplatePlace } from "@huntkit/provider";
import { didYouMean } from "../model/nearest-names.js";
import type { QueryTemplate } from "../model/query-template.js";
import { type PlaceFinder, templatePlaces } from "../places/template-places.js";
import { resolveParameters, type ResolvedParameters, type ResolveOptions } from "../values/resolve-parameters.js";
import type { ParameterValues, ResolvedValue } from "../values/typed-value.js";
import { compileTemplate } from "./compile-template.js";
import { isList } from "./plain-text.js";

/** How a query is rendered. */
export interface RenderOptions extends ResolveOptions {
  /** The language of the query, which writes the values: for KQL `kqlDialect` of `@huntkit/kql/dialect`. */
  readonly dialect: QueryDialect;
  /** If given, an identifier must be one of its tables or columns, or a name that the template gives a column itself. */
  readonly schema?: DataSchema;
}

/**
 * Renders a template with values. Each value is written as data of its type for the place where it stands; no value can
 * change the kinds of the query's tokens.
 * @throws {ParameterError} for an unknown or missing parameter, a value that is not of its type, or one that cannot be
 * written in its place.
 * @throws {TemplateError} if the template itself is wrong.
 */
export function renderQuery(template: QueryTemplate, values: ParameterValues, options: RenderOptions): string {
  const resolved = resolveParameters(template, values, options);
  if (options.schema) checkIdentifiers(template, resolved, options.schema);
  return renderResolved(template, resolved, options.dialect);
}

/** A rendered text that knows where its characters come from. */
export interface RenderedQuery {
  readonly text: string;
  /**
   * Where the character at an offset (from 0) comes from in the template: text of the template exactly, a value at its placeholder.
   * Takes a moment at the first call; rendering does not pay for it.
   */
  placeOf(offset: number): TemplatePlace;
  /** The line of the template that a stretch comes from, with a caret under it; two lines of text for messages. */
  caretLines(offset: number, length: number): string;
}

/** Renders a template as {@link renderQuery} does, and keeps what is needed to find a place of the text in the template. */
export function renderWithPlaces(template: QueryTemplate, values: ParameterValues, options: RenderOptions): RenderedQuery {
  const resolved = resolveParameters(template, values, options);
  if (options.schema) checkIdentifiers(template, resolved, options.schema);
  let finder: PlaceFinder | undefined;
  const places = (): PlaceFinder => (finder ??= templatePlaces(template, resolved, options.dialect));
  return {
    text: renderResolved(template, resolved, options.dialect),
    placeOf: (offset) => places().placeOf(offset),
    caretLines: (offset, length) => places().caretLines(offset, length),
  };
}

/** Renders a template with values that were resolved before. */
export function renderResolved(template: QueryTemplate, resolved: ResolvedParameters, dialect: QueryDialect): string {
  const { parts, names, writers, absent } = compileTemplate(template, dialect).variant(resolved);
  let text = parts[0] ?? "";
  for (let index = 0; index < names.length; index++) {
    const value = resolved.values.get(names[index] as string) ?? (absent[index] as ResolvedValue);
    text += (writers[index] as (typeof writers)[number])(value);
    text += parts[index + 1] as string;
  }
  return text;
}

function checkIdentifiers(template: QueryTemplate, resolved: ResolvedParameters, schema: DataSchema): void {
  const names = namesOf(schema);
  for (const parameter of template.parameters) {
    const value = resolved.values.get(parameter.name);
    if (parameter.type !== "identifier" || value === undefined || isList(value) || resolved.defaulted.has(parameter.name)) continue;
    const name = String(value.value);
    if (names.has(name) || isMadeBy(template.query, name)) continue;
    throw new ParameterError({ code: "identifier-unknown", message: `Parameter ${parameter.name}: there is no table or column ${JSON.stringify(name.slice(0, 80))}.${didYouMean(name, names)}` });
  }
}

const schemaNames = new WeakMap<DataSchema, ReadonlySet<string>>();

/** The names of all tables and columns; made once for a schema. */
function namesOf(schema: DataSchema): ReadonlySet<string> {
  let names = schemaNames.get(schema);
  if (!names) schemaNames.set(schema, (names = new Set(schema.tables.flatMap((table) => [table.name, ...table.columns.map((column) => column.name)]))));
  return names;
}

/** Whether the text gives a name to something, as in `extend Score = …` or `let Recent = …`. */
function isMadeBy(query: string, name: string): boolean {
  return /^\w+$/.test(name) && new RegExp(`(?<!\\w)${name}\\s*=(?![=~])`).test(query);
}
