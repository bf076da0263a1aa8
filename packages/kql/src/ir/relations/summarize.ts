import { unsupported, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrRelation } from "../ir-types.js";
import { listItems } from "../syntax/syntax-read.js";
import { tupleColumns } from "../syntax/kql-type-of.js";
import { itemColumns, positionalItems } from "./items.js";
import type { SummarizeNode } from "./operator-nodes.js";
import { requireInput } from "./row-operators.js";

/** `summarize`: the columns of `by` first, then those of the aggregates. */
export function buildSummarize(node: SummarizeNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  if (node.ByClause?.BinClause) return unsupported(builder, node.ByClause.BinClause, "bin= behind by", "Use bin(column, size).");
  const columns = tupleColumns(node.ResultType);
  if (listItems(node.Aggregates).length + listItems(node.ByClause?.Expressions).length === 0)
    return wrongQuery(builder, node, "HK105", "summarize needs an aggregate, such as count(), or columns behind by.");
  const by = positionalItems(listItems(node.ByClause?.Expressions), columns, builder);
  const leftOut = columns.slice(0, by.length);
  const aggregates = positionalItems(listItems(node.Aggregates), columns.slice(by.length), builder, { leftOut });
  return {
    kind: "summarize",
    input: source,
    aggregates,
    by,
    columns: [...itemColumns(by), ...itemColumns(aggregates)],
    span: builder.span(node),
  };
}
