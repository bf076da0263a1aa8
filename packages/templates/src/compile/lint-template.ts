import { HuntError, type QueryDialect } from "@huntkit/provider";
import type { QueryTemplate } from "../model/query-template.js";
import { templateNodes, usedNames } from "../syntax/template-nodes.js";
import { parseFormat } from "./python-format.js";
import { slotWriter } from "./slot-writer.js";
import { type TemplateSlot, templateSlots } from "./template-slots.js";

/** A finding about a template itself, beside what its query text is found to be. */
export interface TemplateFinding {
  /** A stable name: `unused-parameter`, `raw-parameter`, `require-one-of-needless`, `template-error`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What it is and what to do. */
  readonly message: string;
  /** The parameter that it is about. */
  readonly parameter?: string;
}

/**
 * Checks a template: its syntax, that each placeholder has a safe place, parameters that are declared for the query but not used,
 * and bare texts by which the reference's files pass query text.
 */
export function lintTemplate(template: QueryTemplate, dialect: QueryDialect): TemplateFinding[] {
  try {
    const slots = templateSlots(template, dialect);
    return [...unused(template), ...needlessGroup(template), ...raw(slots), ...misplaced(template, slots, dialect)];
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return [{ code: "template-error", severity: "error", message: error.message }];
  }
}

function unused(template: QueryTemplate): TemplateFinding[] {
  const used = usedNames(templateNodes(template));
  return template.parameters
    .filter((parameter) => parameter.inherited !== true && !used.has(parameter.name))
    .map(({ name }) => ({ code: "unused-parameter", severity: "warning" as const, parameter: name, message: `Parameter ${name} is declared but the query does not use it. Use or remove it.` }));
}

/** A member that is there in any case makes the rule empty. */
function needlessGroup({ requireOneOf, parameters }: QueryTemplate): TemplateFinding[] {
  const always = parameters.filter(({ name, required, default: value }) => requireOneOf?.includes(name) && (required || (value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0))));
  return always.slice(0, 1).map(({ name, required }) => ({
    code: "require-one-of-needless",
    severity: "warning" as const,
    parameter: name,
    message: `Parameter ${name} ${required ? "is required" : "has a default"}, so that require_one_of says nothing. Take ${required ? "`required` away" : "the default away"}, or require_one_of.`,
  }));
}

const advice: Readonly<Record<string, string>> = {
  kql: "whole clauses, each beginning with `|`. Declare it as `type: kql` in a file with `template_syntax: huntkit`",
  identifier: "the name of a table or column. Declare it as `type: identifier` in a file with `template_syntax: huntkit`",
  literals: "a list of values. Declare it as `type: list`",
  value: "one value. Declare the type of the value, or put the placeholder in quotes",
  expression: "a name, a value or a call. Declare a type that can be checked",
  operator: "a comparison such as `has` or `==`, or a direction. Write the comparison into the query",
  word: "letters, digits and _ that make a name with the text beside it",
};

function raw(slots: readonly TemplateSlot[]): TemplateFinding[] {
  const found = new Map<string, TemplateFinding>();
  for (const { parameter, context, takes } of slots) {
    const told = takes === parameter.type ? undefined : advice[takes];
    if (context.kind !== "code" || !told || parameter.type === "identifier") continue;
    found.set(`${parameter.name} ${takes}`, {
      code: "raw-parameter",
      severity: "warning",
      parameter: parameter.name,
      message: `Parameter ${parameter.name} is a bare text in the query. It is taken as ${told}.`,
    });
  }
  return [...found.values()];
}

function misplaced(template: QueryTemplate, slots: readonly TemplateSlot[], dialect: QueryDialect): TemplateFinding[] {
  const found = new Map<string, TemplateFinding>();
  for (const { parameter, context } of slots)
    try {
      if (parameter.format !== undefined) parseFormat(parameter.format, parameter.name);
      else slotWriter({ parameter, context, syntax: template.syntax, dialect });
    } catch (error) {
      if (!HuntError.isInstance(error)) throw error;
      found.set(error.message, { code: "template-error", severity: "error", parameter: parameter.name, message: error.message });
    }
  return [...found.values()];
}
