import type { KqlDateTime } from "../values/kql-datetime.js";

/** A stretch of time, half-open: `start <= t < end`. */
export interface TimeRange {
  /** The first instant. */
  readonly start: KqlDateTime;
  /** The first instant after it. */
  readonly end: KqlDateTime;
}
