import { createQueryProvider } from "@huntkit/core";
import type { ParameterValues, QueryTemplate } from "@huntkit/templates";
import type { CommandSurroundings } from "../command-surroundings.js";
import { isTimeRange } from "../example-values.js";
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
  return runText(provider, { name, parameters, usualTimes: hasUsualTimes(provider.template(name), parameters, options) }, { ...options, rows: limit }, surroundings);
}

/** Whether a query takes its times from the usual range. */
function hasUsualTimes(template: QueryTemplate, parameters: ParameterValues, { since }: RunCommandOptions): boolean {
  const start = template.parameters.find((parameter) => parameter.name === "start" && isTimeRange(parameter));
  return start !== undefined && since === undefined && parameters[start.name] === undefined && start.default === undefined;
}
