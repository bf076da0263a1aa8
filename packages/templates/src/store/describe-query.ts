import type { QueryTemplate, TemplateParameter } from "../model/query-template.js";
import { acceptedForms } from "../values/accepted-forms.js";
import { queryTactics, queryTechniques } from "./attack.js";
import { listOf } from "./list-of.js";
import { queryTables } from "./search-queries.js";

/** A parameter, for help. */
export interface ParameterDescription {
  readonly name: string;
  /** Its type, for a list with that of its items, such as `list<long>`. */
  readonly type: string;
  /** What is accepted, in words. */
  readonly accepts: string;
  readonly description: string;
  readonly required: boolean;
  /** Absent for none; hidden for a secret one. */
  readonly default?: unknown;
  readonly aliases: readonly string[];
  readonly values?: readonly unknown[];
  readonly examples: readonly unknown[];
}

/** A query, for help. */
export interface QueryDescription {
  /** All names under which it is called, `Family.name`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly environments: readonly string[];
  readonly tables: readonly string[];
  readonly tags: readonly string[];
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly references: readonly string[];
  /** Required ones first, then in the order of the file. */
  readonly parameters: readonly ParameterDescription[];
  /** Names of parameters of which at least one must be given. */
  readonly requireOneOf?: readonly string[];
  /** The template. */
  readonly query: string;
  readonly file?: string;
}

/** Everything that help shows about a query. */
export function describeQuery(template: QueryTemplate): QueryDescription {
  const parameters = template.parameters.map(describeParameter);
  return {
    names: template.families.map((family) => `${family}.${template.name}`),
    description: template.description,
    environments: template.environments,
    tables: queryTables(template),
    tags: template.tags,
    tactics: queryTactics(template),
    techniques: queryTechniques(template),
    references: listOf(template.metadata["references"]),
    parameters: [...parameters.filter((parameter) => parameter.required), ...parameters.filter((parameter) => !parameter.required)],
    ...(template.requireOneOf === undefined ? {} : { requireOneOf: template.requireOneOf }),
    query: template.query,
    ...(template.file === undefined ? {} : { file: template.file }),
  };
}

function describeParameter(parameter: TemplateParameter): ParameterDescription {
  return {
    name: parameter.name,
    type: parameter.items === undefined ? parameter.type : `list<${parameter.items}>`,
    accepts: parameter.values ? `one of ${parameter.values.map(String).join(", ")}` : acceptedForms[parameter.type],
    description: parameter.description,
    required: parameter.required,
    ...(parameter.default === undefined || parameter.secret ? {} : { default: parameter.default }),
    aliases: parameter.aliases,
    ...(parameter.values === undefined ? {} : { values: parameter.values }),
    examples: parameter.secret ? [] : (parameter.examples ?? []),
  };
}
