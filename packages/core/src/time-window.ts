import { KqlDateTime, ParameterError, TICKS_PER_DAY, type TimeRange } from "@huntkit/provider";
import { relativeTime } from "@huntkit/templates";

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * A point in time: an exact one, a `Date`, ISO 8601 text, a relative text (`[+-]N[unit][@unit]`, for example `-3d@d`, or
 * `now`), or a number of days from now.
 */
export type TimeInput = KqlDateTime | Date | string | number;

/** A stretch of time as a person gives it. */
export interface TimeWindow {
  /** The first instant. */
  readonly start: TimeInput;
  /** The first instant after it. Default: now. */
  readonly end?: TimeInput;
}

/**
 * Reads a time window. Without one: the last day.
 * @param now The clock for relative times.
 * @throws {ParameterError} if a time cannot be read (never taken for now), or the end does not come after the start.
 */
export function readTimeWindow(window: TimeWindow | undefined, now: () => Date): TimeRange {
  const present = now();
  if (window === undefined) {
    const end = KqlDateTime.fromDate(present);
    return Object.freeze({ start: new KqlDateTime(end.ticks - TICKS_PER_DAY), end });
  }
  const start = readInstant("start", window.start, present);
  const end = readInstant("end", window.end ?? "now", present);
  if (end.ticks <= start.ticks)
    throw new ParameterError({
      code: "time-range-empty",
      message: `The time range ends at ${end} and begins at ${start}. Give an end after the start.`,
    });
  return Object.freeze({ start, end });
}

function readInstant(name: string, input: TimeInput, present: Date): KqlDateTime {
  const instant = instantOf(input, present);
  if (instant) return instant;
  throw new ParameterError({
    code: "time-unreadable",
    message: `The ${name} "${String(input).slice(0, 60)}" is not a time. Write ISO 8601 (2026-07-01T12:00:00Z), a relative time (-3d@d, -12h, now), or a number of days.`,
  });
}

function instantOf(input: TimeInput, present: Date): KqlDateTime | undefined {
  if (input instanceof KqlDateTime) return input;
  if (input instanceof Date) return Number.isNaN(input.getTime()) ? undefined : KqlDateTime.fromDate(input);
  if (typeof input === "string") return KqlDateTime.parse(input) ?? relativeTime(input, present);
  const moved = new Date(present.getTime() + input * MILLISECONDS_PER_DAY);
  return Number.isNaN(moved.getTime()) || moved.getUTCFullYear() < 1 || moved.getUTCFullYear() > 9999 ? undefined : KqlDateTime.fromDate(moved);
}
