import type { KqlDiagnostic } from "../../analysis/kql-diagnostic.js";
import { className, isClass, listItems, withoutParentheses } from "../syntax/syntax-read.js";
import type { SyntaxNode } from "../syntax/syntax-types.js";
import type { ExpressionsNode, ParametersNode } from "./operator-nodes.js";
import { parameterText } from "./parameters.js";

/**
 * The findings without those that `union isfuzzy=true` forgives: names of tables, directly among its operands, that do not
 * exist. Source: Microsoft Learn, "union operator" (`union-operator`), isfuzzy.
 */
export function ignoredByFuzzyUnion(root: SyntaxNode, findings: readonly KqlDiagnostic[]): readonly KqlDiagnostic[] {
  if (!findings.some((finding) => finding.code === "KS204")) return findings;
  const forgiven = new Set(fuzzyOperands(root).map((node) => node.TextStart));
  return findings.filter((finding) => finding.code !== "KS204" || !forgiven.has(finding.place.offset));
}

function fuzzyOperands(root: SyntaxNode): SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isClass(node, "UnionOperator") && parameterText((node as unknown as ParametersNode).Parameters, "isfuzzy") === "true")
      operands.push(...missingTables(node as unknown as ExpressionsNode));
    for (let index = 0; index < node.ChildCount; index++) {
      const child = node.GetChild(index);
      if (child && !("Text" in child)) waiting.push(child as SyntaxNode);
    }
  }
  return operands;
}

function missingTables(union: ExpressionsNode): SyntaxNode[] {
  return listItems(union.Expressions)
    .map((operand) => withoutParentheses(operand))
    .filter((node) => className(node) === "NameReference");
}
