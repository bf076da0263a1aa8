import type { KqlType } from "@huntkit/provider";
import type { ItemType, ParameterType, TemplateParameter } from "@huntkit/templates";

/** The type of a cell by the type of its column; see `KqlValue` of `@huntkit/provider`. */
const cellTypes: Readonly<Record<KqlType, string>> = {
  bool: "boolean | null",
  int: "number | null",
  long: "number | bigint | null",
  real: "number | null",
  decimal: "KqlDecimal | null",
  datetime: "KqlDateTime | null",
  timespan: "KqlTimeSpan | null",
  string: "string",
  guid: "string | null",
  dynamic: "DynamicValue",
};

/** What a caller may give for a parameter. */
const givenTypes: Readonly<Record<Exclude<ParameterType, "list"> | "any", string>> = {
  string: "string",
  int: "number",
  long: "number | bigint",
  real: "number",
  decimal: "KqlDecimal | number | string",
  bool: "boolean",
  datetime: "Date | KqlDateTime | string | number",
  timespan: "KqlTimeSpan | string",
  guid: "string",
  dynamic: "DynamicValue",
  identifier: "string",
  kql: "string",
  any: "string | number | bigint | boolean | Date",
};

/** The TypeScript type of a cell. */
export function cellType(type: KqlType): string {
  return cellTypes[type];
}

/** The TypeScript type of a parameter. */
export function givenType({ type, items = "string", values, secret }: TemplateParameter): string {
  const one = type === "list" ? items : type;
  const text = (values && literals(values, one)) ?? givenTypes[one];
  if (type === "list") return `readonly (${text})[]`.replace(/\((\w+)\)/, "$1");
  return secret && one === "string" ? `${text} | Secret` : text;
}

/** The accepted values as a union, where they are values of TypeScript. */
function literals(values: readonly unknown[], type: ParameterType | ItemType): string | undefined {
  const isText = ["string", "identifier", "kql", "guid", "any"].includes(type);
  const isNumber = ["int", "long", "real", "any"].includes(type);
  const fits = (value: unknown): boolean => (isText && typeof value === "string") || (isNumber && typeof value === "number") || (type === "bool" && typeof value === "boolean");
  return values.length > 0 && values.every(fits) ? values.map((value) => JSON.stringify(value)).join(" | ") : undefined;
}

/** A name as a member of an object or interface. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && name !== "__proto__" ? name : JSON.stringify(name);
}

/** A name such as `list_host_processes` as that of a type: `ListHostProcesses`. */
export function typeName(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(joined) ? joined : `Q${joined}`;
}

/** Lines as a comment of documentation, indented. */
export function docComment(lines: readonly string[], indent: string): string {
  const safe = lines.flatMap((line) => line.trim().split(/\r?\n/)).map((line) => line.replaceAll("*/", "*\\/").trim());
  const kept = safe.filter((line, index) => line !== "" || (index > 0 && index < safe.length - 1));
  const [only = ""] = kept;
  if (kept.length <= 1) return only === "" ? "" : `${indent}/** ${only} */\n`;
  return `${indent}/**\n${kept.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
