import type { TemplateNode } from "../model/query-template.js";
import type { PlacedNode } from "../syntax/placed-node.js";
import { joined, noText, ownText, type TracedText } from "./traced-text.js";

/** A placeholder in a flat template. */
export interface Slot {
  readonly name: string;
  /** A format string of the template itself, such as `{0:%Y-%m-%d}`. */
  readonly format?: string;
  /** Its offset in the template's query text, if places were asked for. */
  readonly at?: number;
}

/** A template without conditions: `parts[i]` stands before `slots[i]`, the last part after the last slot. */
export interface FlatTemplate<Text = string> {
  readonly parts: readonly Text[];
  readonly slots: readonly Slot[];
}

/**
 * Decides every condition of a template and puts texts in the place of some placeholders.
 * @param nodes With places if they are asked for.
 * @param isGiven Whether a parameter counts as given in a condition.
 * @param fixedText The text that a placeholder is replaced by for good; undefined leaves it.
 */
export function flattenTemplate(nodes: readonly (TemplateNode | PlacedNode)[], isGiven: (name: string) => boolean, fixedText: (slot: Slot) => TracedText | undefined): FlatTemplate<TracedText> {
  const parts: TracedText[] = [noText];
  const slots: Slot[] = [];
  const append = (text: TracedText): void => {
    parts.push(joined(parts.pop() ?? noText, text));
  };
  const walk = (list: readonly (TemplateNode | PlacedNode)[]): void => {
    for (const node of list) {
      if (typeof node === "string") append(ownText(node));
      else if ("text" in node) append(ownText(node.text, node.at));
      else if ("slot" in node) {
        const slot = slotOf(node);
        const text = fixedText(slot);
        if (text !== undefined) append(text);
        else {
          slots.push(slot);
          parts.push(noText);
        }
      } else walk(isGiven(node.when) !== node.negate ? node.then : node.otherwise);
    }
  };
  walk(nodes);
  return { parts, slots };
}

function slotOf(node: { readonly slot: string; readonly format?: string; readonly at?: number }): Slot {
  return { name: node.slot, ...(node.format === undefined ? {} : { format: node.format }), ...(node.at === undefined ? {} : { at: node.at }) };
}

/** The parts as plain texts. */
export function plainParts(flat: FlatTemplate<TracedText>): FlatTemplate {
  return { parts: flat.parts.map((part) => part.text), slots: flat.slots };
}
