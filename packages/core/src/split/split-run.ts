import { type DriverCapabilities, type DriverConnection, type HuntError, type MissingPart, type ProgressListener, type ResultBase, type ResultTable, type SplitPlan, TICKS_PER_SECOND, type TimeRange } from "@huntkit/provider";
import type { PartStore } from "../checkpoint/part-store.js";
import type { SplitOptions } from "./split-options.js";
import type { TimePart } from "./time-parts.js";

/** What a split run needs. */
export interface SplitRun {
  readonly text: string;
  readonly plan: SplitPlan;
  readonly connection: DriverConnection;
  readonly timeRange: TimeRange;
  /** Whether rows beyond the range are none of the query's; else the first and the last part reach on. Default: false. */
  readonly isClosed?: boolean;
  readonly options: SplitOptions & { readonly splitBy: string };
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
  /** Rows at which the source cuts an answer without a word. */
  readonly rowLimit: number | undefined;
  /** What the source is asked for beside the text; undefined if an unsplit run would not tell it either. */
  readonly timespan: TimeRange | undefined;
  /** How many parts run at once. */
  readonly concurrent: number;
  /** What the source stops itself when the caller aborts. */
  readonly cancels: DriverCapabilities["cancels"];
  /** Where finished parts are kept. */
  readonly parts?: PartStore | undefined;
}

/** What a part ended with: rows, or what is missing of it, or some of both. */
export interface PartEnd {
  readonly part: TimePart;
  readonly table?: ResultTable;
  readonly about?: Pick<ResultBase, "warnings" | "visualization" | "statistics">;
  readonly missing: readonly MissingPart[];
}

/** A split run under way. */
export interface OngoingSplit {
  readonly run: SplitRun;
  readonly ends: PartEnd[];
  readonly tally: { begun: number; known: number };
  /** Stops the parts that are running. */
  readonly halt: AbortController;
  /** Fires when the caller aborts, or `halt` does. */
  readonly signal: AbortSignal;
  /** Why no further part is begun. */
  stop?: HuntError;
}

/** The shortest part that another is halved to. */
export function floorTicks({ options }: SplitRun): bigint {
  return BigInt(Math.max(1, Math.round((options.floorMinutes ?? 1) * 60))) * TICKS_PER_SECOND;
}
