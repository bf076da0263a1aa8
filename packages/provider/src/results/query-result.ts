import type { HuntError } from "../errors/hunt-error.js";
import type { TimeRange } from "../driver/time-range.js";
import type { DynamicValue } from "../values/kql-value.js";
import type { ResultTable } from "./result-table.js";

/** Something that did not change the answer but that the user should know. */
export interface ResultWarning {
  /** A stable, kebab-case name. */
  readonly code: string;
  /** What it is and what to do. */
  readonly message: string;
}

/** How the query asked for its rows to be drawn (`render`); the rows themselves are not changed by it. */
export interface Visualization {
  /** The kind of chart, for example `timechart`. */
  readonly kind: string;
  /** The properties given with `with (…)`. */
  readonly properties: Readonly<Record<string, DynamicValue>>;
}

/** A part of the data that the rows do not hold. */
export interface MissingPart {
  /** The connection that did not answer; absent if there is only one. */
  readonly connection?: string;
  /** The stretch of time that is missing (half-open); absent for the whole range of the query. */
  readonly timeRange?: TimeRange;
  /**
   * Which ends of `timeRange` are open, because the part is the first or the last one: everything before its start belongs to it too
   * (also rows without a time), or everything from its end on. Absent if neither is.
   */
  readonly open?: "start" | "end" | "both";
  /** Why it is missing. */
  readonly error: HuntError;
  /** How many times it was asked for; 0 if it was not reached any more. */
  readonly attempts: number;
}

/** What all results have. */
export interface ResultBase {
  /** The query text that ran. */
  readonly query: string;
  /** Whole time of the query, in milliseconds. */
  readonly durationMilliseconds: number;
  /** Things the user should know. */
  readonly warnings: readonly ResultWarning[];
  /** How the rows should be drawn, if the query says so. */
  readonly visualization?: Visualization;
  /** What the service told about its work, as it came; nothing depends on it. */
  readonly statistics?: Readonly<Record<string, DynamicValue>>;
}

/** Every row of the answer. */
export interface CompleteResult extends ResultBase {
  readonly status: "complete";
  /** The rows. */
  readonly table: ResultTable;
}

/**
 * Some of the rows, and an account of what is missing. The rows stand under another name than those of a complete result, so
 * that they cannot be taken for all of them by accident.
 */
export interface PartialResult extends ResultBase {
  readonly status: "partial";
  /** The rows that came. */
  readonly partialTable: ResultTable;
  /** Exactly what is missing; never empty. */
  readonly missing: readonly MissingPart[];
}

/** The outcome of a query. Look at `status` first. */
export type QueryResult = CompleteResult | PartialResult;
