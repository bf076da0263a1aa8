import { type QueryDialect, TemplateError, type TextContext } from "@huntkit/provider";
import type { QueryTemplate, TemplateNode, TemplateParameter } from "../model/query-template.js";
import { templateNodes } from "../syntax/template-nodes.js";
import { flattenTemplate, type FlatTemplate, plainParts } from "./flatten-template.js";
import { slotType, type SlotType } from "./slot-type.js";

/** One placeholder of a template: where it stands, and what it takes there. */
export interface TemplateSlot {
  readonly parameter: TemplateParameter;
  readonly context: TextContext;
  /** What it takes; differs from the parameter's type for bare texts of the reference's files. */
  readonly takes: SlotType;
}

/** More conditions than this make too many variants to look at each. */
const maxConditions = 6;

/**
 * Every placeholder of a template, in each of its variants (all answers to its conditions).
 * @throws {TemplateError} if the template cannot be read or has more than six parameters in conditions.
 * @throws {QueryError} if a string of the query does not end.
 */
export function templateSlots(template: QueryTemplate, dialect: QueryDialect): TemplateSlot[] {
  const parameters = new Map(template.parameters.map((parameter) => [parameter.name, parameter]));
  return templateVariants(template).flatMap((flat) => {
    const contexts = dialect.contexts(flat.parts);
    return flat.slots.flatMap((slot, index) => {
      const parameter = parameters.get(slot.name);
      const context = contexts[index];
      return parameter && context ? [{ parameter, context, takes: slotType(parameter, context, template.syntax, dialect) }] : [];
    });
  });
}

/** A template in all its variants; one if it has no conditions. */
export function templateVariants(template: QueryTemplate): FlatTemplate[] {
  const nodes = templateNodes(template);
  const conditions = [...conditionNames(nodes)];
  if (conditions.length > maxConditions)
    throw new TemplateError({ code: "template-conditions", message: `Query ${template.name} has ${conditions.length} parameters in conditions; at most ${maxConditions} can be checked. Split the query.` });
  return Array.from({ length: 2 ** conditions.length }, (_, answers) => plainParts(flattenTemplate(nodes, (name) => ((answers >> conditions.indexOf(name)) & 1) === 1, () => undefined)));
}

/** The names of the parameters in the conditions of a template. */
export function templateConditions(template: QueryTemplate): string[] {
  return [...conditionNames(templateNodes(template))];
}

/** The names of the parameters in conditions. */
export function conditionNames(nodes: readonly TemplateNode[], names = new Set<string>()): Set<string> {
  for (const node of nodes)
    if (typeof node !== "string" && "when" in node) {
      names.add(node.when);
      conditionNames(node.then, names);
      conditionNames(node.otherwise, names);
    }
  return names;
}
