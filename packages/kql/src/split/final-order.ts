import type { SplitOrderKey } from "@huntkit/provider";
import type { IrOrderKey, IrRelation } from "../ir/ir-types.js";
import { refuseOperator } from "./split-refused.js";

/** A query without the `sort` at its end, and the order that this gave. */
export interface FinalOrder {
  readonly rows: IrRelation;
  readonly order?: readonly SplitOrderKey[];
}

/**
 * Takes the order off the end of a query: `sort`, also with operators behind it that only choose and name columns, as long as its
 * keys are columns of the result.
 */
export function finalOrder(relation: IrRelation): FinalOrder {
  if (relation.kind === "sort") return { rows: relation.input, order: relation.keys.map((key) => columnKey(key, relation)) };
  if (relation.kind !== "project" && relation.kind !== "as") return { rows: relation };
  const { rows, order } = finalOrder(relation.input);
  if (order === undefined) return { rows: relation };
  const named = order.map((key) => ({ ...key, column: nameOf(key.column, relation) ?? refuseOperator("sort", `orders by ${key.column}, which the result does not hold`, relation.span) }));
  return { rows: { ...relation, input: rows }, order: named };
}

function columnKey({ value, direction, nulls }: IrOrderKey, relation: IrRelation): SplitOrderKey {
  if (value.kind === "column") return { column: value.name, direction, nulls };
  return refuseOperator("sort", "orders by something that is no column of the result", relation.span);
}

/** The name that a column has after the operator. */
function nameOf(column: string, relation: IrRelation & { readonly kind: "project" | "as" }): string | undefined {
  if (relation.kind === "as") return column;
  return relation.items.find(({ value }) => value.kind === "column" && value.name === column)?.name;
}
