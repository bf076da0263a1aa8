import {
  KqlTimeSpan,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from "@huntkit/provider";

const unitTicks: Readonly<Record<string, bigint>> = Object.freeze({
  d: TICKS_PER_DAY, day: TICKS_PER_DAY, days: TICKS_PER_DAY,
  h: TICKS_PER_HOUR, hr: TICKS_PER_HOUR, hrs: TICKS_PER_HOUR, hour: TICKS_PER_HOUR, hours: TICKS_PER_HOUR,
  m: TICKS_PER_MINUTE, min: TICKS_PER_MINUTE, minute: TICKS_PER_MINUTE, minutes: TICKS_PER_MINUTE,
  s: TICKS_PER_SECOND, sec: TICKS_PER_SECOND, second: TICKS_PER_SECOND, seconds: TICKS_PER_SECOND,
  ms: TICKS_PER_MILLISECOND, milli: TICKS_PER_MILLISECOND, millis: TICKS_PER_MILLISECOND,
  millisec: TICKS_PER_MILLISECOND, millisecond: TICKS_PER_MILLISECOND, milliseconds: TICKS_PER_MILLISECOND,
  micro: 10n, micros: 10n, microsec: 10n, microsecond: 10n, microseconds: 10n,
  tick: 1n, ticks: 1n,
});

/** Names of a hundredth of a tick; a timespan holds whole ticks, so that what is below is cut off. */
const nanoseconds: ReadonlySet<string> = new Set(["nano", "nanos", "nanosec", "nanosecond", "nanoseconds"]);
const NANOSECONDS_PER_TICK = 100n;

const clockPattern = /^([+-]?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?$/;

/**
 * The value of a `timespan` literal: a number with a unit (`1.5h`, `15 seconds`), a clock (`1.02:03:04.5`), or a bare
 * number of days (`time(2)`).
 * Source: Microsoft Learn, "The timespan data type" (`scalar-data-types/timespan`).
 * @returns undefined if the text has none of these forms or does not fit.
 */
export function parseTimeSpan(text: string): KqlTimeSpan | undefined {
  const plain = text.trim();
  return parseWithUnit(plain) ?? parseClock(plain);
}

function parseWithUnit(text: string): KqlTimeSpan | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?\s*([a-zA-Z]*)$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", unitName = ""] = match;
  const name = unitName === "" ? "d" : unitName.toLowerCase();
  const unit = nanoseconds.has(name) ? 1n : unitTicks[name];
  if (unit === undefined || whole + fraction === "") return undefined;
  const scale = 10n ** BigInt(fraction.length) * (nanoseconds.has(name) ? NANOSECONDS_PER_TICK : 1n);
  const ticks = (BigInt(`${whole}${fraction}`) * unit) / scale;
  return spanOf(sign === "-" ? -ticks : ticks);
}

function parseClock(text: string): KqlTimeSpan | undefined {
  const match = clockPattern.exec(text);
  if (!match) return undefined;
  const [, sign, days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const ticks =
    BigInt(days) * TICKS_PER_DAY + BigInt(hours) * TICKS_PER_HOUR + BigInt(minutes) * TICKS_PER_MINUTE +
    BigInt(seconds) * TICKS_PER_SECOND + BigInt(fraction.slice(0, 7).padEnd(7, "0"));
  return spanOf(sign === "-" ? -ticks : ticks);
}

function spanOf(ticks: bigint): KqlTimeSpan | undefined {
  return BigInt.asIntN(64, ticks) === ticks ? new KqlTimeSpan(ticks) : undefined;
}
