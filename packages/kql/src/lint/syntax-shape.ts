import type { KustoElement, KustoNode } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";
import { member } from "../service/syntax.js";

/** The names of operators of text that look through the whole text. */
export const containsKinds: ReadonlySet<string> = new Set(["ContainsExpression", "NotContainsExpression", "ContainsCsExpression", "NotContainsCsExpression"]);

/** The node's text, without the white space before it. */
export function textOf(node: KustoElement): string {
  return node.toString(0).trim();
}

/** The node left of the pipe that a tabular operator follows; undefined if it follows none. */
export function inputOf(service: LanguageService, operator: KustoElement): KustoNode | undefined {
  const parent = operator.Parent;
  if (parent === null || service.kindName(parent) !== "PipeExpression") return undefined;
  return member(parent, "Operator") === operator ? member(parent, "Expression") : undefined;
}

/** The operators of a chain of pipes in order of the text, after its source. */
export function chainOf(service: LanguageService, end: KustoNode): { readonly source: KustoNode; readonly operators: readonly KustoNode[] } {
  const operators: KustoNode[] = [];
  let node = end;
  while (service.kindName(node) === "PipeExpression") {
    const operator = member(node, "Operator");
    const input = member(node, "Expression");
    if (operator === undefined || input === undefined) break;
    operators.unshift(operator);
    node = input;
  }
  return { source: unwrap(service, node), operators };
}

/** A node without the parentheses around it. */
export function unwrap(service: LanguageService, node: KustoNode): KustoNode {
  let inner = node;
  while (service.kindName(inner) === "ParenthesizedExpression") {
    const next = member(inner, "Expression");
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}
