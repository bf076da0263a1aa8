import { ParameterError } from "@huntkit/provider";

/** What a command takes that works on one query. */
export interface QueryOptions {
  readonly env: string;
  readonly queries?: string[];
  readonly param?: string[];
}

/**
 * Parts the words of a command line into the query's name and the rest.
 * @throws {ParameterError} if the name does not come first.
 */
export function queryArguments(words: readonly string[], command: string): { readonly name: string; readonly rest: readonly string[] } {
  const [name = "", ...rest] = words;
  if (!name.startsWith("-")) return { name, rest };
  throw new ParameterError({
    code: "query-name-first",
    message: `Name the query before its parameters: huntkit ${command} <query> ${name} …`,
  });
}
