import { ParameterError } from "../errors/parameter-error.js";
import {
  MAX_INT64,
  MIN_INT64,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from "./ticks.js";

const pattern = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;

/**
 * A KQL `timespan`: a signed length of time in ticks of 100 ns (a signed 64-bit integer). Immutable.
 * Source: Microsoft Learn, "The timespan data type" (`scalar-data-types/timespan`).
 */
export class KqlTimeSpan {
  /** Length in ticks of 100 ns; negative for a span back in time. */
  readonly ticks: bigint;

  /**
   * @param ticks Length in ticks of 100 ns.
   * @throws {ParameterError} if it does not fit into 64 bits.
   */
  constructor(ticks: bigint) {
    if (ticks < MIN_INT64 || ticks > MAX_INT64)
      throw new ParameterError({
        code: "timespan-out-of-range",
        message: `The timespan does not fit into 64 bits (${ticks} ticks). Use at most about 10,675,199 days.`,
      });
    this.ticks = ticks;
  }

  /** From a number of milliseconds, rounded to whole ticks. */
  static fromMilliseconds(milliseconds: number): KqlTimeSpan {
    return new KqlTimeSpan(BigInt(Math.round(milliseconds * Number(TICKS_PER_MILLISECOND))));
  }

  /**
   * From the text form that KQL prints, `[-][d.]hh:mm:ss[.fffffff]`.
   * @returns undefined if the text has another form.
   */
  static parse(text: string): KqlTimeSpan | undefined {
    const match = pattern.exec(text.trim());
    if (!match) return undefined;
    const [, sign, days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const ticks =
      BigInt(days) * TICKS_PER_DAY +
      BigInt(hours) * TICKS_PER_HOUR +
      BigInt(minutes) * TICKS_PER_MINUTE +
      BigInt(seconds) * TICKS_PER_SECOND +
      BigInt(fraction.slice(0, 7).padEnd(7, "0"));
    return ticks > MAX_INT64 ? undefined : new KqlTimeSpan(sign ? -ticks : ticks);
  }

  /** Length in milliseconds; parts below a millisecond are kept as a fraction. */
  toMilliseconds(): number {
    return Number(this.ticks) / Number(TICKS_PER_MILLISECOND);
  }

  /** The form that KQL prints: `1.02:03:04.5000000`; the days and the fraction only if they are not zero. */
  toString(): string {
    const size = this.ticks < 0n ? -this.ticks : this.ticks;
    const days = size / TICKS_PER_DAY;
    const fraction = size % TICKS_PER_SECOND;
    const clock = [size / TICKS_PER_HOUR % 24n, size / TICKS_PER_MINUTE % 60n, size / TICKS_PER_SECOND % 60n]
      .map((part) => part.toString().padStart(2, "0"))
      .join(":");
    const tail = fraction === 0n ? "" : `.${fraction.toString().padStart(7, "0")}`;
    return `${this.ticks < 0n ? "-" : ""}${days === 0n ? "" : `${days}.`}${clock}${tail}`;
  }

  /** The text of {@link toString}: JSON has no type for spans of time. */
  toJSON(): string {
    return this.toString();
  }

  /** Shown by `console.log` and the debugger. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `timespan(${this.toString()})`;
  }
}
