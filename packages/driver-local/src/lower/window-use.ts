import type { IrExpression } from "@huntkit/kql/ir";
import { callsFunction } from "./ir-walk.js";

/** Whether expressions look at neighbouring rows (`row_number()`, `prev()`, …), and so need the rows in one agreed order. */
export function isWindowed(expressions: readonly IrExpression[]): boolean {
  return expressions.some((expression) => callsFunction(expression, (call) => call.function === "window"));
}

const orderedAggregates: ReadonlySet<string> = new Set([
  "make_list", "makelist", "make_list_if", "make_list_with_nulls", "make_set", "makeset", "make_set_if", "make_bag", "make_bag_if", "make_dictionary",
]);

/** Whether aggregates take values in the order of the rows (`make_list`, …). */
export function needsInputOrder(expressions: readonly IrExpression[]): boolean {
  return expressions.some((expression) => callsFunction(expression, (call) => orderedAggregates.has(call.name)));
}
