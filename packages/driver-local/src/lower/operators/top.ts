import type { OperatorLowering } from "../lower-relation.js";
import { needsOf } from "../needs.js";
import { orderedBy } from "./sort.js";
import { limited } from "./take.js";
import { onlyNeeded } from "./where.js";

/** `top N by …`: sort and take. Rule R10. */
export const lowerTop: OperatorLowering<"top"> = (relation, needs, context) => {
  const input = context.relation(relation.input, needsOf(needs.columns, relation.keys.map((key) => key.value), false));
  const count = relation.count.kind === "literal" && typeof relation.count.value === "number" && relation.count.value < 0 ? { ...relation.count, value: 0 } : relation.count;
  return onlyNeeded(limited(count, orderedBy(relation.keys, input, context), context), needs.columns);
};
