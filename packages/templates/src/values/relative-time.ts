import { KqlDateTime, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from "@huntkit/provider";

const pattern = /^([+-]?)\s*(\d{1,9})\s*(mon|[ywdhms])?(?:\s*@\s*(mon|[ywdhms])[a-z]*)?$/i;
const unitTicks: Readonly<Record<string, bigint>> = {
  w: 7n * TICKS_PER_DAY, d: TICKS_PER_DAY, h: TICKS_PER_HOUR, m: TICKS_PER_MINUTE, s: TICKS_PER_SECOND,
};

/**
 * A time relative to now: `now`, or `[+-]N[unit][@unit]` with the units y, mon, w, d, h, m, s; a number alone counts days.
 * `@unit` rounds down to the start of the unit for a negative offset, and up for any other (weeks begin on Monday), all in UTC.
 * A number alone of four or more digits without a sign is refused: it looks like a year.
 * @returns undefined if the text has another form or leads out of the range of KQL; never a guess.
 */
export function relativeTime(text: string, now: Date): KqlDateTime | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "now") return KqlDateTime.fromDate(now);
  const match = pattern.exec(trimmed);
  if (!match) return undefined;
  const [, sign = "", digits = "0", unit, rounding] = match;
  if (sign === "" && unit === undefined && digits.length >= 4) return undefined;
  const moved = shifted(KqlDateTime.fromDate(now).ticks, Number(`${sign}${digits}`), unit ?? "d");
  const rounded = moved !== undefined && rounding ? round(moved, rounding, sign !== "-") : moved;
  return rounded === undefined ? undefined : inRange(rounded);
}

function inRange(ticks: bigint): KqlDateTime | undefined {
  return ticks >= 0n && ticks < 3_155_378_976_000_000_000n ? new KqlDateTime(ticks) : undefined;
}

function shifted(ticks: bigint, count: number, unit: string): bigint | undefined {
  const size = unitTicks[unit];
  return size === undefined ? shiftedMonths(ticks, unit === "y" ? count * 12 : count) : ticks + BigInt(count) * size;
}

/** Months of the calendar; a day that the month lacks becomes its last day. */
function shiftedMonths(ticks: bigint, months: number): bigint | undefined {
  const rest = ticks % TICKS_PER_DAY;
  const date = new KqlDateTime(ticks - rest).toDate();
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(index / 12);
  if (year < 1 || year > 9999) return undefined;
  const last = new Date(0);
  last.setUTCFullYear(year, (index % 12) + 1, 0);
  last.setUTCDate(Math.min(date.getUTCDate(), last.getUTCDate()));
  return KqlDateTime.fromDate(last).ticks + rest;
}

function round(ticks: bigint, unit: string, up: boolean): bigint | undefined {
  const start = startOf(ticks, unit);
  return up ? shifted(start, 1, unit) : start;
}

function startOf(ticks: bigint, unit: string): bigint {
  if (unit === "w") return startOfWeek(ticks);
  const size = unitTicks[unit];
  if (size !== undefined) return ticks - (ticks % size);
  const date = new KqlDateTime(ticks).toDate();
  const start = new Date(0);
  start.setUTCFullYear(date.getUTCFullYear(), unit === "y" ? 0 : date.getUTCMonth(), 1);
  return KqlDateTime.fromDate(start).ticks;
}

/** 0001-01-01 was a Monday. */
function startOfWeek(ticks: bigint): bigint {
  const week = unitTicks["w"] ?? 1n;
  return ticks - (ticks % week);
}
