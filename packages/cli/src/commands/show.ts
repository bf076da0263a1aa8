import { findQuery } from "@huntkit/core";
import { describeQuery, type TemplateParameter } from "@huntkit/templates";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { loadStore } from "../load-store.js";
import { queryEnvironments } from "../query-environments.js";
import { fitText, widthsFor } from "../table/fit-text.js";
import { terminalStyle } from "../terminal/terminal-style.js";
import { visibleText } from "../visible-lines.js";
import { exampleCommand } from "./example-command.js";

/** Options of `huntkit show`. */
export interface ShowCommandOptions {
  readonly env: string;
  readonly queries?: string[];
  readonly json?: boolean;
}

/** Shows what a query does and takes, an example command, and its template. */
export async function showCommand(name: string, options: ShowCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const store = await loadStore(options.queries, surroundings);
  const found = findQuery(store, name, await queryEnvironments(options.env, store));
  const { template } = found;
  if (options.json) {
    surroundings.stdout.write(`${JSON.stringify(describeQuery(template), null, 2)}\n`);
    return exitCodes.ok;
  }
  const style = terminalStyle(surroundings.stdout, surroundings.env);
  const lines = [
    style.bold(found.name),
    template.description,
    "",
    `Families: ${template.families.join(", ")}`,
    `Environments: ${template.environments.join(", ")}`,
    ...(template.tags.length > 0 ? [`Tags: ${template.tags.join(", ")}`] : []),
    "",
    style.bold("Parameters"),
    ...(await parameterLines(template.parameters)),
    "",
    style.bold("Example"),
    `  ${exampleCommand(found.name, template)}`,
    "",
    style.bold("Template"),
    ...template.query.trimEnd().split("\n").map((line) => `  ${visibleText(line.replaceAll("\t", "  "))}`),
  ];
  surroundings.stdout.write(`${lines.join("\n")}\n`);
  return exitCodes.ok;
}

async function parameterLines(parameters: readonly TemplateParameter[]): Promise<string[]> {
  const heads = parameters.map((parameter) => `${[parameter.name, ...parameter.aliases].join(", ")} (${typeText(parameter)})`);
  const widthOf = await widthsFor(heads);
  const width = Math.min(40, Math.max(0, ...heads.map(widthOf)));
  return parameters.map((parameter, index) => `  ${fitText(heads[index] ?? "", width, widthOf)}  ${visibleText(parameterNote(parameter))}`.trimEnd());
}

function typeText(parameter: TemplateParameter): string {
  return parameter.type === "list" ? `list of ${parameter.items ?? "string"}` : parameter.type;
}

function parameterNote(parameter: TemplateParameter): string {
  const { name, type, description } = parameter;
  const sentence = description === "" ? "" : `${description.replace(/\.$/, "")}. `;
  if (type === "datetime" && (name === "start" || name === "end") && parameter.default === undefined) return `${sentence}Default: ${name === "start" ? "a day ago" : "now"}.`;
  if (parameter.default === undefined) return `${sentence}${parameter.required ? "Required." : ""}`;
  if (parameter.default === "") return sentence;
  return `${sentence}Default: ${parameter.secret ? "(secret)" : JSON.stringify(parameter.default)}.`;
}
