import { call, columnOf } from "../../sql/sql-builders.js";
import type { OperatorLowering } from "../lower-relation.js";
import { relationOver, selectOf } from "../lowered-relation.js";

/** `count`: one row with the number of rows. Rule R11. */
export const lowerCount: OperatorLowering<"count"> = (relation, needs, context) => {
  const input = context.freeRows(context.relation(relation.input, { columns: new Set(), order: false }));
  const alias = context.newAlias();
  const query = selectOf(input, [{ value: call("count"), as: "Count" }]);
  const columns = relation.columns.map(({ name, type }) => ({ name, type, value: columnOf(alias, "Count") }));
  return relationOver({ kind: "select", query, as: alias }, columns.filter(({ name }) => needs.columns.has(name)));
};
