import { type QueryDialect, TemplateError, type TextContext } from "@huntkit/provider";
import type { QueryTemplate, TemplateNode, TemplateParameter } from "../model/query-template.js";
import { inTemplate } from "../syntax/in-template.js";
import { templateNodes, usedNames } from "../syntax/template-nodes.js";
import type { ResolvedParameters } from "../values/resolve-parameters.js";
import type { ResolvedValue } from "../values/typed-value.js";
import { type FlatTemplate, flattenTemplate, type Slot } from "./flatten-template.js";
import { countsAsGiven, isList } from "./plain-text.js";
import { formatTime, parseFormat, type ValueFormat } from "./python-format.js";
import { removeBlankLines, removeVanishedLines, vanished } from "./remove-blank-lines.js";
import { slotType } from "./slot-type.js";
import { type SlotWriter, slotWriter } from "./slot-writer.js";
import { conditionNames } from "./template-slots.js";

/** A template of which all decisions are made: only values are missing. */
export interface CompiledVariant {
  readonly parts: readonly string[];
  readonly names: readonly string[];
  readonly writers: readonly SlotWriter[];
  readonly contexts: readonly TextContext[];
  /** What stands for an optional parameter without a value. */
  readonly absent: readonly ResolvedValue[];
}

/** Which decisions a template leaves to the values, and the variants that were needed so far. */
export interface CompiledTemplate {
  /** Parameters in conditions. */
  readonly conditions: readonly string[];
  /** Parameters whose placeholders can vanish or hold the author's own text: of type `kql`, or bare texts of the reference's files. */
  readonly fixable: readonly string[];
  variant(resolved: ResolvedParameters): CompiledVariant;
}

const compiled = new WeakMap<QueryDialect, WeakMap<QueryTemplate, CompiledTemplate>>();

/**
 * Prepares a template for a dialect, once.
 * @throws {TemplateError} if the template cannot be read or a placeholder has no parameter or no safe place.
 */
export function compileTemplate(template: QueryTemplate, dialect: QueryDialect): CompiledTemplate {
  let templates = compiled.get(dialect);
  if (!templates) compiled.set(dialect, (templates = new WeakMap()));
  let known = templates.get(template);
  if (!known) templates.set(template, (known = prepared(template, dialect)));
  return known;
}

function prepared(template: QueryTemplate, dialect: QueryDialect): CompiledTemplate {
  const nodes = templateNodes(template);
  const parameters = new Map(template.parameters.map((parameter) => [parameter.name, parameter]));
  for (const name of usedNames(nodes)) if (!parameters.has(name)) throw undeclared(template, name);
  const conditions = [...conditionNames(nodes)];
  const fixable = template.parameters.filter((parameter) => canBeFixed(parameter, template)).map((parameter) => parameter.name);
  const variants = new Map<string, CompiledVariant>();
  return {
    conditions,
    fixable,
    variant(resolved) {
      const key = variantKey(conditions, fixable, resolved);
      let variant = variants.get(key);
      if (!variant) variants.set(key, (variant = inTemplate(template, () => compileVariant(template, nodes, parameters, resolved, dialect))));
      return variant;
    },
  };
}

function canBeFixed(parameter: TemplateParameter, template: QueryTemplate): boolean {
  return parameter.type === "kql" || (template.syntax === "python" && parameter.type === "string" && typeof parameter.default === "string");
}

function variantKey(conditions: readonly string[], fixable: readonly string[], resolved: ResolvedParameters): string {
  let key = "";
  for (const name of conditions) key += countsAsGiven(resolved.values.get(name)) ? "1" : "0";
  for (const name of fixable) key += isFixed(name, resolved) ? "1" : "0";
  return key;
}

/** An author's default, or clauses that are not there, become part of the fixed text. */
function isFixed(name: string, resolved: ResolvedParameters): boolean {
  const value = resolved.values.get(name);
  return resolved.defaulted.has(name) || value === undefined || (!isList(value) && value.type === "kql" && String(value.value).trim() === "");
}

