/** An instant: canonical UTC text for storing, milliseconds for comparing. */
export interface EventTime {
  /** `yyyy-mm-dd hh:mm:ss[.f…]` in UTC, at most seven digits of a second (100 ns). */
  readonly text: string;
  /** Milliseconds since 1970, cut. */
  readonly milliseconds: number;
}

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;
const portalTime = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\.(\d+))?\s*(AM|PM)?$/;
const dotNetTime = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Reads a time as logs write it: ISO 8601 with `T` or a blank (without a zone it is taken as UTC), the portal's
 * `Jul 1, 2026 9:46:02 AM`, PowerShell's `/Date(…)/`, or a number of milliseconds since 1970.
 * @returns undefined if it is none of these. Digits beyond the seventh of a second are cut.
 */
export function parseEventTime(value: unknown): EventTime | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value > 1e11 && value < 1e14 ? timeOf(value, "") : undefined;
  if (typeof value !== "string") return undefined;
  const iso = isoTime.exec(value);
  if (iso) return isoParts(iso);
  const portal = portalTime.exec(value);
  if (portal) return portalParts(portal);
  const dotNet = dotNetTime.exec(value);
  return dotNet ? inRange(Number(dotNet[1]), "") : undefined;
}

function isoParts(match: RegExpExecArray): EventTime | undefined {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone] = match;
  return build([year, month, day, hour, minute, second].map(Number), fraction, zoneMinutes(zone));
}

function portalParts(match: RegExpExecArray): EventTime | undefined {
  const [, name = "", day, year, hour, minute, second, fraction = "", half] = match;
  const clock = half ? (Number(hour) % 12) + (half === "PM" ? 12 : 0) : Number(hour);
  return build([Number(year), months.indexOf(name) + 1, Number(day), clock, Number(minute), Number(second)], fraction, 0);
}

function build(parts: readonly number[], fraction: string, zone: number): EventTime | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date.UTC takes years below 100 for those of the twentieth century.
  if (year < 100) date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  return inRange(date.getTime() - zone * 60_000, fraction.slice(0, 7));
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0;
  const digits = zone.replace(/\D/g, "");
  return (zone.startsWith("-") ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/** KQL's datetimes lie in the years 1 to 9999. */
function inRange(milliseconds: number, fraction: string): EventTime | undefined {
  return milliseconds >= -62_135_596_800_000 && milliseconds < 253_402_300_800_000 ? timeOf(milliseconds, fraction) : undefined;
}

/** An instant of the years 1 to 9999. @param milliseconds whole seconds when `fraction` has digits. */
export function timeOf(milliseconds: number, fraction: string): EventTime {
  const iso = new Date(milliseconds).toISOString();
  if (fraction === "") return { text: iso.slice(0, 23).replace("T", " "), milliseconds };
  return { text: `${iso.slice(0, 19).replace("T", " ")}.${fraction}`, milliseconds: milliseconds + Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6) };
}
