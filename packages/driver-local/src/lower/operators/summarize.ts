import type { IrNamedExpression } from "@huntkit/kql/ir";
import { call, columnOf, constant } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelectItem } from "../../sql/sql-nodes.js";
import type { OperatorLowering } from "../lower-relation.js";
import { physicalNames, relationOver, selectOf } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { needsInputOrder } from "../window-use.js";

/** `summarize`: one row for each group of keys (nulls are one key); without keys one row, also for no rows. Rules R4 to R6. */
export const lowerSummarize: OperatorLowering<"summarize"> = (relation, needs, context) => {
  const aggregates = relation.aggregates.filter((item) => needs.columns.has(item.name));
  const values = [...relation.by, ...aggregates].map((item) => item.value);
  const ordered = needsInputOrder(aggregates.map((item) => item.value));
  const input = context.readyFor(values, context.freeRows(context.relation(relation.input, needsOf([], values, ordered))));
  const computed = new Map<string, SqlExpression>();
  for (const item of [...relation.by, ...aggregates]) computed.set(item.name, context.expression(item.value, input));
  const shown = relation.columns.filter(({ name }) => computed.has(name));
  const names = physicalNames(shown.map(({ name }) => name));
  const items = shown.map(({ name }, index): SqlSelectItem => ({ value: computed.get(name) as SqlExpression, as: names[index] ?? "" }));
  // of values that are no aggregates alone SQL would make a row for each row
  const counted = relation.by.length === 0 ? [{ value: call("count"), as: physicalNames([...names, "rows"]).at(-1) ?? "" }] : [];
  const query = { ...selectOf(input, [...items, ...counted]), groupBy: groupPlaces(relation.by, shown) };
  const alias = context.newAlias();
  const columns = shown.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, names[index] ?? "") }));
  return relationOver({ kind: "select", query, as: alias }, columns.filter(({ name }) => needs.columns.has(name)));
};

/** The places of the keys in the SELECT list, from 1. */
function groupPlaces(by: readonly IrNamedExpression[], shown: readonly { readonly name: string }[]): SqlExpression[] {
  return by.map((key) => constant(shown.findIndex(({ name }) => name === key.name) + 1));
}
