import type { ParameterValue, ParameterValues, QueryTemplate, TemplateParameter } from "@huntkit/templates";

const byType: Readonly<Record<string, ParameterValue>> = {
  string: "value",
  list: ["value"],
  int: 1,
  long: 1,
  real: 0.5,
  bool: true,
  datetime: "2026-07-01T00:00:00Z",
  timespan: "1h",
  guid: "00000000-0000-0000-0000-000000000000",
  dynamic: "{}",
  identifier: "Timestamp",
  kql: "| take 10",
};

/** A value for each parameter of a template that has no default, so that its text can be checked. */
export function exampleValues(template: QueryTemplate): ParameterValues {
  const needed = template.parameters.filter((parameter) => parameter.default === undefined);
  return Object.fromEntries(needed.map((parameter) => [parameter.name, exampleValue(parameter)]));
}

function exampleValue(parameter: TemplateParameter): ParameterValue {
  const own = parameter.examples?.[0] ?? parameter.values?.[0];
  if (own !== undefined) return own as ParameterValue;
  if (parameter.name === "table" && parameter.type === "identifier") return "DeviceEvents";
  if (parameter.type === "list" && parameter.items !== undefined && parameter.items !== "string") return [byType[parameter.items] ?? "value"] as ParameterValue;
  return byType[parameter.type] ?? "value";
}
