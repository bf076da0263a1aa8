import { findQuery, renderTemplate } from "@huntkit/core";
import { kqlDialect } from "@huntkit/kql/dialect";
import type { DataSchema } from "@huntkit/provider";
import { defenderEnvironmentNamed } from "@huntkit/schemas";
import type { ParameterValues, QueryTemplate } from "@huntkit/templates";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { loadStore } from "../load-store.js";
import { parseTemplateParameters } from "../parse-template-parameters.js";
import { queryArguments, type QueryOptions } from "../query-arguments.js";
import { queryEnvironments } from "../query-environments.js";
import { visibleText } from "../visible-lines.js";

/** Options of `huntkit render`. */
export type RenderCommandOptions = QueryOptions;

/** Prints the text of a query with its parameters filled in. */
export async function renderCommand(words: readonly string[], options: RenderCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const { name, rest } = queryArguments(words, "render");
  const store = await loadStore(options, surroundings);
  const { template } = findQuery(store, name, await queryEnvironments(options.env, store));
  const values = parseTemplateParameters(template, rest, options.param);
  const { now, stdout } = surroundings;
  const text = renderTemplate(template, values, { dialect: kqlDialect, now, schema: await namesFor(template, values, options.env) });
  stdout.write(`${(stdout.isTTY ? visibleText(text) : text).trimEnd()}\n`);
  return exitCodes.ok;
}

/** The tables of a Defender environment, if the caller names a table or column. */
async function namesFor({ parameters }: QueryTemplate, values: ParameterValues, name: string): Promise<DataSchema | undefined> {
  const environment = defenderEnvironmentNamed(name);
  if (environment === undefined || !parameters.some((parameter) => parameter.type === "identifier" && values[parameter.name] !== undefined)) return undefined;
  return (await import("@huntkit/kql")).defenderSchema(environment, { sentinel: true });
}
