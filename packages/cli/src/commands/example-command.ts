import type { QueryTemplate, TemplateParameter } from "@huntkit/templates";
import { shellWord } from "../terminal/shell-word.js";

const byType: Readonly<Record<string, string>> = {
  string: "value",
  list: "one,two",
  int: "1",
  long: "1",
  real: "0.5",
  decimal: "0.5",
  bool: "true",
  datetime: "-1d@d",
  timespan: "1h",
  guid: "00000000-0000-0000-0000-000000000000",
  dynamic: "{}",
  identifier: "Name",
  kql: "| take 10",
};
const ownNames: ReadonlySet<string> = new Set(["path", "param", "env", "queries", "format", "output", "limit", "csv-safe", "help"]);

/** A command line that runs a query, with an example value for each required parameter and a time range. */
export function exampleCommand(name: string, template: QueryTemplate): string {
  const needed = template.parameters.filter((parameter) => parameter.required && !isTimeRange(parameter));
  const times = template.parameters.filter(isTimeRange).map((parameter) => `--${parameter.name} ${parameter.name === "start" ? "-7d@d" : "now"}`);
  return ["huntkit run", name, ...needed.map(optionText), ...times, "--path .demo"].join(" ");
}

function optionText(parameter: TemplateParameter): string {
  const example = parameter.secret ? undefined : parameter.examples?.[0];
  const value = shellWord(String(example ?? byType[parameter.type] ?? "value"));
  return ownNames.has(parameter.name) ? `--param ${parameter.name}=${value}` : `--${parameter.name} ${value}`;
}

function isTimeRange(parameter: TemplateParameter): boolean {
  return parameter.type === "datetime" && (parameter.name === "start" || parameter.name === "end");
}
