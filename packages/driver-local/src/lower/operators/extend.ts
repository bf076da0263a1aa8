import type { IrNamedExpression, IrRelation } from "@huntkit/kql/ir";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering } from "../lower-relation.js";
import type { LoweredColumn, LoweredRelation } from "../lowered-relation.js";
import { needsOf, type Needs } from "../needs.js";
import { withWindowSteps } from "../functions/window-steps.js";
import { withTotalOrder } from "../total-order.js";
import { isWindowed } from "../window-use.js";

/** `extend`: the items stand in place of columns of their names, or behind. All of them read the row as it came. Rule R3. */
export const lowerExtend: OperatorLowering<"extend"> = (relation, needs, context) => {
  const items = relation.items.filter((item) => needs.columns.has(item.name));
  const kept = [...needs.columns].filter((name) => !items.some((item) => item.name === name));
  const values = items.map((item) => item.value);
  const input = context.relation(relation.input, needsOf(kept, values, needs.order || isWindowed(values)));
  return withItems(relation, { items, needs }, input, context);
};

interface ItemsToAdd {
  readonly items: readonly IrNamedExpression[];
  readonly needs: Needs;
}

/** The needed columns of an operator that computes some and passes others through. */
export function withItems(relation: IrRelation, { items, needs }: ItemsToAdd, input: LoweredRelation, context: LowerContext): LoweredRelation {
  const values = items.map((item) => item.value);
  const windowed = isWindowed(values);
  const closed = context.readyFor(values, windowed ? withTotalOrder(input, context) : input);
  const { values: stepped, relation: ready } = windowed ? withWindowSteps(values, closed, context) : { values, relation: closed };
  const computed = new Map(items.map((item, index) => [item.name, stepped[index] ?? item.value]));
  const passed = new Map(ready.columns.map((column) => [column.name, column]));
  const columns = relation.columns.flatMap(({ name, type }): LoweredColumn[] => {
    if (!needs.columns.has(name)) return [];
    const value = computed.get(name);
    if (value?.kind === "column") return renamed(passed.get(value.name), name);
    if (value) return [{ name, type, value: context.expression(value, ready) }];
    return renamed(passed.get(name), name);
  });
  return { ...ready, columns, rowsAreFixed: ready.rowsAreFixed || windowed };
}

function renamed(column: LoweredColumn | undefined, name: string): LoweredColumn[] {
  return column ? [{ ...column, name }] : [];
}
