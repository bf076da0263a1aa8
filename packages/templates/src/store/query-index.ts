import { TemplateError } from "@huntkit/provider";
import type { QueryTemplate, TemplateParameter } from "../model/query-template.js";
import { queryOrigin } from "../places/query-origin.js";
import { isCutDirectly } from "../syntax/parse-huntkit-template.js";
import { templateNodes } from "../syntax/template-nodes.js";
import { QueryStore } from "./query-store.js";

/** The form of a compiled index; an index of another form must be built again. */
const indexFormat = "huntkit-queries/2";

/** Queries in the form in which they load fastest. Plain JSON. */
export interface QueryIndex {
  readonly format: typeof indexFormat;
  /** The parameters of all queries, each different one once. */
  readonly parameters: readonly TemplateParameter[];
  readonly templates: readonly IndexedTemplate[];
}

/** A template whose parameters are told by their numbers in the list of the index, from 0. */
export type IndexedTemplate = Omit<QueryTemplate, "parameters"> & { readonly parameters: readonly number[] };

/**
 * Compiles the queries of a store: what {@link loadIndex} makes of it needs no YAML, no schema and no parser of Handlebars.
 * @throws {TemplateError} if a template cannot be parsed.
 */
export function buildIndex(store: QueryStore): QueryIndex {
  const parameters: TemplateParameter[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (parameter: TemplateParameter): number => {
    const key = JSON.stringify(parameter);
    const known = numbers.get(key) ?? parameters.push(parameter) - 1;
    numbers.set(key, known);
    return known;
  };
  const templates = [...new Set(store.list().map((query) => query.template))];
  return { format: indexFormat, parameters, templates: templates.map((template) => ({ ...indexed(template), parameters: template.parameters.map(numberOf) })) };
}

function indexed(template: QueryTemplate): QueryTemplate {
  const nodes = templateNodes(template);
  const origin = queryOrigin(template);
  const { nodes: _nodes, ...rest } = template;
  return { ...rest, ...(template.syntax === "huntkit" && !isCutDirectly(template.query) ? { nodes } : {}), ...(origin === undefined ? {} : { origin }) };
}

/**
 * The store of a compiled index.
 * @throws {TemplateError} if the index is of another version.
 */
export function loadIndex(index: QueryIndex): QueryStore {
  if (index.format !== indexFormat)
    throw new TemplateError({ code: "query-index-format", message: `The compiled index has the form ${JSON.stringify(index.format)}, not ${indexFormat}. Build it again with this version.` });
  const store = new QueryStore();
  for (const template of index.templates) store.add({ ...template, parameters: template.parameters.map((number) => index.parameters[number] as TemplateParameter) }, { replace: true });
  return store;
}
