import { InternalError } from "@huntkit/provider";
import type { KustoElement, KustoNode, KustoToken } from "./kusto-library.js";
import type { LanguageService } from "./load-language-service.js";

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
 * A member that every such node has.
 * @throws {InternalError} if it is not there.
 */
export function requiredMember(node: KustoElement, name: string): KustoNode {
  const found = member(node, name);
  if (found === undefined)
    throw new InternalError({ code: "kusto-member-missing", message: `The KQL syntax tree lacks "${name}" at offset ${node.TextStart}.` });
  return found;
}

/** The text of a token member, for example `Operator`; undefined if absent. */
export function tokenText(node: KustoElement, name: string): string | undefined {
  const token = member(node, name);
  return token?.IsToken === true ? (token as unknown as KustoToken).Text : undefined;
}

/** The elements of a list member (`SyntaxList`), with the separators taken off. Empty if the member is absent. */
export function listMember(service: LanguageService, node: KustoElement, name: string): KustoNode[] {
  const list = member(node, name);
  return list === undefined ? [] : listElements(service, list);
}

/** The elements of a `SyntaxList`, with the separators taken off. */
export function listElements(service: LanguageService, list: KustoElement): KustoNode[] {
  return childrenOf(list).map((child) => (service.kindName(child) === "SeparatedElement" ? requiredMember(child, "Element") : (child as KustoNode)));
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
