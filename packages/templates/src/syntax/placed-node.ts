import type { TemplateNode } from "../model/query-template.js";

/** Text of a query that stands in the template as it is. */
export interface PlacedText {
  readonly text: string;
  /** Offset of its first character in the template's query text; the others follow without a gap. */
  readonly at: number;
}

/** A placeholder, and where it stands in the template's query text. */
export interface PlacedSlot {
  readonly slot: string;
  readonly format?: string;
  /** Offset of its first character. */
  readonly at: number;
  /** Offset after its last character. */
  readonly end: number;
}

/** A {@link TemplateNode} that knows where it stands. */
export type PlacedNode =
  | PlacedText
  | PlacedSlot
  | { readonly when: string; readonly negate: boolean; readonly then: readonly PlacedNode[]; readonly otherwise: readonly PlacedNode[] };

/** The nodes without their places; texts that touch are joined. */
export function withoutPlaces(placed: readonly PlacedNode[]): TemplateNode[] {
  const nodes: TemplateNode[] = [];
  for (const node of placed) {
    const last = nodes.at(-1);
    if (!("text" in node)) nodes.push(withoutPlace(node));
    else if (typeof last === "string") nodes[nodes.length - 1] = last + node.text;
    else if (node.text !== "") nodes.push(node.text);
  }
  return nodes;
}

function withoutPlace(node: Exclude<PlacedNode, PlacedText>): TemplateNode {
  if ("slot" in node) return node.format === undefined ? { slot: node.slot } : { slot: node.slot, format: node.format };
  return { when: node.when, negate: node.negate, then: withoutPlaces(node.then), otherwise: withoutPlaces(node.otherwise) };
}
