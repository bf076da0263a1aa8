import type { IrExpression } from "@huntkit/kql/ir";
import { call, columnOf, constant } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelectItem } from "../../sql/sql-nodes.js";
import { columnsUsed } from "../ir-walk.js";
import type { LowerContext } from "../lower-context.js";
import { relationOver, selectOf, type LoweredRelation } from "../lowered-relation.js";
import { withTotalOrder } from "../total-order.js";

/**
 * One row for each combination of keys: the first in the order of the rows (which row it is the documentation leaves open).
 * If only keys are shown, plain grouping does; else the rows are numbered and each key's first row is kept whole.
 */
export function firstOfEachKey(rows: LoweredRelation, keys: readonly IrExpression[], context: LowerContext): LoweredRelation {
  const keyNames = columnsUsed(keys);
  if (rows.columns.every((column) => keyNames.has(column.name))) return groupedByKeys({ ...rows, order: [] }, [], keyNames, context);
  const numbered = withTotalOrder(rows, context);
  const others = numbered.columns.filter((column) => !keyNames.has(column.name));
  const fields = others.map((column, index) => ({ name: `f${index + 1}`, value: column.value }));
  const number = numbered.order[0]?.value ?? constant(0);
  const first = call("arg_min", { kind: "struct", fields }, number);
  return groupedByKeys(numbered, [{ value: first, as: "first_row" }], keyNames, context);
}

function groupedByKeys(
  rows: LoweredRelation,
  aggregates: readonly SqlSelectItem[],
  keyNames: ReadonlySet<string>,
  context: LowerContext,
): LoweredRelation {
  const keys = rows.columns.filter((column) => keyNames.has(column.name));
  const items = keys.map((column, index): SqlSelectItem => ({ value: column.value, as: `k${index + 1}` }));
  const query = { ...selectOf(rows, [...items, ...aggregates]), groupBy: keys.map((_, index) => constant(index + 1)) };
  const alias = context.newAlias();
  let field = 0;
  const columns = rows.columns.map(({ name, type }) => {
    const place = keys.findIndex((key) => key.name === name);
    const value: SqlExpression = place >= 0
      ? columnOf(alias, `k${place + 1}`)
      : { kind: "field", operand: columnOf(alias, "first_row"), name: `f${++field}` };
    return { name, type, value };
  });
  return context.close(relationOver({ kind: "select", query, as: alias }, columns), false);
}
