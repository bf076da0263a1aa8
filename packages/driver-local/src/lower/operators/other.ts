import type { IrOther } from "@huntkit/kql/ir";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering, RelationOfKind } from "../lower-relation.js";
import type { LoweredRelation } from "../lowered-relation.js";
import type { Needs } from "../needs.js";
import { lowerEvaluate } from "./evaluate.js";
import { lowerMakeSeries } from "./make-series.js";
import { lowerMvApply } from "./mv-apply.js";
import { lowerParseKv } from "./parse-kv.js";
import { lowerPartition } from "./partition.js";
import { lowerSample, lowerSampleDistinct } from "./sample.js";
import { lowerTopHitters } from "./top-hitters.js";
import { lowerTopNested } from "./top-nested.js";

type Name = IrOther["operator"];

/** An operator without a kind of its own. */
export type OtherOperator<N extends Name> = Extract<RelationOfKind<"other">, { readonly operator: N }>;

/** Lowers one of the operators without a kind of their own. */
export type OtherLowering<N extends Name> = (relation: OtherOperator<N>, needs: Needs, context: LowerContext) => LoweredRelation;

/** Those that become SQL. Others were replaced by their rows before (`stages`), or are refused. */
const operators: { readonly [N in Name]?: OtherLowering<N> } = {
  "make-series": lowerMakeSeries,
  "mv-apply": lowerMvApply,
  partition: lowerPartition,
  "parse-kv": lowerParseKv,
  sample: lowerSample,
  "sample-distinct": lowerSampleDistinct,
  "top-hitters": lowerTopHitters,
  "top-nested": lowerTopNested,
  evaluate: lowerEvaluate,
};

/** Lowers an operator without a kind of its own. @throws {UnsupportedError} for one that the engine does not know. */
export const lowerOther: OperatorLowering<"other"> = (relation, needs, context) => {
  const lower = operators[relation.operator] as OtherLowering<Name> | undefined;
  return lower ? lower(relation, needs, context) : context.refuse(relation.operator, relation);
};
