import { type DynamicValue, HuntError, KqlDateTime, KqlDecimal, KqlTimeSpan, Secret } from "@huntkit/provider";
import type { TypedValue } from "./typed-value.js";
import { parseTimespan } from "./parse-timespan.js";
import { relativeTime } from "./relative-time.js";

/** A single value of a type, or undefined if it is not of the type. `now` is asked only for relative times. */
export type ValueReader = (value: unknown, now: () => Date) => TypedValue["value"] | undefined;

const integer = /^[+-]?\d{1,20}$/;
const hexadecimal = /^0x[0-9a-f]{1,16}$/i;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const guid = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const trueWords = new Set(["true", "yes", "on", "1"]);
const falseWords = new Set(["false", "no", "off", "0"]);

/** How each type is read. A text form is always accepted, because values also come from command lines. */
export const valueReaders: Readonly<Record<TypedValue["type"], ValueReader>> = {
  string: textOf,
  identifier: (value) => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined),
  kql: (value) => (typeof value === "string" ? value : undefined),
  int: (value) => within(integerOf(value), -2_147_483_648n, 2_147_483_647n),
  long: (value) => within(integerOf(value), -(2n ** 63n), 2n ** 63n - 1n),
  real: realOf,
  decimal: decimalOf,
  bool: boolOf,
  datetime: dateTimeOf,
  timespan: (value) => (value instanceof KqlTimeSpan ? value : typeof value === "string" ? parseTimespan(value) : undefined),
  guid: (value) => (typeof value === "string" ? guid.exec(value.trim())?.[1]?.toLowerCase() : undefined),
  dynamic: (value) => (typeof value === "string" ? jsonOf(value) : plainJson(value, 0)),
};

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (value instanceof Secret) return value.reveal();
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value instanceof KqlDateTime || value instanceof KqlTimeSpan || value instanceof KqlDecimal) return value.toString();
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
}

function integerOf(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (integer.test(text)) return BigInt(text.startsWith("+") ? text.slice(1) : text);
  return hexadecimal.test(text) ? BigInt(text) : undefined;
}

function within(value: bigint | undefined, least: bigint, greatest: bigint): number | bigint | undefined {
  if (value === undefined || value < least || value > greatest) return undefined;
  return value >= -9_007_199_254_740_991n && value <= 9_007_199_254_740_991n ? Number(value) : value;
}

function realOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof KqlDecimal) return value.toNumber();
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  if (number.test(text)) return Number(text);
  return { nan: NaN, inf: Infinity, "+inf": Infinity, "-inf": -Infinity }[text];
}

function decimalOf(value: unknown): KqlDecimal | undefined {
  if (value instanceof KqlDecimal) return value;
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : typeof value === "string" ? value.trim() : "";
  return /^-?\d+(\.\d+)?$/.test(text) ? new KqlDecimal(text) : undefined;
}

function boolOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  return trueWords.has(text) ? true : falseWords.has(text) ? false : undefined;
}

function dateTimeOf(value: unknown, now: () => Date): KqlDateTime | undefined {
  if (value instanceof KqlDateTime) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : KqlDateTime.fromDate(value);
  if (typeof value === "number") return Number.isFinite(value) ? daysFrom(now(), value) : undefined;
  return typeof value === "string" ? absoluteTime(value) ?? relativeTime(value, now()) : undefined;
}

/** The same few times come with every query of a hunt, so the last ones are kept. */
const readTimes = new Map<string, KqlDateTime>();
const maxReadTimes = 64;

function absoluteTime(text: string): KqlDateTime | undefined {
  const known = readTimes.get(text);
  if (known) return known;
  const time = KqlDateTime.parse(text);
  if (!time || text.length > 40) return time;
  if (readTimes.size >= maxReadTimes) readTimes.clear();
  readTimes.set(text, time);
  return time;
}

function daysFrom(now: Date, days: number): KqlDateTime | undefined {
  const date = new Date(now.getTime() + days * 86_400_000);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? KqlDateTime.fromDate(date) : undefined;
}

/** Text as JSON; digits beyond 2^53 would be lost by the parser, so such a text is refused. */
function jsonOf(text: string): DynamicValue | undefined {
  let inexact = false;
  try {
    const value = JSON.parse(text, (_key, member: unknown) => {
      if (typeof member === "number" && Number.isInteger(member) && !Number.isSafeInteger(member)) inexact = true;
      return member;
    }) as DynamicValue;
    return inexact ? undefined : value;
  } catch (error) {
    // Not JSON: not a value of the type. Anything of ours is passed on.
    if (HuntError.isInstance(error)) throw error;
    return undefined;
  }
}

function plainJson(value: unknown, depth: number): DynamicValue | undefined {
  if (depth > 100) return undefined;
  if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (value instanceof Date || value instanceof KqlDateTime || value instanceof KqlTimeSpan) return textOf(value);
  if (Array.isArray(value)) return plainArray(value, depth);
  return typeof value === "object" && value !== null && !(value instanceof Secret) ? plainObject(value, depth) : undefined;
}

function plainArray(values: readonly unknown[], depth: number): DynamicValue | undefined {
  const items = values.map((item) => plainJson(item, depth + 1));
  return items.includes(undefined) ? undefined : (items as DynamicValue[]);
}

function plainObject(value: object, depth: number): DynamicValue | undefined {
  const members = Object.entries(value).map(([key, member]) => [key, plainJson(member, depth + 1)] as const);
  return members.some(([, member]) => member === undefined) ? undefined : (Object.fromEntries(members) as DynamicValue);
}
