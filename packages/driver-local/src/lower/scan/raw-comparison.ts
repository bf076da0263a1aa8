import { UNIX_EPOCH_TICKS } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LocalColumnStorage } from "../../tables/local-table-source.js";
import { columnsUsed, isRelation, walkIr } from "../ir-walk.js";
import type { LowerContext } from "../lower-context.js";
import { findIn, type ColumnFinder, type LoweredRelation } from "../lowered-relation.js";

/** A bound of a stored time, in ticks since 0001-01-01, as a value of the stored type; it may lie up to one unit beyond. */
const boundOf: Readonly<Partial<Record<LocalColumnStorage, (ticks: SqlExpression) => SqlExpression>>> = Object.freeze({
  ticks: (ticks: SqlExpression) => ticks,
  timestamp: (ticks: SqlExpression) => call("make_timestamp", microseconds(ticks)),
  timestamp_ms: (ticks: SqlExpression) => cast(call("make_timestamp", microseconds(ticks)), "TIMESTAMP_MS"),
  timestamp_s: (ticks: SqlExpression) => cast(call("make_timestamp", microseconds(ticks)), "TIMESTAMP_S"),
  date: (ticks: SqlExpression) => cast(call("make_timestamp", microseconds(ticks)), "DATE"),
  timestamp_ns: (ticks: SqlExpression) => call("make_timestamp_ns", operator("*", withinNanoseconds(sinceEpoch(ticks)), constant(100n))),
  timestamptz: (ticks: SqlExpression) => call("make_timestamptz", microseconds(ticks)),
});

/**
 * Conditions on stored time columns that follow from a predicate: the predicate itself compares values worked out from them,
 * which no file or row group can be skipped by. They let through a little more than the predicate, never less.
 */
export function rawConditions(predicate: IrExpression, relation: LoweredRelation, context: LowerContext): SqlExpression[] {
  const find = findIn(relation);
  return conjuncts(predicate).flatMap((part) => rawCondition(part, find, context));
}

/** The parts of a predicate that must all hold. */
export function conjuncts(predicate: IrExpression): IrExpression[] {
  if (predicate.kind !== "binary" || predicate.operator !== "and") return [predicate];
  return [...conjuncts(predicate.left), ...conjuncts(predicate.right)];
}

const looser: Readonly<Record<string, readonly [atLeast: boolean, atMost: boolean]>> = Object.freeze({
  ">": [true, false], ">=": [true, false], "<": [false, true], "<=": [false, true], "==": [true, true],
});

function rawCondition(part: IrExpression, find: ColumnFinder, context: LowerContext): SqlExpression[] {
  if (part.kind === "between" && !part.negated)
    return [...bound(part.value, part.from, ">=", find, context), ...bound(part.value, upperEnd(part), "<=", find, context)];
  if (part.kind !== "binary") return [];
  const [atLeast, atMost] = looser[part.operator] ?? [false, false];
  const here = (condition: boolean, name: ">=" | "<=") => (condition ? bound(part.left, part.right, name, find, context) : []);
  const turned = (condition: boolean, name: ">=" | "<=") => (condition ? bound(part.right, part.left, name, find, context) : []);
  return [...here(atLeast, ">="), ...here(atMost, "<="), ...turned(atLeast, "<="), ...turned(atMost, ">=")];
}

/** `between (a .. 1d)` reaches to `a + 1d`. */
function upperEnd(part: Extract<IrExpression, { kind: "between" }>): IrExpression {
  if (part.to.type !== "timespan" || part.from.type !== "datetime") return part.to;
  return { kind: "binary", operator: "+", left: part.from, right: part.to, type: "datetime", span: part.to.span };
}

function bound(column: IrExpression, value: IrExpression, name: ">=" | "<=", find: ColumnFinder, context: LowerContext): SqlExpression[] {
  if (column.kind !== "column" || column.type !== "datetime" || value.type !== "datetime" || !isConstant(value)) return [];
  const raw = find(column.name)?.raw;
  const toRaw = raw && boundOf[raw.stored];
  if (!raw || !toRaw) return [];
  const ticks = context.expression(value, { where: [], columns: [], order: [], orderIsTotal: false, rowsAreFixed: false });
  return [operator(name, raw.value, toRaw(ticks))];
}

function isConstant(value: IrExpression): boolean {
  let constantOnly = columnsUsed([value]).size === 0;
  walkIr(value, (node) => {
    if (isRelation(node)) constantOnly = false;
    return constantOnly;
  });
  return constantOnly;
}

function sinceEpoch(ticks: SqlExpression): SqlExpression {
  return operator("-", ticks, constant(UNIX_EPOCH_TICKS));
}

function microseconds(ticks: SqlExpression): SqlExpression {
  return operator("//", sinceEpoch(ticks), constant(10n));
}

/** Times beyond what TIMESTAMP_NS can hold (1677 to 2262) are moved to its ends. */
function withinNanoseconds(ticks: SqlExpression): SqlExpression {
  const end = 92_233_720_368_547_757n;
  return call("greatest", call("least", ticks, constant(end)), constant(-end));
}
