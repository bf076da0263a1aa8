import type { KqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { allOf, call, constant, isNull, operator } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSource } from "../../sql/sql-nodes.js";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering, RelationOfKind } from "../lower-relation.js";
import { findIn, relationOver, type ColumnFinder, type LoweredColumn, type LoweredRelation } from "../lowered-relation.js";
import { columnsUsed } from "../ir-walk.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { firstOfEachKey } from "./join-first-of-key.js";

type Join = RelationOfKind<"join">;
type Side = "left" | "right";

/** For each kind: SQL's join, which side stands left in it, and which sides' columns may be missing. */
const shapes: Readonly<Record<Join["joinKind"], { readonly type: "INNER" | "LEFT" | "FULL" | "SEMI" | "ANTI"; readonly first: Side; readonly missing: readonly Side[] }>> = {
  innerunique: { type: "INNER", first: "left", missing: [] },
  inner: { type: "INNER", first: "left", missing: [] },
  leftouter: { type: "LEFT", first: "left", missing: ["right"] },
  rightouter: { type: "LEFT", first: "right", missing: ["left"] },
  fullouter: { type: "FULL", first: "left", missing: ["left", "right"] },
  leftsemi: { type: "SEMI", first: "left", missing: [] },
  leftanti: { type: "ANTI", first: "left", missing: [] },
  rightsemi: { type: "SEMI", first: "right", missing: [] },
  rightanti: { type: "ANTI", first: "right", missing: [] },
};

/** `join` and `lookup`, of all kinds. A null key matches a null key; `innerunique` first keeps one left row of each key. Rules R13 to R19. */
export const lowerJoin: OperatorLowering<"join"> = (relation, needs, context) => {
  if (relation.on.length === 0) return context.refuse(`${relation.operator} without on`, relation, "Name the keys with on.");
  const output = relation.output.filter(({ name }) => needs.columns.has(name));
  const shape = shapes[relation.joinKind];
  const isUnique = relation.joinKind === "innerunique";
  const sides = {
    left: side(relation, "left", { output, order: isUnique }, context),
    right: side(relation, "right", { output, order: false }, context),
  };
  if (isUnique) sides.left = firstOfEachKey(sides.left, relation.on.map((key) => key.left), context);
  const second: Side = shape.first === "left" ? "right" : "left";
  const from: SqlSource = {
    kind: "join",
    type: shape.type,
    left: sides[shape.first].from as SqlSource,
    right: sides[second].from as SqlSource,
    on: allOf(relation.on.map((key) => sameKey(key, sides, context))) ?? constant(true),
  };
  const find = { left: findIn(sides.left), right: findIn(sides.right) };
  return relationOver(from, output.flatMap(({ name, side: of, column }) => joined(find[of](column), name, shape.missing.includes(of))));
};

interface SideOutput {
  readonly output: Join["output"];
  readonly order: boolean;
}

/** One side as a sub-query of the columns that are shown or compared. */
function side(relation: Join, of: Side, { output, order }: SideOutput, context: LowerContext): LoweredRelation {
  const shown = output.filter((item) => item.side === of).map((item) => item.column);
  const keys = columnsUsed(relation.on.map((key) => key[of]));
  const lowered = context.relation(relation[of], { columns: new Set([...shown, ...keys]), order });
  return context.close(lowered, order);
}

function sameKey(key: Join["on"][number], sides: Record<Side, LoweredRelation>, context: LowerContext): SqlExpression {
  const value = (of: Side, expression: IrExpression): SqlExpression => {
    const find: ColumnFinder = findIn(sides[of]);
    return lowerExpression(expression, context.scope((name) => find(name)));
  };
  return sameOrBothNull(value("left", key.left), value("right", key.right), key);
}

/**
 * `=` that also holds for two nulls, in a form from which DuckDB still makes filters for the scan: where a column has no null,
 * it takes `coalesce` and the second condition away, which it does not do with `IS NOT DISTINCT FROM`. Rule R14.
 */
function sameOrBothNull(left: SqlExpression, right: SqlExpression, key: Join["on"][number]): SqlExpression {
  if (key.left.type === "string" && key.right.type === "string") return operator("=", left, right);
  const filled = (value: SqlExpression, type: KqlType): SqlExpression => call("coalesce", value, fillers[type]);
  const same = operator("=", filled(left, key.left.type), filled(right, key.right.type));
  return operator("AND", same, operator("=", isNull(left), isNull(right)));
}

const zero = constant(0);
const fillers: Readonly<Record<KqlType, SqlExpression>> = Object.freeze({
  bool: constant(false), int: zero, long: zero, real: zero, decimal: zero, datetime: zero, timespan: zero,
  string: constant(""), guid: constant(""), dynamic: constant("null", "JSON"),
});

/** A column of the result; of a side that may be missing, a string is empty then. */
function joined(column: LoweredColumn | undefined, name: string, mayBeMissing: boolean): LoweredColumn[] {
  if (!column) return [];
  const value = mayBeMissing && column.type === "string" ? call("coalesce", column.value, constant("")) : column.value;
  return [{ name, type: column.type, value }];
}
