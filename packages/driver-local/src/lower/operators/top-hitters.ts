import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { inputOf } from "./input-of.js";
import type { OtherLowering } from "./other.js";

/**
 * `top-hitters`: the values that occur most, or whose sum is greatest. The service estimates; here the numbers are exact. Rule R50.
 * Source: Microsoft Learn, "top-hitters operator" (`top-hitters-operator`).
 */
export const lowerTopHitters: OtherLowering<"top-hitters"> = (relation, needs, context) => {
  const { count, of, by } = relation.details;
  const { columns, span } = relation;
  const measure = columns[1] ?? context.refuse("top-hitters without a measure", relation);
  const value: IrExpression = { kind: "call", name: by ? "sum" : "count", function: "aggregate", arguments: by ? [by] : [], type: measure.type, span };
  const groups: IrRelation = { kind: "summarize", input: inputOf(relation, context), by: [of], aggregates: [{ name: measure.name, value }], columns, span };
  const key: IrExpression = { kind: "column", name: measure.name, type: measure.type, span };
  return context.relation({ kind: "top", input: groups, count, keys: [{ value: key, direction: "desc", nulls: "last" }], columns, span }, needs);
};
