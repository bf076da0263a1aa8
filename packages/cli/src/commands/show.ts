import { findQuery, renderTemplate } from "@huntkit/core";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import { describeQuery, type QueryTemplate, type TemplateParameter } from "@huntkit/templates";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { exampleValuesIn, isTimeRange } from "../example-values.js";
import { loadStore } from "../load-store.js";
import { queryEnvironments } from "../query-environments.js";
import { fitText, widthsFor } from "../table/fit-text.js";
import { terminalStyle } from "../terminal/terminal-style.js";
import { visibleText } from "../visible-lines.js";
import { exampleCommand, exampleTimes } from "./example-command.js";

/** Options of `huntkit show`. */
export interface ShowCommandOptions {
  readonly env: string;
  readonly queries?: string[];
  readonly json?: boolean;
}

/** Shows what a query does and takes, an example command, its template and what that gives with example values. */
export async function showCommand(name: string, options: ShowCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const store = await loadStore(options, surroundings);
  const found = findQuery(store, name, await queryEnvironments(options.env, store));
  const { template } = found;
  const example = { command: exampleCommand(found.name, template), rendered: renderedExample(template, surroundings.now) };
  if (options.json) {
    surroundings.stdout.write(`${JSON.stringify({ ...describeQuery(template), example }, null, 2)}\n`);
    return exitCodes.ok;
  }
  const style = terminalStyle(surroundings.stdout, surroundings.env);
  const lines = [
    style.bold(found.name),
    ...headLines(template),
    ...(await sectionLines(style.bold("Parameters"), parameterLines(template))),
    ...(await sectionLines(style.bold("Example"), [`  ${example.command}`])),
    ...(await sectionLines(style.bold("Template"), textLines(template.query))),
    ...(await sectionLines(style.bold("Rendered for the example"), textLines(example.rendered))),
  ];
  surroundings.stdout.write(`${lines.join("\n")}\n`);
  return exitCodes.ok;
}

/** What stands in the first lines: what the query is for, and everything to find it by. */
function headLines(template: QueryTemplate): string[] {
  const { description, tables, tactics, techniques, references } = describeQuery(template);
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ["Families", template.families],
    ["Environments", template.environments],
    ["Tables", tables],
    ["Tags", template.tags.filter((tag) => !techniques.includes(tag) && !tactics.includes(tag))],
    ["Tactics", tactics],
    ["Techniques", techniques],
    ["References", references],
  ];
  return [visibleText(description), "", ...facts.filter(([, names]) => names.length > 0).map(([what, names]) => visibleText(`${what}: ${names.join(", ")}`))];
}

async function sectionLines(title: string, lines: readonly string[] | Promise<readonly string[]>): Promise<string[]> {
  const body = await lines;
  return body.length === 0 ? [] : ["", title, ...body];
}

function textLines(text: string): string[] {
  return text.trimEnd().split("\n").map((line) => `  ${visibleText(line.replaceAll("\t", "  "))}`);
}

/** The query's text for the example, or why there is none. */
function renderedExample(template: QueryTemplate, now: () => Date): string {
  try {
    return renderTemplate(template, exampleValuesIn(template, exampleTimes.start, exampleTimes.end), { dialect: kqlDialect, now });
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return `// ${error.message.replaceAll("\n", "\n// ")}`;
  }
}

async function parameterLines({ parameters, requireOneOf = [] }: QueryTemplate): Promise<string[]> {
  const heads = parameters.map((parameter) => `${[parameter.name, ...parameter.aliases].join(", ")} (${typeText(parameter)})`);
  const widthOf = await widthsFor(heads);
  const width = Math.min(40, Math.max(0, ...heads.map(widthOf)));
  const lines = parameters.map((parameter, index) => `  ${fitText(heads[index] ?? "", width, widthOf)}  ${visibleText(parameterNote(parameter))}`.trimEnd());
  return requireOneOf.length === 0 ? lines : [...lines, `  At least one of ${requireOneOf.join(", ")} must be given.`];
}

function typeText(parameter: TemplateParameter): string {
  return parameter.type === "list" ? `list of ${parameter.items ?? "string"}` : parameter.type;
}

function parameterNote(parameter: TemplateParameter): string {
  const sentences = [parameter.description, valuesNote(parameter), examplesNote(parameter), defaultNote(parameter)];
  return sentences.filter((sentence) => sentence !== "").map((sentence) => `${sentence.replace(/\.$/, "")}.`).join(" ");
}

function valuesNote({ values, min, max }: TemplateParameter): string {
  if (values) return `One of ${values.map(String).join(", ")}`;
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}`;
  return min !== undefined ? `At least ${min}` : max !== undefined ? `At most ${max}` : "";
}

function examplesNote({ examples, secret }: TemplateParameter): string {
  return secret || !examples || examples.length === 0 ? "" : `For example ${examples.map((example) => (typeof example === "string" ? example : JSON.stringify(example))).join(" or ")}`;
}

function defaultNote(parameter: TemplateParameter): string {
  if (isTimeRange(parameter) && parameter.default === undefined) return `Default: ${parameter.name === "start" ? "a day ago" : "now"}`;
  if (parameter.default === undefined) return parameter.required ? "Required" : "";
  if (parameter.default === "") return "";
  return `Default: ${parameter.secret ? "(secret)" : JSON.stringify(parameter.default)}`;
}
