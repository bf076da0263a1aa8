import { type DynamicValue, KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlType, type KqlValue, ParameterError } from "@huntkit/provider";
import { dateTimeText } from "./kql-datetime-text.js";
import { insideString, stringLiteral } from "./kql-string.js";

const MAX_INT32 = 2_147_483_647;
const MIN_INT32 = -2_147_483_648;
const MAX_INT64 = 9_223_372_036_854_775_807n;
const MIN_INT64 = -9_223_372_036_854_775_808n;
const guidPattern = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const maxDynamicDepth = 100;

/**
 * A value as a literal of KQL; see {@link QueryDialect.literal}. Signed numbers stand in `long(…)`, so that a sign adds no token.
 * Source: Microsoft Learn, "Scalar data types" and the page of each type.
 */
export function kqlLiteral(value: KqlValue, type: KqlType): string {
  if (type === "string") return stringLiteral(value === null ? "" : textOf(value));
  if (value === null) return `${type}(null)`;
  const inside = insideLiteral(value, type);
  if (type === "bool") return inside;
  if (type === "dynamic") return `dynamic(${inside})`;
  if (type === "long" && !inside.startsWith("-")) return inside;
  if (type === "real" && /^[0-9]/.test(inside)) return inside;
  return `${type}(${inside})`;
}

/** A value for a place inside the parentheses of a typed literal; see {@link QueryDialect.insideLiteral}. */
export function insideLiteral(value: KqlValue, type: KqlType): string {
  if (type === "string") return insideString(textOf(value), "double");
  return value === null ? "null" : writers[type](value);
}

function textOf(value: KqlValue): string {
  if (typeof value !== "string") throw notOfType("string");
  return value;
}

const writers: Readonly<Record<Exclude<KqlType, "string">, (value: Exclude<KqlValue, null>) => string>> = {
  bool: (value) => {
    if (typeof value !== "boolean") throw notOfType("bool");
    return value ? "true" : "false";
  },
  int: (value) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < MIN_INT32 || value > MAX_INT32) throw notOfType("int");
    return value === 0 ? "0" : String(value);
  },
  long: (value) => {
    const whole = typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value));
    if (!whole || value < MIN_INT64 || value > MAX_INT64) throw notOfType("long");
    return value === 0 ? "0" : String(value);
  },
  real: (value) => {
    if (typeof value !== "number") throw notOfType("real");
    return realText(value);
  },
  decimal: (value) => {
    if (!(value instanceof KqlDecimal)) throw notOfType("decimal");
    return value.text;
  },
  datetime: (value) => {
    if (!(value instanceof KqlDateTime)) throw notOfType("datetime");
    return dateTimeText(value);
  },
  timespan: (value) => {
    if (!(value instanceof KqlTimeSpan)) throw notOfType("timespan");
    return value.toString();
  },
  guid: (value) => {
    if (typeof value !== "string" || !guidPattern.test(value)) throw notOfType("guid");
    return value.toLowerCase();
  },
  dynamic: (value) => dynamicText(value as DynamicValue, 0),
};

function realText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "+inf" : "-inf";
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function dynamicText(value: DynamicValue, depth: number): string {
  if (depth > maxDynamicDepth) throw notOfType("dynamic");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number" || typeof value === "bigint") return dynamicNumber(value);
  if (Array.isArray(value)) return `[${value.map((item: DynamicValue) => dynamicText(item, depth + 1)).join(",")}]`;
  if (value instanceof KqlDateTime || value instanceof KqlTimeSpan) return stringLiteral(value.toString());
  if (typeof value !== "object") throw notOfType("dynamic");
  const members = Object.entries(value).map(([key, member]) => `${stringLiteral(key)}:${dynamicText(member, depth + 1)}`);
  return `{${members.join(",")}}`;
}

function dynamicNumber(value: number | bigint): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw notOfType("dynamic");
  return String(value);
}

const accepted: Readonly<Record<KqlType, string>> = {
  bool: "true or false",
  int: "a whole number from -2147483648 to 2147483647",
  long: "a whole number of 64 bits (a bigint beyond 2^53)",
  real: "a number",
  decimal: "a KqlDecimal",
  datetime: "a KqlDateTime",
  timespan: "a KqlTimeSpan",
  string: "a text",
  guid: "a text of the form 00000000-0000-0000-0000-000000000000",
  dynamic: "JSON, nested at most 100 deep, without NaN and infinity",
};

function notOfType(type: KqlType): ParameterError {
  return new ParameterError({ code: "value-not-of-type", message: `The value cannot be written as KQL ${type}. Give ${accepted[type]}.` });
}
