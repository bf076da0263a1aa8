import { ParameterError } from "../errors/parameter-error.js";
import {
  MAX_DATETIME_TICKS,
  TICKS_PER_MILLISECOND,
  TICKS_PER_SECOND,
  UNIX_EPOCH_TICKS,
} from "./ticks.js";

const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A KQL `datetime`: an instant in UTC with a precision of 100 ns ("ticks"), from 0001-01-01 to 9999-12-31.
 * A JavaScript `Date` holds only milliseconds, so values of results are given in this type. Immutable.
 * Source: Microsoft Learn, "The datetime data type" (`scalar-data-types/datetime`).
 */
export class KqlDateTime {
  /** Ticks of 100 ns since 0001-01-01T00:00:00Z. */
  readonly ticks: bigint;

  /**
   * @param ticks Ticks of 100 ns since 0001-01-01T00:00:00Z.
   * @throws {ParameterError} outside the range that KQL can hold.
   */
  constructor(ticks: bigint) {
    if (ticks < 0n || ticks > MAX_DATETIME_TICKS)
      throw new ParameterError({
        code: "datetime-out-of-range",
        message: `The datetime lies outside the range of KQL (${ticks} ticks). Use a time from 0001-01-01 to 9999-12-31.`,
      });
    this.ticks = ticks;
  }

  /**
   * From a JavaScript date (milliseconds).
   * @throws {ParameterError} for an invalid date or one outside KQL's range.
   */
  static fromDate(date: Date): KqlDateTime {
    const milliseconds = date.getTime();
    if (Number.isNaN(milliseconds))
      throw new ParameterError({
        code: "datetime-invalid",
        message: "The Date object is not a valid time. Build it from a valid ISO 8601 text or a number.",
      });
    return new KqlDateTime(BigInt(milliseconds) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS);
  }

  /**
   * From ISO 8601 text, for example `2026-07-01T09:46:02.1234567Z`. Without a zone the text is taken as UTC. Digits of a
   * second beyond the seventh are cut, as KQL does.
   * @returns undefined if the text is not a time of this form; never a guess.
   */
  static parse(text: string): KqlDateTime | undefined {
    const match = isoPattern.exec(text.trim());
    if (!match) return undefined;
    const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
    const base = new Date(0);
    base.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
    if (base.getUTCMonth() !== Number(month) - 1 || base.getUTCDate() !== Number(day)) return undefined;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
    const milliseconds = base.getTime() + Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000;
    const ticks = BigInt(milliseconds) * TICKS_PER_MILLISECOND + BigInt(fraction.slice(0, 7).padEnd(7, "0"));
    const total = ticks - zoneOffsetTicks(zone) + UNIX_EPOCH_TICKS;
    return total < 0n || total > MAX_DATETIME_TICKS ? undefined : new KqlDateTime(total);
  }

  /** Milliseconds since 1970, cut (not rounded) to whole milliseconds. */
  toMilliseconds(): number {
    const ticks = this.ticks - UNIX_EPOCH_TICKS;
    const cut = ticks / TICKS_PER_MILLISECOND;
    return Number(ticks < 0n && ticks % TICKS_PER_MILLISECOND !== 0n ? cut - 1n : cut);
  }

  /** The same instant as a JavaScript date; the part below a millisecond is cut. */
  toDate(): Date {
    return new Date(this.toMilliseconds());
  }

  /** ISO 8601 in UTC with seven digits, the form that KQL prints: `2026-07-01T09:46:02.1234567Z`. */
  toString(): string {
    const fraction = (this.ticks % TICKS_PER_SECOND).toString().padStart(7, "0");
    const date = new Date(Number((this.ticks - (this.ticks % TICKS_PER_SECOND) - UNIX_EPOCH_TICKS) / TICKS_PER_MILLISECOND));
    const year = date.getUTCFullYear().toString().padStart(4, "0");
    return `${year}-${date.toISOString().slice(-19, -5)}.${fraction}Z`;
  }

  /** The text of {@link toString}: JSON has no type for times. */
  toJSON(): string {
    return this.toString();
  }

  /** Shown by `console.log` and the debugger. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `datetime(${this.toString()})`;
  }
}

function zoneOffsetTicks(zone: string): bigint {
  if (zone === "Z") return 0n;
  const sign = zone.startsWith("-") ? -1n : 1n;
  const digits = zone.replace(/[^0-9]/g, "");
  return sign * (BigInt(digits.slice(0, 2)) * 60n + BigInt(digits.slice(2))) * 60n * TICKS_PER_SECOND;
}
