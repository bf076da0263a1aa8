import { UNIX_EPOCH_TICKS } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { columnsUsed, isRelation, walkIr } from "../ir-walk.js";
import type { LowerContext } from "../lower-context.js";
import { findIn, relationOver, type ColumnFinder, type LoweredRelation } from "../lowered-relation.js";
import { rawTimes, type RawTime } from "./raw-times.js";

/** How a comparison of a time column says the same on the stored column. */
export interface RawComparison {
  /** Conditions on the stored column. */
  readonly conditions: readonly SqlExpression[];
  /** Whether they say just what the comparison says; else they let through more, and the comparison must stand beside them. */
  readonly exact: boolean;
}

const nothing: RawComparison = { conditions: [], exact: false };

/** The parts of a predicate that must all hold. */
export function conjuncts(predicate: IrExpression): IrExpression[] {
  if (predicate.kind !== "binary" || predicate.operator !== "and") return [predicate];
  return [...conjuncts(predicate.left), ...conjuncts(predicate.right)];
}

/**
 * A comparison of a time column with a constant as one of the stored column: by that, files and row groups can be skipped, while
 * a comparison of the value worked out from it reads everything. Rule R43.
 */
export function rawComparison(part: IrExpression, relation: LoweredRelation, context: LowerContext): RawComparison {
  const find = findIn(relation);
  if (part.kind === "between" && !part.negated)
    return both(bound(part.value, ">=", part.from, find, context), bound(part.value, "<=", upperEnd(part), find, context));
  if (part.kind !== "binary") return nothing;
  if (part.operator === "==") {
    const within = (column: IrExpression, value: IrExpression): RawComparison =>
      both(bound(column, ">=", value, find, context), bound(column, "<=", value, find, context));
    const found = within(part.left, part.right);
    return { ...(found.conditions.length ? found : within(part.right, part.left)), exact: false };
  }
  if (!isOrder(part.operator)) return nothing;
  const found = bound(part.left, part.operator, part.right, find, context);
  return found.conditions.length ? found : bound(part.right, turned[part.operator], part.left, find, context);
}

type Order = "<" | "<=" | ">" | ">=";
const turned: Readonly<Record<Order, Order>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function isOrder(name: string): name is Order {
  return name in turned;
}

function both(one: RawComparison, other: RawComparison): RawComparison {
  return { conditions: [...one.conditions, ...other.conditions], exact: one.exact && other.exact };
}

/** `between (a .. 1d)` reaches to `a + 1d`. */
function upperEnd(part: Extract<IrExpression, { kind: "between" }>): IrExpression {
  if (part.to.type !== "timespan" || part.from.type !== "datetime") return part.to;
  return { kind: "binary", operator: "+", left: part.from, right: part.to, type: "datetime", span: part.to.span };
}

function bound(column: IrExpression, name: Order, value: IrExpression, find: ColumnFinder, context: LowerContext): RawComparison {
  if (column.kind !== "column" || column.type !== "datetime" || value.type !== "datetime" || !isConstant(value, context)) return nothing;
  const raw = find(column.name)?.raw;
  const time = raw && rawTimes[raw.stored];
  if (!raw || !time) return nothing;
  const ticks = context.expression(value, relationOver(undefined, []));
  return { conditions: [onRaw(raw.value, name, time, ticks)], exact: time.exact };
}

/** `raw * unit < ticks` as `raw < ticks / unit`, rounded so that it says the same for whole raws. */
function onRaw(raw: SqlExpression, name: Order, time: RawTime, ticks: SqlExpression): SqlExpression {
  const since = operator("-", ticks, constant(UNIX_EPOCH_TICKS));
  const isLower = name === ">" || name === ">=";
  if (!time.exact) return operator(isLower ? ">=" : "<=", raw, time.ofUnits(operator(isLower ? "-" : "+", since, constant(1n))));
  const roundsUp = name === ">=" || name === "<";
  const units = time.ticks === 1n ? since : flooredBy(roundsUp ? operator("+", since, constant(time.ticks - 1n)) : since, time.ticks);
  return operator(name, raw, time.ofUnits(units));
}

function flooredBy(value: SqlExpression, unit: bigint): SqlExpression {
  const size = constant(unit);
  const rest = operator("%", operator("+", operator("%", value, size), size), size);
  return operator("//", operator("-", value, rest), size);
}

/** Whether a value is known before the query runs: it reads no column, no table and no chance. */
function isConstant(value: IrExpression, context: LowerContext): boolean {
  let known = columnsUsed([value]).size === 0;
  walkIr(value, (node) => {
    if (isRelation(node) || (node.kind === "let-scalar" && !context.lets.standsWhereUsed(node.id))) known = false;
    return known;
  });
  return known;
}

/** Finds the stored column behind a time column, for an order: DuckDB then skips what cannot be among the first rows. */
export function orderedByRaw(value: IrExpression, relation: LoweredRelation): SqlExpression | undefined {
  if (value.kind !== "column" || value.type !== "datetime") return undefined;
  const raw = findIn(relation)(value.name)?.raw;
  return raw && rawTimes[raw.stored] ? raw.value : undefined;
}
