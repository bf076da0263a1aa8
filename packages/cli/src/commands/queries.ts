import { tableFromRows } from "@huntkit/provider";
import type { QueryStore, SearchCriteria, StoredQuery } from "@huntkit/templates";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { loadStore } from "../load-store.js";
import { type OutputOptions, writeTable } from "../output/write-table.js";
import { queryEnvironments } from "../query-environments.js";

/** Options of `huntkit queries`. */
export interface QueriesCommandOptions extends OutputOptions {
  readonly env: string;
  readonly queries?: string[];
  readonly family?: string;
  readonly name?: string[];
  readonly table?: string[];
  readonly parameter?: string[];
  readonly tag?: string[];
  readonly technique?: string[];
}

/** Lists the queries, or those that a search finds. */
export async function queriesCommand(words: readonly string[], options: QueriesCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const store = await loadStore(options, surroundings);
  const environments = await queryEnvironments(options.env, store);
  const found = foundQueries(store, words, options, environments);
  const columns = ["Query", "Parameters", "Description"].map((name) => ({ name, type: "string" as const }));
  const rows = found.map(({ name, template }) => [name, parameterNames(template), template.description]);
  await writeTable(tableFromRows(columns, rows), options, surroundings);
  if (found.length === 0) surroundings.stderr.write("No query matches. `huntkit queries` lists all.\n");
  return exitCodes.ok;
}

function foundQueries(store: QueryStore, words: readonly string[], options: QueriesCommandOptions, environments: string[]): readonly StoredQuery[] {
  const { family, name, table, parameter, tag, technique } = options;
  const listed = store.list({ environments, ...(family === undefined ? {} : { family }) });
  const inList = new Set(listed.map((query) => query.name));
  const keep = (hits: readonly StoredQuery[]) => hits.filter((hit) => inList.has(hit.name));
  const byWords = words.length === 0 ? listed : keep(store.search(words.join(" "), { environments }));
    const criteria: SearchCriteria = { ...(name ? { name } : {}), ...(table ? { table } : {}), ...(parameter ? { param: parameter } : {}), ...(tag ? { tag } : {}), ...(technique ? { technique } : {}) };
  if (Object.keys(criteria).length === 0) return byWords;
  const byCriteria = new Set(keep(store.search(criteria, { environments })).map((hit) => hit.name));
  return byWords.filter((query) => byCriteria.has(query.name));
}

function parameterNames(template: StoredQuery["template"]): string {
  const needed = template.parameters.filter((parameter) => parameter.required && !(parameter.type === "datetime" && ["start", "end"].includes(parameter.name))).map((parameter) => parameter.name);
  return [...needed, ...(template.requireOneOf ? [template.requireOneOf.join(" or ")] : [])].join(", ");
}
