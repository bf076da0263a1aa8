import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import { templateConditions, templateSlots, type ParameterType, type ParameterValue, type ParameterValues, type QueryTemplate, type SlotType, type TemplateParameter } from "@huntkit/templates";

const byType: Readonly<Record<string, ParameterValue>> = {
  string: "value",
  list: ["value"],
  int: 1,
  long: 1,
  real: 0.5,
  decimal: 0.5,
  bool: true,
  datetime: "2026-07-01T00:00:00Z",
  timespan: "1h",
  guid: "00000000-0000-0000-0000-000000000000",
  dynamic: "{}",
  identifier: "Timestamp",
  kql: "| take 10",
};

/** For a bare text of the reference's files, by what its place takes. */
const byPlace: Partial<Record<SlotType, ParameterValue>> = { kql: "| take 10", identifier: "Timestamp", literals: "'value'", value: "'value'", expression: "Timestamp" };

/**
 * A value for each parameter of a template that has no default, and for the first of those of which one is needed, so that its text
 * can be checked.
 */
export function exampleValues(template: QueryTemplate): ParameterValues {
  const needed = template.parameters.filter((parameter) => parameter.default === undefined || parameter.name === template.requireOneOf?.[0]);
  const takes = template.syntax === "python" && needed.some(({ type }) => type === "string") ? placesOf(template) : new Map<string, SlotType>();
  return Object.fromEntries(needed.map((parameter) => [parameter.name, exampleValue(parameter, takes.get(parameter.name))]));
}

/** Values that answer each condition of a template the other way than {@link exampleValues} does; undefined if it has no conditions. */
export function oppositeValues(template: QueryTemplate): ParameterValues | undefined {
  const conditions = new Set(templateConditions(template));
  if (conditions.size === 0) return undefined;
  const values = exampleValues(template);
  const asked = template.parameters.filter(({ name }) => conditions.has(name));
  const answers = asked.map((parameter) => [parameter.name, saysSomething(values[parameter.name] ?? parameter.default) ? emptyValue(parameter) : filledValue(parameter)] as const);
  return { ...values, ...Object.fromEntries(answers) };
}

function saysSomething(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "" && value !== false && value !== 0;
}

const nothing: Partial<Record<ParameterType, ParameterValue>> = { bool: false, int: 0, long: 0, real: 0, string: "", list: [], kql: "" };

/** A value for which a condition does not hold; undefined where leaving it out does that. */
export function emptyValue(parameter: TemplateParameter): ParameterValue | undefined {
  return parameter.required || parameter.default !== undefined ? nothing[parameter.type] : undefined;
}

/** A value for which a condition holds. */
export function filledValue(parameter: TemplateParameter): ParameterValue {
  return parameter.type === "bool" ? true : exampleValue(parameter);
}

/** A time range for `start` and `end`; other parameters as in {@link exampleValues}. */
export function exampleValuesIn(template: QueryTemplate, start: string, end: string): ParameterValues {
  const times: ParameterValues = { start, end };
  const range = template.parameters.filter(isTimeRange).map(({ name }) => [name, times[name]] as const);
  return { ...exampleValues(template), ...Object.fromEntries(range) };
}

/** Whether a parameter is the `start` or `end` that a time range stands in for. */
export function isTimeRange(parameter: TemplateParameter): boolean {
  return parameter.type === "datetime" && (parameter.name === "start" || parameter.name === "end");
}

/** What the bare texts of a template take in code. */
function placesOf(template: QueryTemplate): Map<string, SlotType> {
  try {
    return new Map(templateSlots(template, kqlDialect).flatMap(({ parameter, context, takes }) => (context.kind === "code" ? [[parameter.name, takes] as const] : [])));
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return new Map(); // told by the rendering, which fails for the same reason
  }
}

/** A value for one parameter: its first example, one of its accepted values, or one of its type. */
export function exampleValue(parameter: TemplateParameter, takes?: SlotType): ParameterValue {
  const own = (parameter.secret ? undefined : parameter.examples?.[0]) ?? parameter.values?.[0];
  if (own !== undefined) return own as ParameterValue;
  if (parameter.name === "table" && (parameter.type === "identifier" || takes === "identifier")) return "DeviceEvents";
  if (parameter.type === "list" && parameter.items !== undefined && parameter.items !== "string") return [byType[parameter.items] ?? "value"] as ParameterValue;
  return (parameter.type === "string" && takes !== undefined ? byPlace[takes] : undefined) ?? byType[parameter.type] ?? "value";
}
