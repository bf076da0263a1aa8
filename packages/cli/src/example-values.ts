import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import { templateSlots, type ParameterValue, type ParameterValues, type QueryTemplate, type SlotType, type TemplateParameter } from "@huntkit/templates";

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
