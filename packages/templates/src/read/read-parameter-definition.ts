import { TemplateError } from "@huntkit/provider";
import { didYouMean } from "../model/nearest-names.js";
import { type ItemType, type ParameterType, parameterTypeOf, typeNames } from "../model/parameter-type.js";
import type { QueryWarning, TemplateParameter, TemplateSyntax } from "../model/query-template.js";

/** A parameter as a file or a caller writes it. */
export interface ParameterDefinition {
  readonly type: string;
  readonly items?: string;
  readonly description?: string | null;
  readonly default?: unknown;
  readonly required?: boolean;
  readonly aliases?: string | readonly string[] | null;
  readonly values?: readonly unknown[];
  readonly min?: number | string;
  readonly max?: number | string;
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly secret?: boolean;
}

const listType = /^(?:list|array)\s*<\s*([a-z]+)\s*>$/i;

/**
 * Makes a parameter from its definition. In the reference's syntax an unknown type counts as a text, with a warning.
 * @throws {TemplateError} for an unknown type, or a pattern that is not a regular expression.
 */
export function readParameterDefinition(name: string, definition: ParameterDefinition, syntax: TemplateSyntax, warnings: QueryWarning[], inherited = false): TemplateParameter {
  const { type, items } = typeOf(name, definition, syntax, warnings);
  checkPattern(name, definition.pattern);
  const hasDefault = definition.default !== undefined && definition.default !== null;
  return Object.freeze({
    name,
    type,
    ...(items === undefined ? {} : { items }),
    description: definition.description ?? "",
    required: definition.required ?? !hasDefault,
    ...(hasDefault ? { default: definition.default } : {}),
    aliases: aliasesOf(definition.aliases),
    ...optional(definition),
    secret: definition.secret ?? false,
    ...(inherited ? { inherited: true as const } : {}),
  });
}

function optional({ values, min, max, pattern, examples, format }: ParameterDefinition): Partial<TemplateParameter> {
  const members = Object.entries({ values, min, max, pattern, examples, format }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as Partial<TemplateParameter>;
}

function aliasesOf(aliases: ParameterDefinition["aliases"]): readonly string[] {
  if (aliases === undefined || aliases === null) return [];
  const list = typeof aliases === "string" ? aliases.split(",") : aliases;
  return Object.freeze(list.map((alias) => alias.trim()).filter((alias) => alias !== ""));
}

function typeOf(name: string, definition: ParameterDefinition, syntax: TemplateSyntax, warnings: QueryWarning[]): { type: ParameterType; items?: ItemType } {
  const inner = listType.exec(definition.type.trim())?.[1];
  const type = inner === undefined ? parameterTypeOf(definition.type) : "list";
  if (type === undefined) return unknownType(name, definition.type, syntax, warnings);
  if (type !== "list") return { type };
  const items = inner ?? definition.items;
  return { type, items: items === undefined ? (syntax === "python" ? "any" : "string") : itemType(name, items) };
}

function itemType(name: string, items: string): ItemType {
  const type = items.toLowerCase() === "any" ? "any" : parameterTypeOf(items);
  if (type === undefined || type === "list" || type === "kql" || type === "identifier") throw typeError(name, `items of type \`${items}\``, items);
  return type;
}

function unknownType(name: string, type: string, syntax: TemplateSyntax, warnings: QueryWarning[]): { type: ParameterType } {
  if (syntax === "huntkit") throw typeError(name, `the unknown type \`${type}\``, type);
  warnings.push({ code: "parameter-type-unknown", message: `Parameter ${name} has the unknown type \`${type}\`, which is read as a text.${didYouMean(type, typeNames)}` });
  return { type: "string" };
}

function typeError(name: string, what: string, type: string): TemplateError {
  return new TemplateError({ code: "parameter-type-unknown", message: `Parameter ${name} has ${what}.${didYouMean(type, typeNames)} Known are ${typeNames.join(", ")}` });
}

function checkPattern(name: string, pattern: string | undefined): void {
  if (pattern === undefined) return;
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    throw new TemplateError({ code: "parameter-pattern", message: `Parameter ${name}: the pattern ${JSON.stringify(pattern)} is not a regular expression`, cause: error });
  }
}
