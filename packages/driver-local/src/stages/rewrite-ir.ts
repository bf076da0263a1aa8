import type { IrRelation } from "@huntkit/kql/ir";
import { isRelation, type IrNode } from "../lower/ir-walk.js";

/** Parts of a node that hold values of the user or plain facts, never nodes. */
const valueParts: ReadonlySet<string> = new Set(["span", "columns", "type", "mapping", "output"]);

/**
 * The node with relations in it replaced: `replace` is asked from the inside out, and gives another relation or the same. What
 * does not change is shared.
 */
export function rewriteRelations<Node extends IrNode>(node: Node, replace: (relation: IrRelation) => IrRelation): Node {
  const inner = rewriteParts(node, replace);
  return isRelation(inner) ? (replace(inner) as Node) : inner;
}

function rewriteParts<Node extends IrNode>(node: Node, replace: (relation: IrRelation) => IrRelation): Node {
  if (node.kind === "literal" || node.kind === "datatable") return node;
  let changed: Record<string, unknown> | undefined;
  for (const [part, value] of Object.entries(node)) {
    if (valueParts.has(part)) continue;
    const rewritten = rewritePart(value, replace);
    if (rewritten !== value) changed = { ...(changed ?? node), [part]: rewritten };
  }
  return (changed ?? node) as Node;
}

function rewritePart(value: unknown, replace: (relation: IrRelation) => IrRelation): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => rewritePart(item, replace));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if ("kind" in value && "span" in value) return rewriteRelations(value as IrNode, replace);
  let changed: Record<string, unknown> | undefined;
  for (const [part, inner] of Object.entries(value)) {
    const rewritten = rewritePart(inner, replace);
    if (rewritten !== inner) changed = { ...(changed ?? value), [part]: rewritten };
  }
  return changed ?? value;
}
