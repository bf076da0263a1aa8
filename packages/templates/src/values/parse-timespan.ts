import { KqlTimeSpan, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND } from "@huntkit/provider";

const short = /^([+-])?\s*(\d{1,12})(?:\.(\d{1,9}))?\s*([a-z]+)$/i;
const iso = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/i;
const units: Readonly<Record<string, bigint>> = {
  w: 7n * TICKS_PER_DAY, week: 7n * TICKS_PER_DAY, weeks: 7n * TICKS_PER_DAY,
  d: TICKS_PER_DAY, day: TICKS_PER_DAY, days: TICKS_PER_DAY,
  h: TICKS_PER_HOUR, hr: TICKS_PER_HOUR, hrs: TICKS_PER_HOUR, hour: TICKS_PER_HOUR, hours: TICKS_PER_HOUR,
  m: TICKS_PER_MINUTE, min: TICKS_PER_MINUTE, minute: TICKS_PER_MINUTE, minutes: TICKS_PER_MINUTE,
  s: TICKS_PER_SECOND, sec: TICKS_PER_SECOND, second: TICKS_PER_SECOND, seconds: TICKS_PER_SECOND,
  ms: TICKS_PER_MILLISECOND, milliseconds: TICKS_PER_MILLISECOND, millisecond: TICKS_PER_MILLISECOND,
  tick: 1n, ticks: 1n,
};
const limit = 9_223_372_036_854_775_807n;

/**
 * A length of time: `7d`, `1.5h`, `90 minutes`, ISO 8601 (`PT12H`, `P1DT30M`), or KQL's own form `1.02:03:04.5`.
 * @returns undefined for any other text, such as a number without a unit; never a guess.
 */
export function parseTimespan(text: string): KqlTimeSpan | undefined {
  const trimmed = text.trim();
  return KqlTimeSpan.parse(trimmed) ?? fromTicks(shortTicks(trimmed) ?? isoTicks(trimmed));
}

function fromTicks(ticks: bigint | undefined): KqlTimeSpan | undefined {
  return ticks === undefined || ticks > limit || ticks < -limit ? undefined : new KqlTimeSpan(ticks);
}

function shortTicks(text: string): bigint | undefined {
  const match = short.exec(text);
  const size = match && Object.hasOwn(units, (match[4] ?? "").toLowerCase()) ? units[(match[4] ?? "").toLowerCase()] : undefined;
  if (!match || size === undefined) return undefined;
  const fraction = match[3] ?? "";
  const ticks = BigInt(match[2] ?? "0") * size + (fraction === "" ? 0n : (BigInt(fraction) * size) / 10n ** BigInt(fraction.length));
  return match[1] === "-" ? -ticks : ticks;
}

function isoTicks(text: string): bigint | undefined {
  const match = iso.exec(text);
  if (!match || /P$|T$/i.test(text)) return undefined;
  const [, sign, weeks = "0", days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
  const ticks =
    (BigInt(weeks) * 7n + BigInt(days)) * TICKS_PER_DAY +
    BigInt(hours) * TICKS_PER_HOUR +
    BigInt(minutes) * TICKS_PER_MINUTE +
    BigInt(seconds) * TICKS_PER_SECOND +
    BigInt(fraction.padEnd(7, "0"));
  return sign === "-" ? -ticks : ticks;
}
