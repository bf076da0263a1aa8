import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrListOperator } from "../ir-types.js";
import { listItems } from "../syntax/syntax-read.js";
import { isTable } from "../syntax/kql-type-of.js";
import type { BetweenNode, ListNode } from "./expression-nodes.js";

const listOperators: Readonly<Record<string, IrListOperator>> = Object.freeze({
  in: "in", "!in": "!in", "in~": "in~", "!in~": "!in~", has_any: "has_any", has_all: "has_all",
});

/** `in`, `has_any`, `has_all` and their kind, with scalars or a table on the right. */
export function buildList(node: ListNode, builder: IrBuilder): IrExpression {
  const operator = listOperators[node.Operator.Text.toLowerCase()];
  if (!operator) return unsupported(builder, node, `the operator ${node.Operator.Text}`);
  const left = builder.expression(node.Left);
  const items = listItems(node.Right.Expressions);
  const span = builder.span(node);
  const table = items.find((item) => isTable(item.ResultType));
  if (!table)
    return { kind: "list", operator, left, right: items.map((item) => builder.expression(item)), type: "bool", span };
  if (items.length > 1) return unsupported(builder, node, `${operator} with a table among several items`);
  return { kind: "list", operator, left, right: builder.innerRelation(table), type: "bool", span };
}

/** `between` and `!between`. */
export function buildBetween(node: BetweenNode, builder: IrBuilder): IrExpression {
  return {
    kind: "between",
    negated: node.Operator.Text.startsWith("!"),
    value: builder.expression(node.Left),
    from: builder.expression(node.Right.First),
    to: builder.expression(node.Right.Second),
    type: "bool",
    span: builder.span(node),
  };
}
