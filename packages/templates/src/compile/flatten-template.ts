import type { TemplateNode } from "../model/query-template.js";

/** A placeholder in a flat template. */
export interface Slot {
  readonly name: string;
  /** A format string of the template itself, such as `{0:%Y-%m-%d}`. */
  readonly format?: string;
}

/** A template without conditions: `parts[i]` stands before `slots[i]`, the last part after the last slot. */
export interface FlatTemplate {
  readonly parts: readonly string[];
  readonly slots: readonly Slot[];
}

/**
 * Decides every condition of a template and puts texts in the place of some placeholders.
 * @param isGiven Whether a parameter counts as given in a condition.
 * @param fixedText The text that a placeholder is replaced by for good; undefined leaves it.
 */
export function flattenTemplate(nodes: readonly TemplateNode[], isGiven: (name: string) => boolean, fixedText: (name: string) => string | undefined): FlatTemplate {
  const parts = [""];
  const slots: Slot[] = [];
  const append = (text: string): void => {
    parts[parts.length - 1] += text;
  };
  const walk = (list: readonly TemplateNode[]): void => {
    for (const node of list) {
      if (typeof node === "string") append(node);
      else if ("slot" in node) {
        const text = fixedText(node.slot);
        if (text !== undefined) append(text);
        else {
          slots.push({ name: node.slot, ...(node.format === undefined ? {} : { format: node.format }) });
          parts.push("");
        }
      } else walk(isGiven(node.when) !== node.negate ? node.then : node.otherwise);
    }
  };
  walk(nodes);
  return { parts, slots };
}
