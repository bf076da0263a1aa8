import type { IrExpression } from "@huntkit/kql/ir";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering } from "../lower-relation.js";
import { relationOver, type LoweredRelation } from "../lowered-relation.js";
import { onlyNeeded } from "./where.js";

/** `take`, `limit`: so many rows; of an ordered table the first ones. */
export const lowerTake: OperatorLowering<"take"> = (relation, needs, context) => {
  const input = context.relation(relation.input, { columns: needs.columns, order: true });
  return onlyNeeded(limited(relation.count, input, context), needs.columns);
};

/** The first rows of a relation, in its order. */
export function limited(count: IrExpression, input: LoweredRelation, context: LowerContext): LoweredRelation {
  const free = context.freeRows(input);
  return { ...free, limit: context.expression(count, relationOver(undefined, [])) };
}
