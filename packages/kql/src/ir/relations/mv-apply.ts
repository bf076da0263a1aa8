import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrRelation } from "../ir-types.js";
import { className, listItems } from "../syntax/syntax-read.js";
import { expandItems, expandedColumns, indexName } from "./mv-expand.js";
import type { MvApplyNode, PartitionNode } from "./other-nodes.js";
import { parameterText } from "./parameters.js";
import { requireInput } from "./row-operators.js";

/** `mv-apply`: the sub-query stands on the expanded rows of one input row. */
export function buildMvApply(node: MvApplyNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  if (node.ContextIdClause) return unsupported(builder, node.ContextIdClause, "id in mv-apply", "Leave the id out.");
  const nodes = listItems(node.Expressions);
  const items = expandItems(nodes, null, builder);
  const indexColumn = indexName(node, source.columns, items, builder);
  const expansion = parameterText(node.Parameters, "bagexpansion", "kind") ?? "bag";
  if (expansion !== "bag" && expansion !== "array") return unsupported(builder, node, `mv-apply bagexpansion=${expansion}`);
  const rows = builder.contextRelation(expandedColumns(source.columns, items, indexColumn), builder.span(node));
  const subquery = builder.innerRelation(node.Subquery.Expression, rows);
  const bare = new Set(nodes.map(({ Expression: { ReferencedSymbol: symbol } }) => (symbol && className(symbol) === "ColumnSymbol" ? symbol.Name : undefined)));
  const kept = source.columns.filter((column) => !bare.has(column.name));
  const columns = new Map([...kept, ...subquery.columns].map((column) => [column.name, column]));
  const replaced = new Set(subquery.columns.map((column) => column.name));
  return {
    kind: "other",
    operator: "mv-apply",
    input: source,
    details: {
      items,
      bagExpansion: expansion,
      ...(indexColumn === undefined ? {} : { indexColumn }),
      ...(node.RowLimitClause ? { limit: builder.expression(node.RowLimitClause.RowLimit) } : {}),
      subquery,
      carried: kept.map((column) => column.name).filter((name) => !replaced.has(name)),
    },
    columns: [...columns.values()],
    span: builder.span(node),
  };
}

/**
 * `partition by column ( … )`: the sub-query stands on the rows of one value. The form with `{ … }` has a source of its own, and
 * reads the value with `toscalar(column)`.
 */
export function buildPartition(node: PartitionNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  if (node.Scope) return unsupported(builder, node.Scope, "partition … in", "Leave the scope out.");
  const by = builder.expression(node.ByExpression);
  const subquery = partitionQuery(node, builder, builder.contextRelation(source.columns, builder.span(node)));
  return { kind: "other", operator: "partition", input: source, details: { by, subquery }, columns: subquery.columns, span: builder.span(node) };
}

function partitionQuery({ Operand }: PartitionNode, builder: IrBuilder, rows: IrRelation): IrRelation {
  if (Operand.Subquery) return builder.innerRelation(Operand.Subquery, rows);
  const query = Operand.Query ?? unsupported(builder, Operand, "partition without a sub-query");
  const outer = builder.partitionRows;
  builder.partitionRows = rows;
  const subquery = builder.innerRelation(query);
  builder.partitionRows = outer;
  return subquery;
}
