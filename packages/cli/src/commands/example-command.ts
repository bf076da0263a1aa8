import type { ParameterValue, QueryTemplate, TemplateParameter } from "@huntkit/templates";
import { exampleValuesIn, isTimeRange } from "../example-values.js";
import { shellWord } from "../terminal/shell-word.js";

const ownNames: ReadonlySet<string> = new Set(["path", "param", "env", "queries", "format", "output", "limit", "csv-safe", "help"]);

/** The times of an example: the last week. */
export const exampleTimes = Object.freeze({ start: "-7d@d", end: "now" });

/** A command line that runs a query, with an example value for each required parameter and a time range. */
export function exampleCommand(name: string, template: QueryTemplate): string {
  const values = exampleValuesIn(template, exampleTimes.start, exampleTimes.end);
  const needed = template.parameters.filter((parameter) => (parameter.required || parameter.name === template.requireOneOf?.[0]) && !isTimeRange(parameter));
  const times = template.parameters.filter(isTimeRange);
  return ["huntkit run", shellWord(name), ...[...needed, ...times].map((parameter) => optionText(parameter, values[parameter.name])), "--path .demo"].join(" ");
}

function optionText({ name }: TemplateParameter, value: ParameterValue | undefined): string {
  const text = typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : String(value);
  if (ownNames.has(name)) return `--param ${shellWord(`${name}=${text}`)}`;
  return text.startsWith("--") ? `--${name}=${shellWord(text)}` : `--${name} ${shellWord(text)}`;
}
