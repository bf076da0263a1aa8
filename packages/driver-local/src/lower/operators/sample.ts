import { call } from "../../sql/sql-builders.js";
import { onlyNeeded } from "./where.js";
import { limited } from "./take.js";
import { lowerDistinct } from "./distinct.js";
import { inputOf } from "./input-of.js";
import type { OtherLowering } from "./other.js";
import type { LoweredRelation } from "../lowered-relation.js";

/** `sample`: so many rows, any of them. Source: Microsoft Learn, "sample operator" (`sample-operator`). Rule R49. */
export const lowerSample: OtherLowering<"sample"> = (relation, needs, context) => {
  const input = context.relation(inputOf(relation, context), { columns: needs.columns, order: false });
  const shuffled = inAnyOrder(context.freeRows(input));
  return onlyNeeded(context.close(limited(relation.details.count, shuffled, context), false), needs.columns);
};

/** `sample-distinct`: so many different values. Source: Microsoft Learn, "sample-distinct operator" (`sample-distinct-operator`). Rule R49. */
export const lowerSampleDistinct: OtherLowering<"sample-distinct"> = (relation, needs, context) => {
  const { count, of } = relation.details;
  const values = lowerDistinct({ kind: "distinct", input: inputOf(relation, context), items: [of], columns: relation.columns, span: relation.span }, needs, context);
  return context.close(limited(count, inAnyOrder(values), context), false);
};

function inAnyOrder(rows: LoweredRelation): LoweredRelation {
  return { ...rows, order: [{ value: call("random"), direction: "ASC", nulls: "LAST" }], orderIsTotal: false };
}
