import { TemplateError } from "@huntkit/provider";
import type { QueryTemplate } from "../model/query-template.js";
import { queryOrigin } from "../places/query-origin.js";
import { templateNodes } from "../syntax/template-nodes.js";
import { QueryStore } from "./query-store.js";

/** The form of a compiled index; an index of another form must be built again. */
const indexFormat = "huntkit-queries/1";

/** Queries in the form in which they load fastest. Plain JSON. */
export interface QueryIndex {
  readonly format: typeof indexFormat;
  readonly templates: readonly QueryTemplate[];
}

/**
 * Compiles the queries of a store: what {@link loadIndex} makes of it needs no YAML, no schema and no template parser.
 * @throws {TemplateError} if a template cannot be parsed.
 */
export function buildIndex(store: QueryStore): QueryIndex {
  const templates = [...new Set(store.list().map((query) => query.template))];
  return { format: indexFormat, templates: templates.map(indexed) };
}

function indexed(template: QueryTemplate): QueryTemplate {
  const origin = queryOrigin(template);
  return { ...template, nodes: templateNodes(template), ...(origin === undefined ? {} : { origin }) };
}

/**
 * The store of a compiled index.
 * @throws {TemplateError} if the index is of another version.
 */
export function loadIndex(index: QueryIndex): QueryStore {
  if (index.format !== indexFormat)
    throw new TemplateError({ code: "query-index-format", message: `The compiled index has the form ${JSON.stringify(index.format)}, not ${indexFormat}. Build it again with this version.` });
  const store = new QueryStore();
  for (const template of index.templates) store.add(template, { replace: true });
  return store;
}
