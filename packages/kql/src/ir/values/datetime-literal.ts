import { KqlDateTime, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, UNIX_EPOCH_TICKS } from "@huntkit/provider";

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const between = String.raw`\s*[-/,.]\s*`;
const time = String.raw`(?:[T\s]\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?(?:\s*([AaPp][Mm]))?)?`;
const zone = String.raw`\s*(Z|GMT|UTC|[+-]\d{1,2}(?::?\d{2})?)?`;
const isoForm = new RegExp(String.raw`^(\d{4})(?:${between}(\d{1,2})(?:${between}(\d{1,2}))?)?${time}${zone}$`, "i");
const compactForm = /^(\d{4})(\d{2})(\d{2})$/;
const monthFirstForm = new RegExp(String.raw`^(\d{1,2})${between}(\d{1,2})${between}(\d{4})${time}${zone}$`, "i");
const namedForm = new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})[-\s]([a-z]{3})[a-z]*[-\s](\d{2}|\d{4})${time}${zone}$`, "i");

type Clock = readonly [string?, string?, string?, string?, string?, string?];

/**
 * The value of a `datetime` literal: ISO 8601 (`2014-11-08`, `2014-11-08 15:55`, `2014-11-08T15:55:55.1234567Z`, with an
 * offset), a year or a month alone, RFC 822 (`Sat, 8 Nov 14 15:05:02 GMT`), RFC 850 (`Saturday, 08-Nov-14 15:05:02 UTC`)
 * and month first (`11/08/2014`). Between the parts of a date `-`, `/`, `,` and `.` with blanks are taken, as by .NET. Without an offset the time is UTC.
 * Source: Microsoft Learn, "The datetime data type" (`scalar-data-types/datetime`).
 * @returns undefined if the text has none of these forms or no such day exists.
 */
export function parseDateTime(text: string): KqlDateTime | undefined {
  const plain = text.trim();
  const compact = compactForm.exec(plain);
  if (compact) return instant(compact[1], compact[2], compact[3], []);
  const iso = isoForm.exec(plain);
  if (iso) return instant(iso[1], iso[2], iso[3], iso.slice(4) as unknown as Clock);
  const monthFirst = monthFirstForm.exec(plain);
  if (monthFirst) return instant(monthFirst[3], monthFirst[1], monthFirst[2], monthFirst.slice(4) as unknown as Clock);
  const named = namedForm.exec(plain);
  if (!named) return undefined;
  const month = monthNames.indexOf((named[2] ?? "").toLowerCase()) + 1;
  return month === 0 ? undefined : instant(fullYear(named[3] ?? ""), String(month), named[1], named.slice(4) as unknown as Clock);
}

/** Two digits of a year stand for 1950 to 2049, as in .NET's invariant culture. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 50 ? `20${year}` : `19${year}`;
}

function instant(year = "", month = "1", day = "1", clock: Clock): KqlDateTime | undefined {
  const [hourText = "0", minute = "0", second = "0", fraction = "", half, offset] = clock;
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const base = new Date(0);
  base.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (base.getUTCMonth() !== Number(month) - 1 || base.getUTCDate() !== Number(day)) return undefined;
  const milliseconds = base.getTime() + hour * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000;
  const ticks = BigInt(milliseconds) * TICKS_PER_MILLISECOND + BigInt(fraction.slice(0, 7).padEnd(7, "0"));
  return inRange(ticks - offsetTicks(offset) + UNIX_EPOCH_TICKS);
}

function offsetTicks(offset: string | undefined): bigint {
  if (offset === undefined || !/^[+-]/.test(offset)) return 0n;
  const [hours = "0", minutes = "0"] = offset.includes(":")
    ? offset.slice(1).split(":")
    : [offset.slice(1, 3), offset.slice(3) || "0"];
  const total = (BigInt(hours) * 60n + BigInt(minutes)) * TICKS_PER_MINUTE;
  return offset.startsWith("-") ? -total : total;
}

function inRange(ticks: bigint): KqlDateTime | undefined {
  return ticks < 0n || ticks > 3_155_378_975_999_999_999n ? undefined : new KqlDateTime(ticks);
}
