import type { TableSchema } from "../driver/data-schema.js";
import type { TextPlace } from "../errors/text-place.js";
import type { KqlDateTime } from "../values/kql-datetime.js";

/** A part of the time line, half-open (`start <= t < end`) and open at an end that is not given. */
export interface SplitRange {
  readonly start?: KqlDateTime;
  readonly end?: KqlDateTime;
}

/** A key of the order that the rows of all parts together must have. */
export interface SplitOrderKey {
  /** A column of the result. */
  readonly column: string;
  readonly direction: "asc" | "desc";
  readonly nulls: "first" | "last";
}

/**
 * How a query is run in parts of time. For ranges that together cover the time line once, the rows of the restricted texts
 * together are the rows of the query: the restriction stands at the tables that the query reads, before its own operators.
 */
export interface SplitPlan {
  readonly splittable: true;
  /** The query over the rows of one range only. Rows without a time belong to the range without a start. */
  restrict(range: SplitRange): string;
  /**
   * Where a place of the restricted text stands in the query's own text, so that an error of a part can be told there.
   * @returns undefined for what the restriction added. Absent: not known.
   */
  offsetInQuery?(range: SplitRange, offset: number): number | undefined;
  /** The columns with the time of the tables that are restricted, for messages. */
  readonly timeColumns: readonly string[];
  /** The order that the query gives its rows; absent if it leaves it open. */
  readonly order?: readonly SplitOrderKey[];
}

/** Why a query cannot be run in parts without changing its meaning. */
export interface SplitRefusal {
  readonly splittable: false;
  /** What stands in the way and what to do about it. */
  readonly reason: string;
  /** Where it stands in the query text. */
  readonly place?: TextPlace;
  /** Whether the query reads no table whose rows have a time, so that no range of time matters to it. */
  readonly timeless?: boolean;
}

/** What {@link QueryDialect.planSplit} takes beside the text. */
export interface SplitRequest {
  /** The data environment, which tells the tables and their columns. */
  readonly environment: string;
  /** Further tables that the connection has, for example those of a workspace. */
  readonly tables?: readonly TableSchema[];
  /** The column with the time of a row. Default: `Timestamp`, else `TimeGenerated`. */
  readonly timeColumn?: string;
  /**
   * The caller vouches that the parts can be put together: the check of the operators is left out, and every table with a time
   * is restricted. Default: false.
   */
  readonly vouched?: boolean;
}
