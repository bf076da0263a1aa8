import { exactInteger, type DynamicValue } from "./kql-value.js";

/** A string or a number, whole. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const longInteger = /^-?\d{16,}$/;
const hasLongNumber = /\d{16}/;

/**
 * Parses the JSON text of a dynamic. Integers beyond ±(2^53 - 1) become bigint, so that no digit is lost.
 * @throws {SyntaxError} if the text is not JSON.
 */
export function parseDynamic(text: string): DynamicValue {
  if (!hasLongNumber.test(text)) return JSON.parse(text) as DynamicValue;
  const mark = `${crypto.randomUUID()}:`;
  const marked = text.replace(stringOrNumber, (token) => (longInteger.test(token) ? `"${mark}${token}"` : token));
  return JSON.parse(marked, (_key, value: DynamicValue) => unmarked(value, mark)) as DynamicValue;
}

function unmarked(value: DynamicValue, mark: string): DynamicValue {
  return typeof value === "string" && value.startsWith(mark) ? exactInteger(BigInt(value.slice(mark.length))) : value;
}
