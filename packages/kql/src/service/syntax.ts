import type { KustoElement, KustoNode } from "./kusto-library.js";

/** The children of a node that are there, in order of the text. */
export function childrenOf(element: KustoElement): KustoElement[] {
  const children: KustoElement[] = [];
  for (let index = 0; index < element.ChildCount; index++) {
    const child = element.GetChild(index);
    if (child !== null) children.push(child);
  }
  return children;
}

/** A member of a node that is a node or token, by the library's name for it, for example `Condition`; undefined if absent. */
export function member(node: KustoElement, name: string): KustoNode | undefined {
  const value = (node as unknown as Readonly<Record<string, unknown>>)[name];
  return isElement(value) ? value : undefined;
}

/**
 * Walks over a tree, parents first, without recursion. Returning false from `visit` leaves the children of that node out.
 */
export function walkSyntax(root: KustoElement, visit: (node: KustoNode) => boolean | void): void {
  const stack: KustoElement[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    if (visit(node as KustoNode) !== false) stack.push(...childrenOf(node).reverse());
}

function isElement(value: unknown): value is KustoNode {
  return typeof value === "object" && value !== null && typeof (value as { ChildCount?: unknown }).ChildCount === "number" && "Kind" in value;
}
