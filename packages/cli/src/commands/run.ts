import { createQueryProvider } from "@huntkit/core";
import type { CommandSurroundings } from "../command-surroundings.js";
import { loadStore } from "../load-store.js";
import type { OutputOptions } from "../output/write-table.js";
import { parseLimit } from "../parse-limit.js";
import { parseTemplateParameters } from "../parse-template-parameters.js";
import { queryArguments, type QueryOptions } from "../query-arguments.js";
import { runText } from "../run-text.js";
import { sourceDrivers } from "../source/source-drivers.js";
import type { SourceOptions, SplitCommandOptions } from "../source/source-options.js";

/** Options of `huntkit run`. */
export interface RunCommandOptions extends QueryOptions, OutputOptions, SourceOptions, SplitCommandOptions {
  readonly limit?: string;
}

/** Runs a query of the store and writes its rows. */
export async function runCommand(words: readonly string[], options: RunCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const { name, rest } = queryArguments(words, "run");
  const { now } = surroundings;
  const limit = parseLimit(options.limit);
  const queries = await loadStore(options, surroundings);
  const provider = await createQueryProvider(options.env, { drivers: await sourceDrivers(options.env), queries, now });
  const parameters = parseTemplateParameters(provider.template(name), rest, options.param);
  provider.render(name, parameters); // a wrong parameter is told before the data is opened
  return runText(provider, { name, parameters }, { ...options, rows: limit }, surroundings);
}
