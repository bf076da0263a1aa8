import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression } from "../ir-types.js";
import { isTable, kqlType } from "../syntax/kql-type-of.js";
import type { ToScalarNode } from "./expression-nodes.js";

/** `toscalar(…)`: the first cell of a table; of a scalar it is the scalar. */
export function buildToScalar(node: ToScalarNode, builder: IrBuilder): IrExpression {
  if (!isTable(node.Expression.ResultType)) return builder.expression(node.Expression);
  const relation = builder.innerRelation(node.Expression);
  return { kind: "to-scalar", relation, type: relation.columns[0]?.type ?? kqlType(node.ResultType), span: builder.span(node) };
}
