import { distance } from "fastest-levenshtein";
import { HuntError, QueryError, type DataSchema } from "@huntkit/provider";

/** The service's codes for a name that is nothing it knows: a table, and anything else. */
const unknownName = new Set(["KS204", "KS142"]);

/**
 * Adds the nearest names to an error about a name that does not exist: tables for a table, else the columns of the tables that
 * the text names as well. Gives any other error back as it is.
 */
export function withSuggestions(error: unknown, text: string, schema: DataSchema): unknown {
  if (!HuntError.isInstance(error) || error.kind !== "query") return error;
  const { problems, message } = error as QueryError;
  const lines = new Set<string>();
  for (const problem of problems) {
    if (!unknownName.has(problem.code) || problem.place === undefined) continue;
    const name = text.slice(problem.place.offset, problem.place.offset + problem.place.length);
    const near = nearest(name, candidates(problem.code, text, schema));
    if (near.length > 0) lines.add(`Did you mean ${near.join(" or ")} instead of ${name}?`);
  }
  if (lines.size === 0) return error;
  return new QueryError({ code: error.code, message: [message, ...lines].join("\n"), problems, query: text, cause: error });
}

function candidates(code: string, text: string, schema: DataSchema): string[] {
  const tables = schema.tables.map((table) => table.name);
  if (code === "KS204") return tables;
  return [...tables, ...schema.tables.filter((table) => text.includes(table.name)).flatMap((table) => table.columns.map((column) => column.name))];
}

/** At most three names that differ in no more than a third of their letters, nearest first. Case counts little. */
function nearest(name: string, names: readonly string[]): string[] {
  if (name.length < 2) return [];
  const scored = [...new Set(names)].map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }));
  const near = scored.filter(({ candidate, edits }) => edits <= Math.max(name.length, candidate.length) / 3);
  return near.sort((one, other) => one.edits - other.edits || (one.candidate < other.candidate ? -1 : 1)).slice(0, 3).map(({ candidate }) => candidate);
}
