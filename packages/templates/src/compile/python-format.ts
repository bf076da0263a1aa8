import { type KqlDateTime, TemplateError } from "@huntkit/provider";

/** A format string cut into what stands before the value, how a time is written, and what stands after. */
export interface ValueFormat {
  readonly before: string;
  readonly after: string;
  /** A `strftime` pattern for times; absent for the usual form. */
  readonly time?: string;
}

const field = /\{(?:0|value)?(?::([^{}]*))?\}/;

/**
 * Reads a parameter's `format`, such as `{0:%Y-%m-%d}` or `"{}"`: one placeholder, `{{` and `}}` for braces.
 * @throws {TemplateError} if it has no placeholder or more than one, or a format specification other than `%…` for a time.
 */
export function parseFormat(format: string, name: string): ValueFormat {
  const masked = format.replaceAll("{{", "\ue001").replaceAll("}}", "\ue002");
  const match = field.exec(masked);
  const rest = match ? masked.slice(0, match.index) + masked.slice(match.index + match[0].length) : "{";
  const time = match?.[1];
  if (!match || /[{}]/.test(rest) || (time !== undefined && time !== "" && !time.includes("%")))
    throw new TemplateError({
      code: "parameter-format",
      message: `The format ${JSON.stringify(format)} of parameter ${name} cannot be used. Give one placeholder, such as "{0}" or, for a time, "{0:%Y-%m-%d}".`,
    });
  const unmask = (text: string): string => text.replaceAll("\ue001", "{").replaceAll("\ue002", "}");
  const ends = { before: unmask(masked.slice(0, match.index)), after: unmask(masked.slice(match.index + match[0].length)) };
  return time ? { ...ends, time } : ends;
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const two = (value: number): string => String(value).padStart(2, "0");

const directives: Readonly<Record<string, (date: Date, ticks: bigint) => string>> = {
  Y: (date) => String(date.getUTCFullYear()).padStart(4, "0"),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  f: (_date, ticks) => String((ticks % 10_000_000n) / 10n).padStart(6, "0"),
  p: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  j: (date) => String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, "0"),
  a: (date) => (weekdays[date.getUTCDay()] ?? "").slice(0, 3),
  A: (date) => weekdays[date.getUTCDay()] ?? "",
  b: (date) => (months[date.getUTCMonth()] ?? "").slice(0, 3),
  B: (date) => months[date.getUTCMonth()] ?? "",
  z: () => "+0000",
  Z: () => "UTC",
  "%": () => "%",
};

/**
 * A time by a `strftime` pattern (those of Python's directives that name UTC fields).
 * @throws {TemplateError} for a directive that is not known.
 */
export function formatTime(time: KqlDateTime, pattern: string): string {
  const date = time.toDate();
  return pattern.replace(/%(.)/g, (_whole, letter: string) => {
    const write = Object.hasOwn(directives, letter) ? directives[letter] : undefined;
    if (!write)
      throw new TemplateError({ code: "parameter-format", message: `The time format ${JSON.stringify(pattern)} holds %${letter}, which is not known. Use ${Object.keys(directives).map((name) => `%${name}`).join(" ")}.` });
    return write(date, time.ticks);
  });
}
