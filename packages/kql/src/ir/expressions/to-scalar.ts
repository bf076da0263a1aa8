import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression } from "../ir-types.js";
import { isTable, kqlType } from "../syntax/kql-type-of.js";
import { isClass } from "../syntax/syntax-read.js";
import type { NameNode } from "../syntax/syntax-types.js";
import type { ToScalarNode } from "./expression-nodes.js";

/** `toscalar(…)`: the first cell of a table; of a scalar it is the scalar. */
export function buildToScalar(node: ToScalarNode, builder: IrBuilder): IrExpression {
  const key = partitionKey(node, builder);
  if (key) return key;
  if (!isTable(node.Expression.ResultType)) return builder.expression(node.Expression);
  const relation = builder.innerRelation(node.Expression);
  return { kind: "to-scalar", relation, type: relation.columns[0]?.type ?? kqlType(node.ResultType), span: builder.span(node) };
}

/** `toscalar(column)` in the sub-query of a `partition` that has a source of its own: the value of the rows at hand. Source: "partition operator". */
function partitionKey({ Expression: named }: ToScalarNode, builder: IrBuilder): IrExpression | undefined {
  const rows = builder.partitionRows;
  if (!rows || !isClass(named, "NameReference") || !isClass(named.ReferencedSymbol, "ColumnSymbol")) return undefined;
  const column = rows.columns.find(({ name }) => name === (named as NameNode).SimpleName);
  if (!column) return undefined;
  const span = builder.span(named);
  const items = [{ name: column.name, value: { kind: "column" as const, ...column, span } }];
  return { kind: "to-scalar", relation: { kind: "project", operator: "project", input: rows, items, columns: [column], span }, type: column.type, span };
}
