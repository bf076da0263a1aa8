import { ParameterError, TemplateError } from "@huntkit/provider";
import { didYouMean } from "../model/nearest-names.js";
import type { QueryTemplate, QueryWarning } from "../model/query-template.js";
import { copyFileText } from "../places/query-origin.js";
import { rankedHits, type SearchCriteria, type SearchHit, searchHits } from "./search-queries.js";

/** A query under one of its names. */
export interface StoredQuery {
  /** `Family.name`. */
  readonly name: string;
  readonly family: string;
  readonly template: QueryTemplate;
}

/** Which queries are meant: those that can run in one of the environments (case does not count), and of one family. */
export interface QueryFilter {
  readonly environments?: readonly string[];
  readonly family?: string;
}

/** How a query is added. */
export interface AddOptions {
  /**
   * Replace a query of the same name and environment on purpose. Default: what the template's metadata says under `replaces`; of two
   * files in the reference's syntax the later one replaces, as its format has it.
   */
  readonly replace?: boolean;
}

/** Queries by family and name. */
export class QueryStore {
  readonly #queries = new Map<string, QueryTemplate[]>();
  #sorted: readonly StoredQuery[] | undefined;

  /**
   * Adds a query under each of its families. A query that is replaced stays in its other environments.
   * @returns a warning for each query that was replaced.
   * @throws {TemplateError} if a query of the same name and environment is there and is not replaced on purpose; then nothing is added.
   */
  add(template: QueryTemplate, options: AddOptions = {}): QueryWarning[] {
    const clashes = namesOf(template).flatMap((name) => (this.#queries.get(name) ?? []).filter((other) => other !== template && sharesEnvironment(other, template)).map((other) => ({ name, other })));
    const mistaken = clashes.find(({ other }) => !(options.replace ?? replaces(template, other)));
    if (mistaken) throw duplicate(mistaken.name, template, mistaken.other);
    for (const other of new Set(clashes.map((clash) => clash.other))) {
      this.#remove(other);
      for (const rest of restOf(other, template)) this.#put(rest);
    }
    this.#put(template);
    this.#sorted = undefined;
    return clashes.map(({ name, other }) => ({
      code: "query-replaced",
      message: `Query ${name}${from(other)} is replaced by the one${from(template) || " from code"}.`,
      query: name,
      ...(template.file === undefined ? {} : { file: template.file }),
    }));
  }

  #put(template: QueryTemplate): void {
    for (const name of namesOf(template)) this.#queries.set(name, [...(this.#queries.get(name) ?? []).filter((other) => other !== template), template]);
  }

  #remove(template: QueryTemplate): void {
    for (const name of namesOf(template)) {
      const kept = (this.#queries.get(name) ?? []).filter((other) => other !== template);
      if (kept.length > 0) this.#queries.set(name, kept);
      else this.#queries.delete(name);
    }
  }

  /** All queries that the filter lets through, sorted by family, then by name. */
  list(filter: QueryFilter = {}): readonly StoredQuery[] {
    const all = (this.#sorted ??= sortedQueries(this.#queries));
    if (filter.environments === undefined && filter.family === undefined) return all;
    const wanted = environmentSet(filter.environments);
    const family = filter.family?.toLowerCase();
    return all.filter((query) => runsIn(query.template, wanted) && (family === undefined || query.family.toLowerCase() === family));
  }

  /** The families of the queries that the filter lets through, sorted. */
  families(filter: QueryFilter = {}): string[] {
    return [...new Set(this.list(filter).map((query) => query.family))];
  }

  /**
   * The query of a name, `Family.name`, or `name` alone if only one query is called so.
   * @returns undefined if there is none, or several.
   */
  find(name: string, filter: QueryFilter = {}): QueryTemplate | undefined {
    const found = new Set(this.#candidates(name, filter));
    const [only] = found;
    return found.size === 1 ? only : undefined;
  }

  /**
   * The query of a name; see {@link QueryStore.find}.
   * @throws {ParameterError} that names the nearest queries, the environments in which it is there, or the families of several.
   */
  get(name: string, filter: QueryFilter = {}): QueryTemplate {
    const found = this.find(name, filter);
    if (found) return found;
    throw this.#notFound(name, filter);
  }

  /**
   * Searches by words or by criteria. Words are ranked over name, family, description, parameters, tables and tags; criteria are
   * regular expressions, all categories must match and one expression of each.
   * @throws {ParameterError} for an expression that is not valid.
   */
  search(what: string | SearchCriteria, filter: QueryFilter = {}): SearchHit[] {
    const queries = this.list(filter);
    return typeof what === "string" ? rankedHits(queries, what) : searchHits(queries, what);
  }

  #candidates(name: string, filter: QueryFilter): QueryTemplate[] {
    const wanted = environmentSet(filter.environments);
    const exact = (this.#queries.get(name) ?? []).filter((template) => runsIn(template, wanted));
    if (exact.length > 0) return exact;
    const lower = name.toLowerCase();
    const byCase = this.list(filter).filter((query) => query.name.toLowerCase() === lower);
    if (byCase.length > 0) return byCase.map((query) => query.template);
    return this.list(filter).filter((query) => query.template.name.toLowerCase() === lower).map((query) => query.template);
  }

  #notFound(name: string, filter: QueryFilter): ParameterError {
    const several = this.#candidates(name, filter);
    if (several.length > 1) return ambiguous(name, several);
    const elsewhere = this.#candidates(name, {});
    const environments = [...new Set(elsewhere.flatMap((template) => template.environments))];
    if (environments.length > 0)
      return new ParameterError({ code: "query-other-environment", message: `Query ${name} cannot run in ${filter.environments?.join(", ") ?? "this environment"}; it is there for ${environments.join(", ")}.` });
    const queries = this.list(filter);
    const hint = didYouMean(name, queries.map((query) => query.name)) || didYouMean(name, queries.map((query) => query.template.name));
    return new ParameterError({ code: "query-unknown", message: `There is no query ${name}.${hint} ${queries.length > 0 ? "List or search the queries to see their names." : "No queries are loaded for this environment."}` });
  }
}

function sortedQueries(queries: ReadonlyMap<string, readonly QueryTemplate[]>): readonly StoredQuery[] {
  const all = [...queries].flatMap(([name, templates]) => templates.map((template) => ({ name, family: name.slice(0, name.length - template.name.length - 1), template })));
  return Object.freeze(all.sort((left, right) => order(left.family, right.family) || order(left.template.name, right.template.name)));
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function environmentSet(environments: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return environments && new Set(environments.map((name) => name.toLowerCase()));
}

function runsIn(template: QueryTemplate, wanted: ReadonlySet<string> | undefined): boolean {
  return wanted === undefined || template.environments.some((name) => wanted.has(name.toLowerCase()));
}

function sharesEnvironment(left: QueryTemplate, right: QueryTemplate): boolean {
  return runsIn(left, environmentSet(right.environments));
}

/** Whether a template replaces another of its name without being told to. */
function replaces(template: QueryTemplate, other: QueryTemplate): boolean {
  const isReference = ({ syntax, file }: QueryTemplate): boolean => syntax === "python" && file !== undefined;
  return template.metadata["replaces"] === true || (isReference(template) && isReference(other));
}

/** What is left of a template when another takes its place in the families and environments that both have. */
function restOf(template: QueryTemplate, other: QueryTemplate): QueryTemplate[] {
  const taken = environmentSet(other.environments);
  const environments = template.environments.filter((name) => taken?.has(name.toLowerCase()) !== true);
  const own = template.families.filter((family) => !other.families.includes(family));
  const shared = template.families.filter((family) => other.families.includes(family));
  return [
    ...(own.length > 0 ? [narrowed(template, own, template.environments)] : []),
    ...(environments.length > 0 ? [narrowed(template, shared, environments)] : []),
  ];
}

function narrowed(template: QueryTemplate, families: readonly string[], environments: readonly string[]): QueryTemplate {
  const copy = Object.freeze({ ...template, families: Object.freeze([...families]), environments: Object.freeze([...environments]) });
  copyFileText(template, copy);
  return copy;
}

function namesOf({ name, families }: QueryTemplate): string[] {
  return families.map((family) => `${family}.${name}`);
}

function from(template: QueryTemplate): string {
  return template.file === undefined ? "" : ` from ${template.file}`;
}

function duplicate(name: string, template: QueryTemplate, other: QueryTemplate): TemplateError {
  return new TemplateError({
    code: "query-duplicate",
    message: `Query ${name}${from(template)} is already there${from(other)}. Rename it, or set \`replaces: true\` in its metadata to replace the other on purpose.`,
    ...(template.file === undefined ? {} : { file: template.file }),
  });
}

function ambiguous(name: string, templates: readonly QueryTemplate[]): ParameterError {
  const names = [...new Set(templates.flatMap((template) => template.families.map((family) => `${family}.${template.name}`)))].sort();
  return new ParameterError({ code: "query-ambiguous", message: `Several queries are called ${name}: ${names.join(", ")}. Give the family too, and the environment if that is not enough.` });
}
