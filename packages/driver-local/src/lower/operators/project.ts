import type { OperatorLowering } from "../lower-relation.js";
import { needsOf } from "../needs.js";
import { isWindowed } from "../window-use.js";
import { withItems } from "./extend.js";

/** `project` and its family: exactly the items. */
export const lowerProject: OperatorLowering<"project"> = (relation, needs, context) => {
  const items = relation.items.filter((item) => needs.columns.has(item.name));
  const values = items.map((item) => item.value);
  const input = context.relation(relation.input, needsOf([], values, needs.order || isWindowed(values)));
  return withItems(relation, { items, needs }, input, context);
};
