import { constant, operator } from "../../../sql/sql-builders.js";
import type { SqlExpression } from "../../../sql/sql-nodes.js";
import { isRelation } from "../../ir-walk.js";
import { needsOf } from "../../needs.js";
import { withTotalOrder } from "../../total-order.js";
import type { PluginLowering } from "../evaluate.js";
import { inputOf } from "../input-of.js";
import { onlyNeeded } from "../where.js";

/** `rows_near`: the rows for which a condition holds, with so many rows before and behind each. Rule R57. Source: Microsoft Learn, "rows_near plugin" (`rows-near-plugin`). */
export const lowerRowsNear: PluginLowering = (relation, needs, context) => {
  const [condition, before, after = before] = relation.details.arguments;
  if (!condition || isRelation(condition)) return context.refuse("rows_near without a condition", relation);
  const [least, most] = [before, after].map((count) => {
    const value = count && !isRelation(count) && count.kind === "literal" ? count.value : undefined;
    return typeof value === "number" && value >= 0 ? value : context.refuse("a number of rows that is not a literal", relation, "Give a number, 0 or more.");
  }) as [number, number];
  const input = context.relation(inputOf(relation, context), needsOf(needs.columns, [condition], true));
  const rows = context.readyFor([condition], withTotalOrder(input, context));
  const holds: SqlExpression = { kind: "call", name: "count", arguments: [], filter: context.condition(condition, rows) };
  // a row is near a hit if a hit lies so many rows behind it as are shown before one, and the other way round
  const near: SqlExpression = { kind: "window", call: holds, partitionBy: [], orderBy: rows.order, frame: `ROWS BETWEEN ${most} PRECEDING AND ${least} FOLLOWING` };
  const counted = context.close({ ...rows, columns: [...rows.columns, { name: "\0near", type: "long", value: near }], rowsAreFixed: true });
  const hits = counted.columns.at(-1)?.value ?? constant(0);
  return onlyNeeded({ ...counted, where: [operator(">", hits, constant(0))] }, needs.columns);
};
