import { type KqlDateTime, TICKS_PER_DAY } from "@huntkit/provider";

const ticksPerSecond = 10_000_000;
const two: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, "0"));

/**
 * A time in ISO 8601 with `T` and `Z`; a fraction of six digits, or seven if it needs them, only if it is not zero. The same
 * instant as {@link KqlDateTime.toString}, written for renderings that are timed in microseconds.
 */
export function dateTimeText(value: KqlDateTime): string {
  const rest = Number(value.ticks % TICKS_PER_DAY);
  const seconds = Math.floor(rest / ticksPerSecond);
  const fraction = rest - seconds * ticksPerSecond;
  const hour = Math.floor(seconds / 3600);
  const minute = Math.floor(seconds / 60) - hour * 60;
  const clock = `${two[hour] as string}:${two[minute] as string}:${two[seconds % 60] as string}`;
  return `${dateText(Number(value.ticks / TICKS_PER_DAY))}T${clock}${fraction === 0 ? "" : fractionText(fraction)}Z`;
}

function fractionText(fraction: number): string {
  const digits = String(fraction).padStart(7, "0");
  return `.${digits.endsWith("0") ? digits.slice(0, 6) : digits}`;
}

/** The date that lies a number of days after 0001-01-01, by years that begin on 1 March, so that the leap day is the last. */
function dateText(daysSinceStart: number): string {
  const shifted = daysSinceStart + 306;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${two[Math.floor(year / 100)] as string}${two[year % 100] as string}-${two[month] as string}-${two[day] as string}`;
}
