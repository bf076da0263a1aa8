import type { IrRelation } from "@huntkit/kql/ir";
import type { LowerContext } from "./lower-context.js";
import type { LoweredRelation } from "./lowered-relation.js";
import type { Needs } from "./needs.js";
import { lowerAs } from "./operators/as.js";
import { lowerCount } from "./operators/count.js";
import { lowerDatatable } from "./operators/datatable.js";
import { lowerDistinct } from "./operators/distinct.js";
import { lowerExtend } from "./operators/extend.js";
import { lowerGetschema } from "./operators/getschema.js";
import { lowerJoin } from "./operators/join.js";
import { lowerMvExpand } from "./operators/mv-expand.js";
import { lowerOther } from "./operators/other.js";
import { lowerParse } from "./operators/parse.js";
import { lowerPrint } from "./operators/print.js";
import { lowerProject } from "./operators/project.js";
import { lowerRange } from "./operators/range.js";
import { lowerSerialize } from "./operators/serialize.js";
import { lowerSort } from "./operators/sort.js";
import { lowerSummarize } from "./operators/summarize.js";
import { lowerTable } from "./operators/table.js";
import { lowerTake } from "./operators/take.js";
import { lowerTop } from "./operators/top.js";
import { lowerUnion } from "./operators/union.js";
import { lowerWhere } from "./operators/where.js";

/** A relation of one kind. */
export type RelationOfKind<K extends IrRelation["kind"]> = Extract<IrRelation, { readonly kind: K }>;

/** Lowers one kind of relation. It gives exactly the needed columns, in KQL's order. */
export type OperatorLowering<K extends IrRelation["kind"]> = (relation: RelationOfKind<K>, needs: Needs, context: LowerContext) => LoweredRelation;

const operators: { readonly [K in IrRelation["kind"]]: OperatorLowering<K> } = {
  table: lowerTable,
  "let-table": (relation, needs, context) => context.lets.table(relation, needs),
  print: lowerPrint,
  range: lowerRange,
  datatable: lowerDatatable,
  context: (relation, needs, context) => context.rowsHandedIn(relation, needs),
  where: lowerWhere,
  extend: lowerExtend,
  project: lowerProject,
  summarize: lowerSummarize,
  distinct: lowerDistinct,
  sort: lowerSort,
  top: lowerTop,
  take: lowerTake,
  count: lowerCount,
  serialize: lowerSerialize,
  "mv-expand": lowerMvExpand,
  parse: lowerParse,
  as: lowerAs,
  getschema: lowerGetschema,
  other: lowerOther,
  join: lowerJoin,
  union: lowerUnion,
};

/** Lowers a relation of any kind. @throws {UnsupportedError} for an operator that the engine does not know, with its place. */
export function lowerRelation(relation: IrRelation, needs: Needs, context: LowerContext): LoweredRelation {
  const lower = operators[relation.kind] as (relation: IrRelation, needs: Needs, context: LowerContext) => LoweredRelation;
  return lower(relation, needs, context);
}
