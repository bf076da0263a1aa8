import { call, columnOf, operator, constant, parameter } from "../../../sql/sql-builders.js";
import type { SqlExpression } from "../../../sql/sql-nodes.js";
import { convertValue } from "../../expressions/convert-value.js";
import { readsHandedIn } from "../../ir-walk.js";
import type { PluginLowering } from "../evaluate.js";
import { relationOver, selectOf } from "../../lowered-relation.js";
import { withTotalOrder } from "../../total-order.js";
import { inputOf } from "../input-of.js";

/** `narrow`: a row for each cell, with its row's number from 0, its column's name and its value as text. Rule R55. Source: Microsoft Learn, "narrow plugin" (`narrow-plugin`). */
export const lowerNarrow: PluginLowering = (relation, needs, context) => {
  const input = inputOf(relation, context);
  // DuckDB mixes up the rows of lists that are unnested over the rows around them
  if (readsHandedIn(relation)) return context.refuse("narrow over the rows of another operator", relation, "Use it outside of sub-queries.");
  const names = input.columns.map(({ name }) => name);
  const rows = withTotalOrder(context.relation(input, { columns: new Set(names), order: true }), context);
  const number: SqlExpression = { kind: "window", call: call("row_number"), partitionBy: [], orderBy: rows.order };
  const cells = rows.columns.map(({ name, type, value }) => convertValue(value, type, "string") ?? context.refuse(`narrow of a ${type}`, relation, `Leave ${name} out.`));
  const alias = context.newAlias();
  const query = selectOf(rows, [
    { value: operator("-", number, constant(1)), as: "row_number" },
    { value: call("unnest", { kind: "list", items: names.map((name) => parameter(name, "VARCHAR")) }), as: "column_name" },
    { value: call("unnest", { kind: "list", items: cells }), as: "cell" },
    { value: call("unnest", call("range", constant(names.length))), as: "place" },
  ]);
  const values = ["row_number", "column_name", "cell"].map((name) => columnOf(alias, name));
  const columns = relation.columns.map((column, index) => ({ ...column, value: values[index] ?? constant(null) })).filter(({ name }) => needs.columns.has(name));
  const order = ["row_number", "place"].map((name) => ({ value: columnOf(alias, name), direction: "ASC" as const, nulls: "LAST" as const }));
  return { ...relationOver({ kind: "select", query, as: alias }, columns), order, orderIsTotal: true };
};
