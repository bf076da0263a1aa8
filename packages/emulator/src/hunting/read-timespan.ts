import { KqlDateTime, TICKS_PER_MILLISECOND, type TimeRange } from "@huntkit/provider";

/**
 * Reads Graph's `Timespan`: `start/end`, `duration/end`, `start/duration`, a duration alone (it ends now) or a start alone (page
 * security-security-runhuntingquery). Undefined if it cannot be read.
 */
export function readTimespan(text: string, now: number): TimeRange | undefined {
  const present = KqlDateTime.fromDate(new Date(now)).ticks;
  const [first = "", second, further] = text.trim().split("/");
  if (further !== undefined) return undefined;
  const [length, start] = [durationTicks(first), instant(first)];
  if (second === undefined) return rangeOf(length === undefined ? start : present - length, present);
  const [length2, end] = [durationTicks(second), instant(second)];
  if (start !== undefined) return rangeOf(start, length2 === undefined ? end : start + length2);
  return length === undefined || end === undefined ? undefined : rangeOf(end - length, end);
}

function rangeOf(start: bigint | undefined, end: bigint | undefined): TimeRange | undefined {
  return start === undefined || end === undefined || start > end ? undefined : { start: new KqlDateTime(start), end: new KqlDateTime(end) };
}

function instant(text: string): bigint | undefined {
  return /^\d{4}-/.test(text) ? KqlDateTime.parse(text)?.ticks : undefined;
}

function durationTicks(text: string): bigint | undefined {
  const [whole, weeks, days, hours, minutes, seconds] = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const milliseconds = ((Number(weeks ?? 0) * 7 + Number(days ?? 0)) * 24 + Number(hours ?? 0)) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Math.round(Number(seconds ?? 0) * 1000);
  return BigInt(milliseconds) * TICKS_PER_MILLISECOND;
}