function compileVariant(
  template: QueryTemplate,
  nodes: readonly TemplateNode[],
  parameters: ReadonlyMap<string, TemplateParameter>,
  resolved: ResolvedParameters,
  dialect: QueryDialect,
): CompiledVariant {
  const fixable = (name: string): string | undefined => {
    const parameter = parameters.get(name);
    return parameter && canBeFixed(parameter, template) && isFixed(name, resolved) ? fixedText(parameter, resolved, dialect) : undefined;
  };
  const isGiven = (name: string): boolean => countsAsGiven(resolved.values.get(name));
  const flat = withFormats(keepStrings(flattenTemplate(nodes, isGiven, () => undefined), parameters, template, dialect, fixable, nodes, isGiven), parameters);
  const parts = template.syntax === "python" ? removeBlankLines(flat.parts) : removeVanishedLines(flat.parts);
  const contexts = dialect.contexts(parts);
  const writers = flat.slots.map((slot, index) => writerOf(slot, parameters, contexts[index], template, dialect));
  const absent = flat.slots.map((slot) => absentValue(parameters.get(slot.name)));
  return { parts, names: flat.slots.map((slot) => slot.name), writers, contexts, absent };
}

/** Puts fixed texts in, but only where the placeholder stands in code: inside quotes a default is a value like any other. */
function keepStrings(
  whole: FlatTemplate,
  parameters: ReadonlyMap<string, TemplateParameter>,
  template: QueryTemplate,
  dialect: QueryDialect,
  fixable: (name: string) => string | undefined,
  nodes: readonly TemplateNode[],
  isGiven: (name: string) => boolean,
): FlatTemplate {
  if (!whole.slots.some((slot) => fixable(slot.name) !== undefined)) return whole;
  const contexts = dialect.contexts(whole.parts);
  let index = 0;
  return flattenTemplate(nodes, isGiven, (name) => {
    const context = contexts[index++];
    const parameter = parameters.get(name);
    if (context?.kind !== "code" || !parameter) return undefined;
    const bare = parameter.type === "kql" || slotType(parameter, context, template.syntax, dialect) !== "string";
    return bare ? fixable(name) : undefined;
  });
}

function fixedText(parameter: TemplateParameter, resolved: ResolvedParameters, dialect: QueryDialect): string {
  const text = resolved.defaulted.has(parameter.name) ? String(parameter.default) : "";
  if (parameter.type !== "kql") return text;
  return dialect.clauses(text) || vanished;
}

/** What a parameter's `format` puts around the value becomes part of the fixed text. */
function withFormats(flat: FlatTemplate, parameters: ReadonlyMap<string, TemplateParameter>): FlatTemplate {
  if (!flat.slots.some((slot) => formatOf(slot, parameters))) return flat;
  const parts = [...flat.parts];
  flat.slots.forEach((slot, index) => {
    const format = formatOf(slot, parameters);
    if (!format) return;
    parts[index] += format.before;
    parts[index + 1] = format.after + (parts[index + 1] ?? "");
  });
  return { parts, slots: flat.slots };
}

function formatOf(slot: Slot, parameters: ReadonlyMap<string, TemplateParameter>): ValueFormat | undefined {
  const format = slot.format ?? parameters.get(slot.name)?.format;
  return format === undefined ? undefined : parseFormat(format, slot.name);
}

function writerOf(
  slot: Slot,
  parameters: ReadonlyMap<string, TemplateParameter>,
  context: TextContext | undefined,
  template: QueryTemplate,
  dialect: QueryDialect,
): SlotWriter {
  const parameter = parameters.get(slot.name);
  if (!parameter || !context) throw undeclared(template, slot.name);
  const pattern = formatOf(slot, parameters)?.time;
  const place = { parameter, context, syntax: template.syntax, dialect };
  if (pattern === undefined || parameter.type !== "datetime") return slotWriter(place);
  const write = slotWriter({ ...place, parameter: { ...parameter, type: "string" } });
  return (value) => write({ type: "string", value: isList(value) ? "" : formatTime(value.value as Parameters<typeof formatTime>[0], pattern) });
}

function undeclared(template: QueryTemplate, name: string): TemplateError {
  return new TemplateError({
    code: "placeholder-undeclared",
    message: `Query ${template.name}${template.file ? ` in ${template.file}` : ""} uses ${name}, which is not among its parameters. Declare it under parameters, with a type.`,
    ...(template.file === undefined ? {} : { file: template.file }),
  });
}

/** The null of its type; an empty list for a list. */
function absentValue(parameter: TemplateParameter | undefined): ResolvedValue {
  const type = parameter?.type ?? "string";
  return type === "list" ? [] : { type, value: null };
}
