import type { OperatorLowering } from "../lower-relation.js";
import { relationOver } from "../lowered-relation.js";

/** `print`: one row of values. Rule R33. */
export const lowerPrint: OperatorLowering<"print"> = (relation, needs, context) => {
  const nothing = relationOver(undefined, []);
  const columns = relation.items
    .map((item, index) => ({ name: item.name, type: relation.columns[index]?.type ?? item.value.type, value: item.value }))
    .filter(({ name }) => needs.columns.has(name))
    .map((column) => ({ ...column, value: context.expression(column.value, nothing) }));
  return relationOver(undefined, columns);
};
