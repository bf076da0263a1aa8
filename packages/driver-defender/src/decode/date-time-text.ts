import { KqlDateTime, TICKS_PER_MILLISECOND, UNIX_EPOCH_TICKS } from "@huntkit/provider";

/**
 * Whether a text is a time in the form that the services send, `2026-07-01T09:46:02.1234567Z` with 0 to 7 digits of a second.
 */
export function isUsualTime(text: string): boolean {
  const last = text.length - 1;
  if (last < 19 || last > 27 || last === 20 || text.charCodeAt(last) !== 90 || text.charCodeAt(10) !== 84) return false;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false;
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const clock = twoDigits(text, 11) <= 23 && twoDigits(text, 14) <= 59 && twoDigits(text, 17) <= 59;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  return clock && year >= 1 && day >= 1 && day <= daysIn(month, year) && (last === 19 || fractionTicks(text, last) >= 0);
}

/** The days of a month; NaN if there is no such month. */
function daysIn(month: number, year: number): number {
  if (!(month >= 1 && month <= 12)) return Number.NaN;
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The time that a text tells; undefined if it tells none. */
export function dateTimeIn(text: string): KqlDateTime | undefined {
  return isUsualTime(text) ? usualTime(text) : KqlDateTime.parse(text);
}

function usualTime(text: string): KqlDateTime {
  const days = daysSince1970(twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8));
  const seconds = twoDigits(text, 11) * 3600 + twoDigits(text, 14) * 60 + twoDigits(text, 17);
  const ticks = text.length === 20 ? 0 : fractionTicks(text, text.length - 1);
  return new KqlDateTime(BigInt(days * 86_400_000 + seconds * 1000) * TICKS_PER_MILLISECOND + BigInt(ticks) + UNIX_EPOCH_TICKS);
}

/** Two digits as a number; NaN if one is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** The ticks of `.1234567` up to a place; NaN if it is no fraction. */
function fractionTicks(text: string, end: number): number {
  if (text.charCodeAt(19) !== 46) return Number.NaN;
  let ticks = 0;
  for (let at = 20; at < 27; at++) {
    const digit = at < end ? text.charCodeAt(at) - 48 : 0;
    if (digit < 0 || digit > 9) return Number.NaN;
    ticks = ticks * 10 + digit;
  }
  return ticks;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar, counted in years that begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const century = Math.floor(shifted / 100);
  return Math.floor(365.25 * shifted) - century + Math.floor(century / 4) + Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 719_469;
}
