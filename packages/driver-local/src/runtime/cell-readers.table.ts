import { KqlDateTime, KqlDecimal, KqlTimeSpan, exactInteger, parseDynamic, type KqlType, type KqlValue } from "@huntkit/provider";
import type { DuckDBTypeId } from "@duckdb/node-api";

/** Turns a value as DuckDB's client gives it (never null) into a KQL value. */
export type CellReader = (raw: never) => KqlValue;

type TypeName = keyof typeof DuckDBTypeId;

const same = (raw: KqlValue): KqlValue => raw;
const integer = (raw: bigint): KqlValue => exactInteger(raw);
const ticks = { datetime: (raw: bigint): KqlValue => new KqlDateTime(raw), timespan: (raw: bigint): KqlValue => new KqlTimeSpan(raw) };
const smallInteger = { int: same, long: same } satisfies Partial<Record<KqlType, CellReader>>;
const text = { string: same, guid: same, dynamic: parseDynamic } satisfies Partial<Record<KqlType, CellReader>>;

/** No column of the engine has this type; a result that has it is a fault of the compiler and is refused. */
const refused: Partial<Record<KqlType, CellReader>> = Object.freeze({});

/**
 * How each DuckDB type is read for each KQL type that it may stand for (see `lower/physical-types.ts`). Total over DuckDB's
 * types: a type that a new version adds breaks the build until somebody decides. Types that share a client form with a
 * physical type are accepted where no value can change; everything else is refused.
 */
export const cellReaders: Readonly<Record<TypeName, Partial<Record<KqlType, CellReader>>>> = Object.freeze({
  BOOLEAN: { bool: same },
  TINYINT: smallInteger,
  SMALLINT: smallInteger,
  INTEGER: smallInteger,
  UTINYINT: smallInteger,
  USMALLINT: smallInteger,
  UINTEGER: { long: same },
  BIGINT: { long: integer, ...ticks },
  FLOAT: { real: same },
  DOUBLE: { real: same },
  DECIMAL: { decimal: (raw: { toString(): string }): KqlValue => new KqlDecimal(plainDecimal(raw.toString())) },
  VARCHAR: text,
  UBIGINT: refused,
  HUGEINT: refused,
  UHUGEINT: refused,
  TIMESTAMP: refused,
  TIMESTAMP_S: refused,
  TIMESTAMP_MS: refused,
  TIMESTAMP_NS: refused,
  TIMESTAMP_TZ: refused,
  DATE: refused,
  TIME: refused,
  TIME_TZ: refused,
  TIME_NS: refused,
  INTERVAL: refused,
  BLOB: refused,
  ENUM: refused,
  LIST: refused,
  STRUCT: refused,
  MAP: refused,
  ARRAY: refused,
  UUID: refused,
  UNION: refused,
  BIT: refused,
  ANY: refused,
  BIGNUM: refused,
  SQLNULL: refused,
  STRING_LITERAL: refused,
  INTEGER_LITERAL: refused,
  GEOMETRY: refused,
  VARIANT: refused,
  INVALID: refused,
});

/** KQL prints a decimal without the zeros that DuckDB's fixed scale adds. */
function plainDecimal(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}
