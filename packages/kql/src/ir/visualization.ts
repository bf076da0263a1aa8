import type { DynamicValue } from "@huntkit/provider";
import type { IrResult } from "./ir-types.js";
import { parameterLiteral } from "./relations/parameters.js";
import type { PipeNode, RenderNode } from "./relations/operator-nodes.js";
import { isClass, listItems } from "./syntax/syntax-read.js";
import type { SyntaxNode } from "./syntax/syntax-types.js";

/** The `render` at the end of an expression statement, with its properties; undefined if there is none. */
export function visualizationOf(node: SyntaxNode): IrResult["visualization"] {
  const operator = isClass(node, "PipeExpression") ? (node as PipeNode).Operator : undefined;
  if (!operator || !isClass(operator, "RenderOperator")) return undefined;
  const render = operator as RenderNode;
  const parameters = [...listItems(render.Parameters), ...listItems(render.WithClause?.Properties)];
  const properties = parameters.map((item): [string, DynamicValue] => [item.Name.SimpleName, parameterLiteral(item.Expression)]);
  return { kind: render.ChartType?.Text ?? "table", properties: Object.fromEntries(properties) };
}
