import type { IrOrderKey } from "@huntkit/kql/ir";
import type { SqlExpression, SqlOrderKey } from "../../sql/sql-nodes.js";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering } from "../lower-relation.js";
import type { LoweredRelation } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { orderedByRaw } from "../scan/raw-comparison.js";
import { onlyNeeded } from "./where.js";

/** `sort`: nothing is sorted here; the order is kept with the relation and written where it shows. Rules R7 and R72. */
export const lowerSort: OperatorLowering<"sort"> = (relation, needs, context) => {
  if (!needs.order) return context.relation(relation.input, needs);
  const input = context.relation(relation.input, needsOf(needs.columns, relation.keys.map((key) => key.value), false));
  return onlyNeeded(orderedBy(relation.keys, input, context), needs.columns);
};

/** A relation whose rows stand in the order of the keys. */
export function orderedBy(keys: readonly IrOrderKey[], input: LoweredRelation, context: LowerContext): LoweredRelation {
  const values = keys.map((key) => key.value);
  const free = input.limit ? context.close(input, false) : input;
  const ready = context.readyFor(values, free);
  const order = keys.map((key) => orderKey(key, orderedByRaw(key.value, ready) ?? context.expression(key.value, ready)));
  return { ...ready, order, orderIsTotal: false };
}

/**
 * A key as DuckDB sorts it. There NaN is the greatest number; in KQL it stands beside the nulls, whichever end that is (R72). Where
 * the two differ, the numbers are turned round and with them the direction, so that NaN comes to the side of the nulls.
 */
function orderKey(key: IrOrderKey, value: SqlExpression): SqlOrderKey {
  const nulls = key.nulls === "first" ? "FIRST" : "LAST";
  const descends = key.direction === "desc";
  const turns = key.value.type === "real" && descends !== (nulls === "FIRST");
  return { value: turns ? { kind: "prefix", operator: "-", operand: value } : value, direction: descends === turns ? "ASC" : "DESC", nulls };
}
