import { KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlValue } from "@huntkit/provider";

/** The order of two values of one type, neither null: negative, zero or positive. Exact for integers, decimals and times. */
export function compareValues(left: KqlValue, right: KqlValue): number {
  if (left instanceof KqlDecimal && right instanceof KqlDecimal) return compareDecimals(String(left), String(right));
  const [a, b] = [comparable(left), comparable(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparable(value: KqlValue): bigint | number | string {
  if (value instanceof KqlDateTime || value instanceof KqlTimeSpan) return value.ticks;
  if (typeof value === "boolean") return Number(value);
  return typeof value === "object" ? JSON.stringify(value, (_name, part: unknown) => (typeof part === "bigint" ? String(part) : part)) : value;
}

/** Exact, whatever the number of digits. */
function compareDecimals(left: string, right: string): number {
  const [a, b] = [decimalOf(left), decimalOf(right)];
  const scale = a.scale > b.scale ? a.scale : b.scale;
  const [x, y] = [a.digits * 10n ** (scale - a.scale), b.digits * 10n ** (scale - b.scale)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function decimalOf(text: string): { readonly digits: bigint; readonly scale: bigint } {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = BigInt(`${whole}${fraction}` || "0");
  return { digits: sign === "-" ? -digits : digits, scale: BigInt(fraction.length) - BigInt(exponent) };
}
