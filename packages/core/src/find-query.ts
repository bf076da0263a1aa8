import { ParameterError } from "@huntkit/provider";
import { didYouMean, type QueryStore, type QueryTemplate, type StoredQuery } from "@huntkit/templates";
import { brokenFileNote } from "./query-problems.js";

/**
 * Finds a query by `Family.query_name` or by its bare name.
 * @param environments The data environments whose queries may be found, best first: where a bare name stands for several
 * queries, the one whose environments come first is taken.
 * @throws {ParameterError} if there is none (the message suggests the nearest names, or says that its file is broken), or a bare name stands for several.
 */
export function findQuery(store: QueryStore, name: string, environments: readonly string[]): StoredQuery {
  const known = store.list({ environments });
  const wanted = name.trim();
  const exact = known.filter((query) => query.name === wanted || query.template.name === wanted);
  const found = exact.length > 0 ? exact : known.filter((query) => hasName(query, wanted.toLowerCase()));
  const best = bestRanked(found, environments);
  const [only] = best;
  if (!only) throw unknownQuery(store, wanted, known, environments);
  if (best.some((query) => query.template !== only.template)) throw ambiguousQuery(wanted, best);
  return only;
}

function hasName(query: StoredQuery, lower: string): boolean {
  return query.name.toLowerCase() === lower || query.template.name.toLowerCase() === lower;
}

function bestRanked(found: readonly StoredQuery[], environments: readonly string[]): StoredQuery[] {
  const order = environments.map((environment) => environment.toLowerCase());
  const ranked = found.map((query) => ({ query, ranks: ranksOf(query.template, order) }));
  ranked.sort((one, other) => compareRanks(one.ranks, other.ranks));
  const best = ranked[0]?.ranks ?? [];
  return ranked.filter(({ ranks }) => compareRanks(ranks, best) === 0).map(({ query }) => query);
}

/** Where the query's environments stand in the order, best first. */
function ranksOf(template: QueryTemplate, order: readonly string[]): number[] {
  const ranks = template.environments.map((environment) => order.indexOf(environment.toLowerCase()));
  return ranks.filter((rank) => rank >= 0).sort((one, other) => one - other);
}

// Like words in a dictionary: the first difference decides, and what is a beginning of the other comes first.
function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [index, rank] of one.entries()) {
    const difference = rank - (other[index] ?? Number.NEGATIVE_INFINITY);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function ambiguousQuery(name: string, found: readonly StoredQuery[]): ParameterError {
  return new ParameterError({
    code: "query-ambiguous",
    message: `"${name}" stands for ${found.length} queries: ${found.map((query) => query.name).join(", ")}. Use one of these names.`,
  });
}

function unknownQuery(store: QueryStore, name: string, known: readonly StoredQuery[], environments: readonly string[]): ParameterError {
  const elsewhere = store.list().find((query) => hasName(query, name.toLowerCase()));
  if (elsewhere)
    return new ParameterError({
      code: "query-other-environment",
      message: `The query "${name}" is for ${elsewhere.template.environments.join(", ")}, not for ${environments[0] ?? "this environment"}. Choose another data environment.`,
    });
  const broken = brokenFileNote(store, name);
  if (broken !== "") return new ParameterError({ code: "query-unknown", message: `There is no query "${name}".${broken}` });
  const names = name.includes(".") ? known.map((query) => query.name) : known.map((query) => query.template.name);
  return new ParameterError({
    code: "query-unknown",
    message: `There is no query "${name}".${didYouMean(name, names)} List all with \`list()\` or \`huntkit queries\`.`,
  });
}
