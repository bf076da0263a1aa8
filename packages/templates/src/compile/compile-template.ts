import { HuntError, type QueryDialect, TemplateError, type TextContext } from "@huntkit/provider";
import type { QueryTemplate, TemplateNode, TemplateParameter } from "../model/query-template.js";
import { inTemplate } from "../syntax/in-template.js";
import type { PlacedNode } from "../syntax/placed-node.js";
import { placedNodes, templateNodes, usedNames } from "../syntax/template-nodes.js";
import type { ResolvedParameters } from "../values/resolve-parameters.js";
import type { ResolvedValue } from "../values/typed-value.js";
import { type FlatTemplate, flattenTemplate, type Slot } from "./flatten-template.js";
import { countsAsGiven, isList } from "./plain-text.js";
import { formatTime, parseFormat, type ValueFormat } from "./python-format.js";
import { slotType } from "./slot-type.js";
import { type SlotWriter, slotWriter } from "./slot-writer.js";
import { conditionNames } from "./template-slots.js";
import { joined, noText, slotText, type TracedText, vanishedText, withoutBlankLines, withoutVanishedLines } from "./traced-text.js";

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
      if (!variant) variants.set(key, (variant = inTemplate(template, () => compileVariant(nodes, { template, parameters, resolved, dialect }))));
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

/** What the fixed text of a variant depends on. */
interface VariantSubject {
  readonly template: QueryTemplate;
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  readonly resolved: ResolvedParameters;
  readonly dialect: QueryDialect;
}

function compileVariant(nodes: readonly TemplateNode[], subject: VariantSubject): CompiledVariant {
  const { template, parameters, dialect } = subject;
  const flat = fixedVariant(nodes, subject);
  const parts = flat.parts.map((part) => part.text);
  const contexts = dialect.contexts(parts);
  const writers = flat.slots.map((slot, index) => writerOf(slot, parameters, contexts[index], template, dialect));
  const absent = flat.slots.map((slot) => absentValue(parameters.get(slot.name)));
  return { parts, names: flat.slots.map((slot) => slot.name), writers, contexts, absent };
}

/**
 * The fixed texts of the variant that some values lead to, with the place of each character in the template's query text.
 * Parsed and worked out anew at each call.
 */
export function placedVariant(template: QueryTemplate, resolved: ResolvedParameters, dialect: QueryDialect): FlatTemplate<TracedText> {
  const parameters = new Map(template.parameters.map((parameter) => [parameter.name, parameter]));
  return fixedVariant(placedNodes(template), { template, parameters, resolved, dialect });
}

/** All decisions made, texts that are fixed put in, formats put around, blank lines taken out. */
function fixedVariant(nodes: readonly (TemplateNode | PlacedNode)[], subject: VariantSubject): FlatTemplate<TracedText> {
  const { template, parameters, resolved } = subject;
  const isGiven = (name: string): boolean => countsAsGiven(resolved.values.get(name));
  const whole = flattenTemplate(nodes, isGiven, () => undefined);
  const isFixable = fixableSlots(whole, subject);
  let index = 0;
  const fixed = isFixable.includes(true) ? flattenTemplate(nodes, isGiven, (slot) => (isFixable[index++] === true ? fixedText(slot, subject) : undefined)) : whole;
  const { parts, slots } = withFormats(fixed, parameters);
  return { parts: template.syntax === "python" ? withoutBlankLines(parts) : withoutVanishedLines(parts), slots };
}

/**
 * Texts are fixed only where the placeholder stands in code: inside quotes a default is a value like any other, unless its author
 * wrote it for the quotes, with escapes.
 */
function fixableSlots(flat: FlatTemplate<TracedText>, { template, parameters, resolved, dialect }: VariantSubject): boolean[] {
  const candidates = flat.slots.map(({ name }) => {
    const parameter = parameters.get(name);
    return parameter && canBeFixed(parameter, template) && isFixed(name, resolved) ? parameter : undefined;
  });
  if (!candidates.some((parameter) => parameter)) return [];
  const parts = flat.parts.map((part) => part.text);
  const contexts = dialect.contexts(parts);
  return candidates.map((parameter, index) => {
    const context = contexts[index];
    if (!parameter || !context) return false;
    if (context.kind === "string" || context.kind === "name") return template.syntax === "python" && isWrittenForQuotes(String(parameter.default), index, { parts, context, dialect });
    if (context.kind !== "code") return false;
    return parameter.type === "kql" || slotType(parameter, context, template.syntax, dialect) !== "string";
  });
}

/** Whether a default that holds a backslash or a quote can stand inside quotes as it is, so that the string goes on behind it. */
function isWrittenForQuotes(text: string, index: number, { parts, context, dialect }: { parts: readonly string[]; context: TextContext; dialect: QueryDialect }): boolean {
  if (!/[\\"'`~]/.test(text)) return false;
  const before = `${parts[index] ?? ""}${text}`;
  try {
    const behind = dialect.contexts([...parts.slice(0, index), before, ...parts.slice(index + 1)])[index];
    return behind?.kind === context.kind && "form" in behind && "form" in context && behind.form === context.form;
  } catch (error) {
    if (HuntError.isInstance(error) && error.kind === "query") return false;
    throw error;
  }
}

function fixedText({ name, at }: Slot, { parameters, resolved, dialect }: VariantSubject): TracedText | undefined {
  const parameter = parameters.get(name);
  if (!parameter) return undefined;
  const text = resolved.defaulted.has(name) ? String(parameter.default) : "";
  if (parameter.type !== "kql") return slotText(text, at);
  const clauses = dialect.clauses(text);
  return clauses === "" ? vanishedText(at) : slotText(clauses, at);
}

/** What a parameter's `format` puts around the value becomes part of the fixed text. */
function withFormats(flat: FlatTemplate<TracedText>, parameters: ReadonlyMap<string, TemplateParameter>): FlatTemplate<TracedText> {
  if (!flat.slots.some((slot) => formatOf(slot, parameters))) return flat;
  const parts = [...flat.parts];
  flat.slots.forEach((slot, index) => {
    const format = formatOf(slot, parameters);
    if (!format) return;
    parts[index] = joined(parts[index] ?? noText, slotText(format.before, slot.at));
    parts[index + 1] = joined(slotText(format.after, slot.at), parts[index + 1] ?? noText);
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
