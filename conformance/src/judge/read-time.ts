/** A time or a stretch of time in ticks of 100 ns, with the precision that its text shows. */
export interface WrittenTime {
  readonly ticks: bigint;
  /** `d`, `m`, `s`, or the number of fractional digits. */
  readonly precision: "d" | "m" | "s" | number;
}

const ticksPerSecond = 10_000_000n;
const clock =
  String.raw`(?:[T ]+(?<h>\d{1,2}):(?<mi>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?\s*(?<ap>[AaPp]\.?[Mm]\.?)?)?` +
  String.raw`\s*(?<z>Z|UTC|GMT|[-+]\d{2}:?\d{0,2})?`;
const dateForms = [
  new RegExp(String.raw`^(?<y>\d{4})[-/](?<m>\d{1,2})[-/](?<d>\d{1,2})${clock}$`),
  new RegExp(String.raw`^(?<m>\d{1,2})/(?<d>\d{1,2})/(?<y>\d{4})${clock}$`),
  new RegExp(String.raw`^(?:[A-Z][a-z]{2},\s+)?(?<d>\d{1,2})\s+(?<mon>[A-Z][a-z]{2})[a-z]*\s+(?<y>\d{4})${clock}$`),
];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The moment that a text shows, in any of the forms that the documentation uses. */
export function readDateTime(cell: unknown): WrittenTime | undefined {
  if (typeof cell !== "string") return undefined;
  const text = unquoted(cell);
  for (const form of dateForms) {
    const groups = form.exec(text)?.groups;
    if (groups) return dateTimeOf(groups);
  }
  return undefined;
}

function dateTimeOf(groups: Record<string, string | undefined>): WrittenTime | undefined {
  const month = groups["m"] ? Number(groups["m"]) : months.indexOf((groups["mon"] ?? "").toLowerCase()) + 1;
  const date = new Date(0);
  date.setUTCFullYear(Number(groups["y"]), month - 1, Number(groups["d"]));
  if (date.getUTCMonth() !== month - 1 || Number(groups["y"]) < 1) return undefined;
  const hour = hourOf(groups);
  const minute = Number(groups["mi"] ?? 0);
  const second = Number(groups["s"] ?? 0);
  if (hour > 24 || minute > 59 || second > 60) return undefined;
  const seconds = BigInt(date.getTime() / 1000 + hour * 3600 + minute * 60 + second - zoneSeconds(groups["z"]));
  return { ticks: seconds * ticksPerSecond + fraction(groups["f"]), precision: groups["f"]?.length ?? (groups["s"] ? "s" : groups["h"] ? "m" : "d") };
}

function hourOf(groups: Record<string, string | undefined>): number {
  const hour = Number(groups["h"] ?? 0);
  return groups["ap"] ? (hour % 12) + (/^p/i.test(groups["ap"]) ? 12 : 0) : hour;
}

function zoneSeconds(zone: string | undefined): number {
  const parts = /^([-+])(\d{2}):?(\d{2})?$/.exec(zone ?? "");
  return parts ? (parts[1] === "-" ? -1 : 1) * (Number(parts[2]) * 3600 + Number(parts[3] ?? 0) * 60) : 0;
}

function fraction(digits = ""): bigint {
  return BigInt(digits.padEnd(7, "0").slice(0, 7));
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"+|"+$/g, "");
}

const span = /^(?<n>-)?(?:(?<d>\d+)[.:])?(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2})(?:\.(?<f>\d{1,9}))?)?$/;
const short = /^(?<v>-?\d+(?:\.\d+)?)\s*(?<u>d|h|m|s|ms|microseconds?|ticks?|days?|hours?|minutes?|seconds?)$/;
const unitSeconds: Readonly<Record<string, number>> = { d: 86400, day: 86400, h: 3600, hour: 3600, m: 60, minute: 60, s: 1, second: 1, ms: 1e-3, microsecond: 1e-6, tick: 1e-7 };

/** The stretch of time that a text shows: `1.02:03:04.5` or `3d`. */
export function readTimeSpan(cell: unknown): WrittenTime | undefined {
  if (typeof cell !== "string") return undefined;
  const text = unquoted(cell);
  const groups = span.exec(text)?.groups;
  if (groups) return timeSpanOf(groups);
  const brief = short.exec(text)?.groups;
  if (!brief) return undefined;
  const unit = brief["u"] === "ms" ? "ms" : brief["u"] === "s" ? "s" : (brief["u"] ?? "").replace(/s$/, "");
  return { ticks: BigInt(Math.round(Number(brief["v"]) * (unitSeconds[unit] ?? 0) * 1e7)), precision: 7 };
}

function timeSpanOf(groups: Record<string, string | undefined>): WrittenTime {
  const seconds = ((BigInt(groups["d"] ?? 0) * 24n + BigInt(groups["h"] ?? 0)) * 60n + BigInt(groups["m"] ?? 0)) * 60n + BigInt(groups["s"] ?? 0);
  const ticks = seconds * ticksPerSecond + fraction(groups["f"]);
  return { ticks: groups["n"] ? -ticks : ticks, precision: groups["f"]?.length ?? (groups["s"] ? "s" : "m") };
}

/** Whether a found time is the documented one, at the precision that the page shows. */
export function sameTime(expected: WrittenTime, actual: WrittenTime): boolean {
  if (expected.ticks === actual.ticks) return true;
  const unit = unitOf(expected.precision);
  if (unit === undefined) return false;
  return expected.ticks / unit === actual.ticks / unit && expected.ticks < 0n === actual.ticks < 0n;
}

function unitOf(precision: WrittenTime["precision"]): bigint | undefined {
  if (precision === "m") return 60n * ticksPerSecond;
  if (precision === "s") return ticksPerSecond;
  return typeof precision === "number" && precision < 7 ? 10n ** BigInt(7 - precision) : undefined;
}
