import type { IrExpression } from "@huntkit/kql/ir";
import { call, constant } from "../../sql/sql-builders.js";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering } from "../lower-relation.js";
import { relationOver, type LoweredRelation } from "../lowered-relation.js";
import { onlyNeeded } from "./where.js";

/** `take`, `limit`: so many rows; of an ordered table the first ones. Rule R9. */
export const lowerTake: OperatorLowering<"take"> = (relation, needs, context) => {
  const input = context.relation(relation.input, { columns: needs.columns, order: true });
  return onlyNeeded(limited(relation.count, input, context), needs.columns);
};

/** The first rows of a relation, in its order. */
export function limited(count: IrExpression, input: LoweredRelation, context: LowerContext): LoweredRelation {
  const isNegative = count.kind === "literal" && typeof count.value === "number" && count.value < 0;
  if (isNegative) return context.refuse("a negative number of rows", count, "Give 0 or more.");
  const free = context.freeRows(input);
  // written out: DuckDB takes no other limit in a sub-query that reads the rows around it
  if (count.kind === "literal" && (typeof count.value === "number" || typeof count.value === "bigint")) return { ...free, limit: constant(count.value) };
  return { ...free, limit: call("greatest", context.expression(count, relationOver(undefined, [])), constant(0)) };
}
