import { ParameterError, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from "@huntkit/provider";

/**
 * How values of one group in several parts become one: `sum` for `count`, `countif`, `sum`; `min` and `max` for those; `union` for `make_set`;
 * `concat` for `make_list`, in the order of the parts; `any` for `take_any`. What cannot be told from the parts (`avg`, `dcount`,
 * percentiles, `arg_max`) has no function.
 */
export type MergeFunction = (typeof mergeFunctions)[number];

/** The names of the functions. */
export const mergeFunctions = ["sum", "min", "max", "union", "concat", "any"] as const;

/** How the rows of a query that groups (`summarize … by …` at its end, `count`) are put together. Each column stands in one of the two. */
export interface SplitMerge {
  /** The columns of the groups; none for a query with one row. */
  readonly by: readonly string[];
  /** The function of each other column. */
  readonly merge: Readonly<Record<string, MergeFunction>>;
}

/** How a query is run in parts of time. */
export interface SplitOptions {
  /** The length of a part (`1d`, `6h`, `30m`), or `auto`: whole first, and halves where the source cuts or refuses an answer. */
  readonly splitBy?: string;
  /**
   * The caller vouches that the parts of this query can be put together: as they are (true), or group by group as is declared. Default: false,
   * which takes only queries whose rows of one part do not depend on those of another.
   */
  readonly splittable?: boolean | SplitMerge;
  /** The column with the time of a row. Default: `Timestamp`, else `TimeGenerated`. */
  readonly timeColumn?: string;
  /** The shortest part that a refused or cut one is halved to, in minutes. Default: 1. */
  readonly floorMinutes?: number;
  /** Fails with the first error instead of giving a partial result. Default: false. */
  readonly requireComplete?: boolean;
}

/** What is declared of groups; undefined if rows of parts are rows of the whole. */
export function mergeOf({ splittable }: Pick<SplitOptions, "splittable">): SplitMerge | undefined {
  return typeof splittable === "object" ? splittable : undefined;
}

const unitTicks: Readonly<Record<string, bigint>> = { d: TICKS_PER_DAY, h: TICKS_PER_HOUR, m: TICKS_PER_MINUTE };
const mostParts = 10_000n;

/**
 * The length of a part in ticks; undefined for `auto`.
 * @throws {ParameterError} `split-unreadable`.
 */
export function splitTicks(splitBy: string): bigint | undefined {
  if (splitBy === "auto") return undefined;
  const match = /^(\d{1,6})([dhm])$/.exec(splitBy);
  const ticks = match ? BigInt(match[1] ?? 0) * (unitTicks[match[2] ?? ""] ?? 0n) : 0n;
  if (ticks > 0n) return ticks;
  throw new ParameterError({ code: "split-unreadable", message: `"${splitBy.slice(0, 20)}" is no length of a part. Write 1d, 6h or 30m, or auto.` });
}

/** @throws {ParameterError} `floor-invalid` for a floor that is no length of time. */
export function checkFloor(floorMinutes: number | undefined): void {
  if (floorMinutes === undefined || (Number.isFinite(floorMinutes) && floorMinutes > 0)) return;
  throw new ParameterError({ code: "floor-invalid", message: `floorMinutes is ${String(floorMinutes).slice(0, 20)}, which is no length of the shortest part. Give a number of minutes above 0.` });
}

/** @throws {ParameterError} `split-too-fine` for more parts than make sense. */
export function checkPartCount(length: bigint, part: bigint): void {
  if (length / part < mostParts) return;
  throw new ParameterError({ code: "split-too-fine", message: `The time range would be split into ${length / part} parts; at most ${mostParts} make sense. Give longer parts.` });
}
