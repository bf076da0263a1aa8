import type { OperatorLowering } from "../lower-relation.js";
import { needsOf } from "../needs.js";
import { withTotalOrder } from "../total-order.js";
import { withItems } from "./extend.js";

/** `serialize`: fixes the order in which the rows stand, and extends them. Rule R8. */
export const lowerSerialize: OperatorLowering<"serialize"> = (relation, needs, context) => {
  const items = relation.items.filter((item) => needs.columns.has(item.name));
  const kept = [...needs.columns].filter((name) => !items.some((item) => item.name === name));
  const input = context.relation(relation.input, needsOf(kept, items.map((item) => item.value), true));
  return withItems(relation, { items, needs }, needs.order ? withTotalOrder(input, context) : input, context);
};
