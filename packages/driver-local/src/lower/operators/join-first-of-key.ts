import type { IrExpression } from "@huntkit/kql/ir";
import { call, columnOf, constant } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelectItem } from "../../sql/sql-nodes.js";
import { columnsUsed } from "../ir-walk.js";
import type { LowerContext } from "../lower-context.js";
import { relationOver, selectOf, type LoweredColumn, type LoweredRelation } from "../lowered-relation.js";
import { withTotalOrder } from "../total-order.js";

/** Up to so many columns are picked one by one, which is faster than together. */
const FEW_COLUMNS = 4;

/**
 * One row for each combination of keys: the first in the order of the rows (which row it is the documentation leaves open). Rule
 * R13. If only keys are shown, plain grouping does; else the rows are numbered and the columns of each key's first row are kept.
 */
export function firstOfEachKey(rows: LoweredRelation, keys: readonly IrExpression[], context: LowerContext): LoweredRelation {
  const keyNames = columnsUsed(keys);
  const isKey = (column: LoweredColumn): boolean => keyNames.has(column.name);
  const needsOrder = !rows.columns.every(isKey);
  const numbered = needsOrder ? withTotalOrder(rows, context) : { ...rows, order: [] };
  const alias = context.newAlias();
  const others = numbered.columns.filter((column) => !isKey(column));
  const picked = pickFirst(others, numbered.order[0]?.value ?? constant(0), alias);
  const keyItems = numbered.columns.filter(isKey).map((column, index): SqlSelectItem => ({ value: column.value, as: `k${index + 1}` }));
  const query = { ...selectOf(numbered, [...keyItems, ...picked.items]), groupBy: keyItems.map((_, index) => constant(index + 1)) };
  let key = 0;
  let other = 0;
  const columns = rows.columns.map((column): LoweredColumn => {
    const value = isKey(column) ? columnOf(alias, `k${++key}`) : (picked.values[other++] ?? constant(null));
    return { name: column.name, type: column.type, value };
  });
  return context.close(relationOver({ kind: "select", query, as: alias }, columns), false);
}

interface Picked {
  /** The aggregates that pick. */
  readonly items: readonly SqlSelectItem[];
  /** The picked columns, over the alias of the grouped rows. */
  readonly values: readonly SqlExpression[];
}

function pickFirst(columns: readonly LoweredColumn[], number: SqlExpression, alias: string): Picked {
  const names = columns.map((_, index) => `f${index + 1}`);
  if (columns.length <= FEW_COLUMNS) {
    const items = columns.map((column, index) => ({ value: call("arg_min_null", column.value, number), as: names[index] ?? "" }));
    return { items, values: names.map((name) => columnOf(alias, name)) };
  }
  const fields = columns.map((column, index) => ({ name: names[index] ?? "", value: column.value }));
  const items = [{ value: call("arg_min", { kind: "struct", fields }, number), as: "first_row" }];
  return { items, values: names.map((name) => ({ kind: "field", operand: columnOf(alias, "first_row"), name })) };
}
