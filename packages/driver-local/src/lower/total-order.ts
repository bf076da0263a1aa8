import { call } from "../sql/sql-builders.js";
import type { SqlExpression } from "../sql/sql-nodes.js";
import type { LowerContext } from "./lower-context.js";
import type { LoweredRelation } from "./lowered-relation.js";

/**
 * The relation with its rows numbered once, in the order that the query fixed (else in that in which DuckDB gives them), and
 * ordered by that number: from here on all window functions and limits agree on the order of ties.
 */
export function withTotalOrder(relation: LoweredRelation, context: LowerContext): LoweredRelation {
  if (relation.orderIsTotal && relation.order.length === 1) return relation;
  const free = context.freeRows(relation);
  const value: SqlExpression = { kind: "window", call: call("row_number"), partitionBy: [], orderBy: free.order };
  const numbered = { ...free, columns: [...free.columns, { name: "row_order", type: "long" as const, value }], rowsAreFixed: true };
  const after = context.close(numbered, false);
  const number = after.columns.at(-1);
  return {
    ...after,
    columns: after.columns.slice(0, -1),
    order: number ? [{ value: number.value, direction: "ASC", nulls: "LAST" }] : [],
    orderIsTotal: true,
  };
}
