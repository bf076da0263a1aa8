import type { KqlDateTime } from "./kql-datetime.js";
import type { KqlDecimal } from "./kql-decimal.js";
import type { KqlTimeSpan } from "./kql-timespan.js";

/** A value of KQL's `dynamic`: parsed JSON. Integers beyond 2^53 are bigint, so that no digit is lost. */
export type DynamicValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly DynamicValue[]
  | { readonly [key: string]: DynamicValue };

/**
 * One cell of a result. The column's type says which of these it is:
 *
 * | KQL | here | null |
 * |---|---|---|
 * | bool | boolean | null |
 * | int | number | null |
 * | long | number, or bigint beyond ±(2^53 - 1) | null |
 * | real | number (NaN and ±Infinity occur) | null |
 * | decimal | {@link KqlDecimal} | null |
 * | datetime | {@link KqlDateTime} | null |
 * | timespan | {@link KqlTimeSpan} | null |
 * | string | string | never null: `""` |
 * | guid | string, lower case with hyphens | null |
 * | dynamic | {@link DynamicValue} | null |
 */
export type KqlValue = DynamicValue | KqlDateTime | KqlTimeSpan | KqlDecimal;

/** An integer as the smallest exact form: a number within ±(2^53 - 1), else a bigint. */
export function exactInteger(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
