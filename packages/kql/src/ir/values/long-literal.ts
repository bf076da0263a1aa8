import { exactInteger, KqlDecimal } from "@huntkit/provider";

const MAX_INT64 = 9_223_372_036_854_775_807n;

/**
 * The value of a `long` literal: decimal or hexadecimal digits with an optional sign.
 * Source: Microsoft Learn, "The long data type" (`scalar-data-types/long`).
 * @returns undefined if the text is no such number or does not fit into 64 bits.
 */
export function parseLong(text: string): number | bigint | undefined {
  const match = /^([+-]?)\s*(0[xX][0-9a-fA-F]+|\d+)$/.exec(text.trim());
  if (!match) return undefined;
  const digits = match[2] ?? "0";
  const hexadecimal = /^0x/i.test(digits);
  const size = hexadecimal ? BigInt.asIntN(64, BigInt(digits)) : BigInt(digits);
  if (hexadecimal && digits.replace(/^0x0*/i, "").length > 16) return undefined;
  const value = match[1] === "-" ? -size : size;
  return value > MAX_INT64 || value < -MAX_INT64 - 1n ? undefined : exactInteger(value);
}

/**
 * The value of an `int` literal (32 bits, signed).
 * Source: Microsoft Learn, "The int data type" (`scalar-data-types/int`).
 * @returns undefined if the text is no integer or does not fit into 32 bits.
 */
export function parseInt32(text: string): number | undefined {
  const value = parseLong(text);
  if (typeof value !== "number") return undefined;
  if (/^[+-]?0x/i.test(text.trim()) && value > 0x7fffffff && value <= 0xffffffff) return value | 0;
  return value > 2_147_483_647 || value < -2_147_483_648 ? undefined : value;
}

/**
 * The value of a `real` literal, with `nan`, `+inf` and `-inf`.
 * Source: Microsoft Learn, "The real data type" (`scalar-data-types/real`).
 * @returns undefined if the text is no number.
 */
export function parseReal(text: string): number | undefined {
  const plain = text.trim();
  const special = /^([+-]?)(nan|inf)$/i.exec(plain);
  if (special) return special[2]?.toLowerCase() === "nan" ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/**
 * The value of a `decimal` literal: digits with sign, point and exponent, kept exactly.
 * Source: Microsoft Learn, "The decimal data type" (`scalar-data-types/decimal`).
 * @returns undefined if the text is no number, or its exponent is beyond ±100.
 */
export function parseDecimal(text: string): KqlDecimal | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match ?? [];
  if (!match || whole + fraction === "" || Math.abs(Number(exponent)) > 100) return undefined;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const tail = padded.slice(at);
  return new KqlDecimal(`${sign === "-" ? "-" : ""}${padded.slice(0, at)}${tail === "" ? "" : `.${tail}`}`);
}
