import { ParameterError } from "@huntkit/provider";
import type { QueryTemplate } from "../model/query-template.js";
import { queryTactics, queryTechniques } from "./attack.js";
import type { StoredQuery } from "./query-store.js";

/** One or more regular expressions; one of them must match. */
export type SearchTerms = string | readonly string[];

/** What is searched for; every category that is given must match. */
export interface SearchCriteria {
  /** In the name, `Family.query_name`. */
  readonly name?: SearchTerms;
  /** In name, description, parameter names, tables and query text. */
  readonly search?: SearchTerms;
  /** In the tables that the query names (the parameter `table` and the words of the text that look like tables). */
  readonly table?: SearchTerms;
  /** In the names of the parameters. */
  readonly param?: SearchTerms;
  /** In the tags. */
  readonly tag?: SearchTerms;
  /** In the MITRE ATT&CK tactics and techniques, of the metadata or among the tags. */
  readonly technique?: SearchTerms;
  /** Whether case does not count. Default: true. */
  readonly ignoreCase?: boolean;
}

/** A query that was found. */
export interface SearchHit extends StoredQuery {
  /** How well it fits; more is better. 1 for every hit of {@link SearchCriteria}. */
  readonly score: number;
}

type Category = Exclude<keyof SearchCriteria, "ignoreCase">;

const fields: Readonly<Record<Category, (query: StoredQuery) => string>> = {
  name: ({ name }) => name,
  search: ({ name, template }) => [name, template.description, parameterNames(template), queryTables(template).join(" "), template.query].join("\n"),
  table: ({ template }) => queryTables(template).join("\n"),
  param: ({ template }) => parameterNames(template),
  tag: ({ template }) => template.tags.join("\n"),
  technique: ({ template }) => [...queryTactics(template), ...queryTechniques(template)].join("\n"),
};

/** The queries that fit all categories, in the order of the list. */
export function searchHits(queries: readonly StoredQuery[], criteria: SearchCriteria): SearchHit[] {
  const flags = criteria.ignoreCase === false ? "mu" : "imu";
  const checks = (Object.keys(fields) as Category[]).flatMap((category) => {
    const terms = criteria[category];
    const expressions = terms === undefined ? [] : (typeof terms === "string" ? [terms] : terms).map((term) => compiled(term, flags));
    return expressions.length === 0 ? [] : [(query: StoredQuery) => expressions.some((expression) => expression.test(fields[category](query)))];
  });
  return queries.filter((query) => checks.every((check) => check(query))).map((query) => ({ ...query, score: 1 }));
}

function compiled(term: string, flags: string): RegExp {
  try {
    return new RegExp(term, flags);
  } catch (error) {
    throw new ParameterError({ code: "search-expression", message: `${JSON.stringify(term.slice(0, 80))} is not a regular expression. Put a backslash before signs such as ( [ * + ?`, cause: error });
  }
}

const weights: readonly (readonly [number, (query: StoredQuery) => string])[] = [
  [8, ({ template }) => template.name.replaceAll("_", " ")],
  [4, ({ template }) => `${template.tags.join(" ")} ${fields.technique({ name: "", family: "", template })}`],
  [4, ({ template }) => queryTables(template).join(" ")],
  [3, ({ template }) => template.description],
  [3, ({ template }) => template.parameters.map((parameter) => [parameter.name, ...parameter.aliases].join(" ")).join(" ")],
  [2, ({ family }) => family],
  [1, ({ template }) => template.query],
];

/** The queries in which all words occur, best first. A word that begins a word of the field counts half, one inside a quarter. */
export function rankedHits(queries: readonly StoredQuery[], text: string): SearchHit[] {
  const words = text.toLowerCase().split(/[\s_.]+/).filter((word) => word !== "");
  const hits = queries.map((query) => ({ ...query, score: score(query, words) })).filter((hit) => hit.score > 0);
  return hits.sort((left, right) => right.score - left.score);
}

function score(query: StoredQuery, words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    const best = weights.reduce((sum, [weight, field]) => sum + weight * fit(field(query).toLowerCase(), word), 0);
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

function fit(field: string, word: string): number {
  const at = field.indexOf(word);
  if (at < 0) return 0;
  const escaped = word.replace(/[^a-z0-9]/g, "\\$&");
  if (new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`).test(field)) return 1;
  return new RegExp(`(?<![a-z0-9])${escaped}`).test(field) ? 0.5 : 0.25;
}

function parameterNames(template: QueryTemplate): string {
  return template.parameters.map((parameter) => parameter.name).join("\n");
}

const name = "([A-Z][A-Za-z0-9]+(?:_CL)?)\\b(?!\\s*[(=:])";
/** The places where a table stands: at the start of a statement or a let, in brackets before a pipe, behind operators that take tables. */
const tablePlaces: readonly RegExp[] = [
  new RegExp(`(?:^|;)\\s*${name}`, "g"),
  new RegExp(`\\blet\\s+\\w+\\s*=\\s*(?:\\([^()]*\\)\\s*\\{\\s*)?${name}`, "g"),
  new RegExp(`\\b(?:join|lookup)\\b[^|()]*?[\\s(]${name}(?=\\s*(?:\\||\\)|on\\b))`, "g"),
  new RegExp(`\\b(?:materialize|toscalar)\\s*\\(\\s*${name}`, "g"),
  new RegExp(`(?<=[\\s,(=])\\(\\s*${name}(?=\\s*\\|)`, "g"),
];
const unionOperands = /\bunion\b((?:\s+\w+\s*=\s*\w+)*)([^|;()]*)/g;
const operand = /(?<![\w."'])([A-Z][A-Za-z0-9]+(?:_CL)?)\b(?!\s*[(=])/g;

/** The tables that a query seems to read: the default of its parameter `table`, and words where a table stands. For search and help only. */
export function queryTables(template: QueryTemplate): string[] {
  const table: unknown = template.parameters.find((parameter) => parameter.name === "table")?.default;
  const text = template.query.replace(/\/\/[^\n]*/g, "");
  const lets = new Set([...text.matchAll(/\blet\s+(\w+)\s*=/g)].map((match) => match[1]));
  const found = tablePlaces.flatMap((place) => [...text.matchAll(place)].map((match) => match[1] ?? ""));
  const united = [...text.matchAll(unionOperands)].flatMap((match) => [...(match[2] ?? "").matchAll(operand)].map((word) => word[1] ?? ""));
  const first = typeof table === "string" && table !== "" ? [table] : [];
  return [...new Set([...first, ...found, ...united])].filter((one) => !lets.has(one));
}
