import { TemplateError } from "@huntkit/provider";
import type { QueryTemplate, QueryWarning, TemplateSyntax } from "../model/query-template.js";
import { buildTemplate } from "../read/build-templates.js";
import type { ParameterDefinition } from "../read/read-parameter-definition.js";

/** A query from code. */
export interface QueryDefinition {
  readonly name: string;
  /** The text with placeholders. */
  readonly query: string;
  /** The families it belongs to; at least one. */
  readonly families: readonly string[];
  /** The data environments it can run in; at least one. */
  readonly environments: readonly string[];
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, ParameterDefinition>>;
  /** Names of parameters of which at least one must be given a value that is not empty. */
  readonly requireOneOf?: readonly string[];
  readonly tags?: readonly string[];
  /** Default: `huntkit`, for `{{name}}`. */
  readonly syntax?: TemplateSyntax;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * Makes a query from code, to be added to a store.
 * @throws {TemplateError} for a name that is not a word, no family or environment, a mistake in the template, a parameter or `requireOneOf`.
 */
export function defineQuery(definition: QueryDefinition): QueryTemplate {
  const { name, query, families, environments } = definition;
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) throw invalid(`The name ${JSON.stringify(name)} of a query must be a word of letters, digits and _.`);
  if (query.trim() === "") throw invalid(`Query ${name} has no text.`);
  if (families.length === 0 || environments.length === 0) throw invalid(`Query ${name} needs at least one family and one data environment.`);
  const metadata = {
    ...definition.metadata,
    template_syntax: definition.syntax ?? "huntkit",
    data_families: families,
    data_environments: environments,
    ...(definition.tags === undefined ? {} : { tags: definition.tags }),
  };
  const group = definition.requireOneOf === undefined ? {} : { require_one_of: definition.requireOneOf };
  const source = { description: definition.description ?? "", args: { query }, parameters: definition.parameters ?? {}, ...group };
  const warnings: QueryWarning[] = [];
  return buildTemplate(name, { metadata, sources: { [name]: source } }, undefined, warnings);
}

function invalid(message: string): TemplateError {
  return new TemplateError({ code: "query-definition", message });
}
