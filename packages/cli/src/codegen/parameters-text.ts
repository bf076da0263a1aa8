import { kqlDialect } from "@huntkit/kql/dialect";
import { templateConditions, templateSlots, type QueryTemplate, type TemplateParameter } from "@huntkit/templates";
import { isTimeRange } from "../example-values.js";
import { docComment, givenType, memberName } from "./type-texts.js";

/** The parameters of a query without those of the file's defaults that it does not use; required ones first. */
export function usedParameters(template: QueryTemplate): TemplateParameter[] {
  const used = new Set([...templateSlots(template, kqlDialect).map(({ parameter }) => parameter.name), ...templateConditions(template)]);
  const own = template.parameters.filter(({ name, inherited }) => inherited !== true || used.has(name));
  return [...own.filter(isNeeded), ...own.filter((parameter) => !isNeeded(parameter))];
}

/** The parameters of a query as the body of an interface. */
export function parametersText(template: QueryTemplate): string {
  const members = usedParameters(template).map((parameter) => `${docComment(parameterDoc(parameter), "  ")}  readonly ${memberName(parameter.name)}${isNeeded(parameter) ? "" : "?"}: ${givenType(parameter)}${isNeeded(parameter) ? "" : " | undefined"};\n`);
  return members.length === 0 ? noParameters : `{\n${members.join("")}}\n`;
}

/** An empty interface would take every object. */
const noParameters = "{\n  readonly [name: string]: never;\n}\n";

/** Whether a caller has to give it; the provider's time range stands in for `start` and `end`. */
function isNeeded(parameter: TemplateParameter): boolean {
  return parameter.required && parameter.default === undefined && !isTimeRange(parameter);
}

function parameterDoc(parameter: TemplateParameter): string[] {
  const { description, aliases, secret, examples, min, max, pattern } = parameter;
  const limits = [...(min === undefined ? [] : [`from ${min}`]), ...(max === undefined ? [] : [`to ${max}`])].join(" ");
  return [
    description,
    ...(aliases.length > 0 ? [`Also known as ${aliases.join(", ")}.`] : []),
    ...(limits === "" ? [] : [`Limits: ${limits}.`]),
    ...(pattern === undefined ? [] : [`Pattern: \`${pattern}\`.`]),
    ...defaultDoc(parameter),
    ...(secret ? [] : (examples ?? []).map((example) => `@example ${JSON.stringify(example)}`)),
  ];
}

function defaultDoc(parameter: TemplateParameter): string[] {
  if (isTimeRange(parameter) && parameter.default === undefined) return [`@default ${parameter.name === "start" ? "the start" : "the end"} of the provider's time range`];
  if (parameter.default === undefined || parameter.secret) return [];
  return [`@default ${JSON.stringify(parameter.default)}`];
}
