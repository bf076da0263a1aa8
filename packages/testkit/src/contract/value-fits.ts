import { KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlType } from "@huntkit/provider";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const fits: Readonly<Record<KqlType, (value: unknown) => boolean>> = {
  bool: (value) => typeof value === "boolean",
  int: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_648,
  long: (value) => Number.isSafeInteger(value) || (typeof value === "bigint" && !Number.isSafeInteger(Number(value)) && BigInt.asIntN(64, value) === value),
  real: (value) => typeof value === "number",
  decimal: (value) => value instanceof KqlDecimal,
  datetime: (value) => value instanceof KqlDateTime,
  timespan: (value) => value instanceof KqlTimeSpan,
  string: (value) => typeof value === "string",
  guid: (value) => typeof value === "string" && guid.test(value),
  dynamic: isDynamic,
};

/** Whether a cell has the form that the contract lays down for its column's type (see `KqlValue`). */
export function valueFits(value: unknown, type: KqlType): boolean {
  return value === null ? type !== "string" : fits[type](value);
}

function isDynamic(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return true;
  if (typeof value === "bigint") return !Number.isSafeInteger(Number(value));
  if (Array.isArray(value)) return value.every(isDynamic);
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isDynamic);
}
