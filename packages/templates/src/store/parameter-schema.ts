import type { ItemType, ParameterType } from "../model/parameter-type.js";
import type { QueryTemplate, TemplateParameter } from "../model/query-template.js";

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const guid = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

const typeSchemas: Readonly<Record<Exclude<ParameterType, "list"> | "any", JsonSchema>> = {
  string: { type: "string" },
  int: { type: "integer", minimum: -2_147_483_648, maximum: 2_147_483_647 },
  long: { type: "integer" },
  real: { type: "number" },
  decimal: { type: ["string", "number"] },
  bool: { type: "boolean" },
  datetime: { type: ["string", "number"], description: "ISO 8601, a relative time such as -3d@d, or a number of days from now." },
  timespan: { type: "string", description: "A length of time such as 7d or PT12H." },
  guid: { type: "string", pattern: guid },
  dynamic: {},
  identifier: { type: "string", minLength: 1 },
  kql: { type: "string", description: "Whole KQL clauses, each beginning with |." },
  any: { type: ["string", "number", "boolean"] },
};

/** The parameters of a template as a JSON Schema (draft 2020-12) of one object, for forms and tools. */
export function parameterSchema(template: QueryTemplate): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: template.name,
    ...(template.description === "" ? {} : { description: template.description }),
    type: "object",
    properties: Object.fromEntries(template.parameters.map((parameter) => [parameter.name, schemaOf(parameter)])),
    required: template.parameters.filter((parameter) => parameter.required && !isTimeRange(parameter)).map((parameter) => parameter.name),
    ...oneOfGroup(template),
    additionalProperties: false,
  };
}

/** At least one of a group, and not empty. */
function oneOfGroup({ requireOneOf, parameters }: QueryTemplate): JsonSchema {
  if (requireOneOf === undefined) return {};
  const filled = (name: string): JsonSchema => {
    const type = parameters.find((parameter) => parameter.name === name)?.type;
    if (type === "list") return { minItems: 1 };
    return type === "string" || type === "kql" || type === "identifier" ? { minLength: 1 } : {};
  };
  return { anyOf: requireOneOf.map((name) => ({ required: [name], properties: { [name]: filled(name) } })) };
}

/** `start` and `end` come from the time range if they are not given. */
function isTimeRange(parameter: TemplateParameter): boolean {
  return parameter.type === "datetime" && (parameter.name === "start" || parameter.name === "end");
}

function schemaOf(parameter: TemplateParameter): JsonSchema {
  const { values, examples, pattern, secret } = parameter;
  const limits = { ...(values === undefined ? {} : { enum: values }), ...(pattern === undefined ? {} : { pattern }), ...bounds(parameter) };
  const base = parameter.type === "list" ? { type: "array", items: { ...itemSchema(parameter.items ?? "string"), ...limits } } : { ...typeSchemas[parameter.type], ...limits };
  return {
    ...base,
    ...(parameter.description === "" ? {} : { description: [parameter.description, "description" in base ? String(base.description) : ""].filter(Boolean).join(" ") }),
    ...(parameter.default === undefined || secret ? {} : { default: parameter.default }),
    ...(examples === undefined || secret ? {} : { examples }),
    ...(secret ? { writeOnly: true } : {}),
  };
}

function itemSchema(type: ItemType): JsonSchema {
  return typeSchemas[type];
}

function bounds({ type, items, min, max }: TemplateParameter): JsonSchema {
  const inner = type === "list" ? items : type;
  const [least, greatest] = inner === "string" ? ["minLength", "maxLength"] : ["minimum", "maximum"];
  return { ...(typeof min === "number" ? { [least as string]: min } : {}), ...(typeof max === "number" ? { [greatest as string]: max } : {}) };
}
