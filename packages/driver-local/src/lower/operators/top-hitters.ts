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
  // whole numbers are summed up and ranked as longs, also where the language service calls the sum an int
  const total = { name: measure.name, type: measure.type === "int" ? ("long" as const) : measure.type };
  const value: IrExpression = { kind: "call", name: by ? "sum" : "count", function: "aggregate", arguments: by ? [by] : [], type: total.type, span };
  const summed = [{ name: of.name, type: of.value.type }, total];
  const groups: IrRelation = { kind: "summarize", input: inputOf(relation, context), by: [of], aggregates: [{ name: measure.name, value }], columns: summed, span };
  const key: IrExpression = { kind: "column", ...total, span };
  const top: IrRelation = { kind: "top", input: groups, count, keys: [{ value: key, direction: "desc", nulls: "last" }], columns: summed, span };
  if (total.type === measure.type) return context.relation(top, needs);
  const shown: IrExpression = { kind: "column", name: of.name, type: of.value.type, span };
  const items = [{ name: of.name, value: shown }, { name: measure.name, value: { kind: "convert" as const, value: key, implicit: true, type: measure.type, span } }];
  return context.relation({ kind: "project", operator: "project", input: top, items, columns, span }, needs);
};
