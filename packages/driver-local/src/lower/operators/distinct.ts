import { columnOf, constant } from "../../sql/sql-builders.js";
import type { OperatorLowering } from "../lower-relation.js";
import { physicalNames, relationOver, selectOf } from "../lowered-relation.js";
import { needsOf } from "../needs.js";

/** `distinct`: one row for each combination of values; nulls are one value. Rule R12. */
export const lowerDistinct: OperatorLowering<"distinct"> = (relation, needs, context) => {
  const values = relation.items.map((item) => item.value);
  const input = context.readyFor(values, context.freeRows(context.relation(relation.input, needsOf([], values, false))));
  const names = physicalNames(relation.items.map((item) => item.name));
  const items = values.map((value, index) => ({ value: context.expression(value, input), as: names[index] ?? "" }));
  const query = { ...selectOf(input, items), groupBy: items.map((_, index) => constant(index + 1)) };
  const alias = context.newAlias();
  const columns = relation.columns.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, names[index] ?? "") }));
  return relationOver({ kind: "select", query, as: alias }, columns.filter(({ name }) => needs.columns.has(name)));
};
