import { KqlDateTime, KqlTimeSpan, TICKS_PER_DAY, UNIX_EPOCH_TICKS } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { parameter } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { DayFiles } from "../../tables/local-table-source.js";
import type { LowerContext } from "../lower-context.js";
import { findIn, type LoweredRelation } from "../lowered-relation.js";

/** The least and greatest time that a filter lets through, in ticks; undefined for an open end. */
interface TimeBounds {
  readonly least?: bigint;
  readonly most?: bigint;
}

/**
 * A scan of a table whose files lie in folders named after days, cut down to the files that can hold rows for which the parts of a
 * filter are true. The filter itself still stands. Rule R61.
 */
export function withDayFiles(parts: readonly IrExpression[], rows: LoweredRelation, context: LowerContext): LoweredRelation {
  const { from } = rows;
  const time = rows.columns.find((column) => column.raw?.dayFiles !== undefined);
  if (from?.kind !== "name" || from.as === undefined || !time?.raw?.dayFiles) return rows;
  const bounds = parts.map((part) => boundsOf(part, time.name, rows, context));
  const least = bounds.flatMap((each) => each.least ?? []).reduce<bigint | undefined>((most, each) => (most === undefined || each > most ? each : most), undefined);
  const most = bounds.flatMap((each) => each.most ?? []).reduce<bigint | undefined>((fewest, each) => (fewest === undefined || each < fewest ? each : fewest), undefined);
  if (least === undefined && most === undefined) return rows;
  const groups = time.raw.dayFiles.groups.map((files) => filesWithin(files, least, most));
  if (groups.every((files, index) => files.length === time.raw?.dayFiles?.groups[index]?.length)) return rows;
  const lists = groups.map((files): SqlExpression => ({ kind: "list", items: files.map(({ path }) => parameter(path, "VARCHAR")) }));
  return { ...rows, from: { kind: "call", name: time.raw.dayFiles.macro, arguments: lists, as: from.as } };
}

type Files = DayFiles["groups"][number];

/** The files of days within the bounds, give or take a day; at least one, since no reader takes an empty list. */
function filesWithin(files: Files, least: bigint | undefined, most: bigint | undefined): Files {
  const dayOf = (ticks: bigint): number => Number((ticks - UNIX_EPOCH_TICKS) / TICKS_PER_DAY);
  const first = least === undefined ? -Infinity : dayOf(least) - 1;
  const last = most === undefined ? Infinity : dayOf(most) + 1;
  const within = files.filter(({ day }) => day === undefined || (day >= first && day <= last));
  return within.length > 0 ? within : files.slice(0, 1);
}

function boundsOf(part: IrExpression, name: string, rows: LoweredRelation, context: LowerContext): TimeBounds {
  const isTime = (node: IrExpression): boolean => node.kind === "column" && node.name === name && findIn(rows)(name) !== undefined;
  if (part.kind === "between" && !part.negated && isTime(part.value)) {
    const from = ticksOf(part.from, context);
    const to = part.to.type === "timespan" ? sum(from, ticksOf(part.to, context)) : ticksOf(part.to, context);
    return bounds(from, to);
  }
  if (part.kind !== "binary") return {};
  const turned = isTime(part.right);
  if (!turned && !isTime(part.left)) return {};
  const value = ticksOf(turned ? part.left : part.right, context);
  const isLower = part.operator === ">" || part.operator === ">=" ? !turned : part.operator === "<" || part.operator === "<=" ? turned : undefined;
  if (part.operator === "==") return bounds(value, value);
  return isLower === undefined ? {} : isLower ? bounds(value, undefined) : bounds(undefined, value);
}

function bounds(least: bigint | undefined, most: bigint | undefined): TimeBounds {
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}

function sum(left: bigint | undefined, right: bigint | undefined): bigint | undefined {
  return left === undefined || right === undefined ? undefined : left + right;
}

/** The ticks of a time or timespan that is known before the query runs; undefined for others. */
function ticksOf(value: IrExpression, context: LowerContext): bigint | undefined {
  switch (value.kind) {
    case "literal":
      return value.value instanceof KqlDateTime || value.value instanceof KqlTimeSpan ? value.value.ticks : undefined;
    case "let-scalar": {
      const named = context.lets.scalarValue(value.id);
      return named && ticksOf(named, context);
    }
    case "binary": {
      const [left, right] = [ticksOf(value.left, context), ticksOf(value.right, context)];
      if (left === undefined || right === undefined) return undefined;
      return value.operator === "+" ? left + right : value.operator === "-" ? left - right : undefined;
    }
    case "call":
      return ticksOfCall(value, context);
    default:
      return undefined;
  }
}

function ticksOfCall(call: Extract<IrExpression, { kind: "call" }>, context: LowerContext): bigint | undefined {
  const [first] = call.arguments;
  const given = first && first.kind !== "star" ? ticksOf(first, context) : undefined;
  if (call.name === "now") return first === undefined ? context.nowTicks : sum(context.nowTicks, given);
  if (call.name === "ago") return given === undefined ? undefined : context.nowTicks - given;
  if (call.name === "startofday" && call.arguments.length === 1) return given === undefined ? undefined : given - (given % TICKS_PER_DAY);
  return undefined;
}
