import type { KqlType } from "@huntkit/provider";
import type { LocalColumnStorage } from "./local-table-source.js";

/** How a column of a file is stored for the engine: the interface's storage, and SQL over the file's own column if it must change first. */
export interface StoredAs {
  readonly stored: LocalColumnStorage;
  /** Made of the file's column; absent: the column itself. */
  readonly sql?: (column: string) => string;
}

/** The families of DuckDB types that files hold. */
export type DuckFamily =
  | "boolean" | "small integer" | "INTEGER" | "BIGINT" | "wide integer" | "float" | "DOUBLE" | "decimal" | "text" | "json"
  | "TIMESTAMP" | "TIMESTAMP_S" | "TIMESTAMP_MS" | "TIMESTAMP_NS" | "TIMESTAMPTZ" | "DATE" | "TIME" | "INTERVAL" | "UUID" | "nested" | "other";

const families: Readonly<Record<string, DuckFamily>> = {
  BOOLEAN: "boolean", TINYINT: "small integer", SMALLINT: "small integer", UTINYINT: "small integer", USMALLINT: "small integer",
  INTEGER: "INTEGER", UINTEGER: "wide integer", BIGINT: "BIGINT", UBIGINT: "wide integer", HUGEINT: "wide integer", UHUGEINT: "wide integer",
  FLOAT: "float", DOUBLE: "DOUBLE", VARCHAR: "text", JSON: "json",
  TIMESTAMP: "TIMESTAMP", TIMESTAMP_S: "TIMESTAMP_S", TIMESTAMP_MS: "TIMESTAMP_MS", TIMESTAMP_NS: "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ",
  DATE: "DATE", TIME: "TIME", INTERVAL: "INTERVAL", UUID: "UUID",
};

/** The family of a DuckDB type by its name. */
export function duckFamily(duckType: string): DuckFamily {
  const known = families[duckType];
  if (known !== undefined) return known;
  if (/\]$/.test(duckType) || /^(STRUCT|MAP|UNION)\(/.test(duckType)) return "nested";
  if (duckType.startsWith("DECIMAL(")) return "decimal";
  return "other";
}

/** The KQL type of a column that no schema names, by the type that the file itself gives it. */
export const inferredTypes: Readonly<Record<DuckFamily, KqlType>> = Object.freeze({
  boolean: "bool", "small integer": "int", INTEGER: "int", BIGINT: "long", "wide integer": "decimal", float: "real", DOUBLE: "real", decimal: "decimal",
  text: "string", json: "dynamic", TIMESTAMP: "datetime", TIMESTAMP_S: "datetime", TIMESTAMP_MS: "datetime", TIMESTAMP_NS: "datetime", TIMESTAMPTZ: "datetime",
  DATE: "datetime", TIME: "timespan", INTERVAL: "timespan", UUID: "guid", nested: "dynamic", other: "string",
});

const times = {
  TIMESTAMP: { stored: "timestamp" }, TIMESTAMP_S: { stored: "timestamp_s" }, TIMESTAMP_MS: { stored: "timestamp_ms" },
  TIMESTAMP_NS: { stored: "timestamp_ns" }, TIMESTAMPTZ: { stored: "timestamptz" }, DATE: { stored: "date" },
} as const;
const integers = { "small integer": { stored: "integer" }, "wide integer": { stored: "integer" } } as const;
const numbers = { ...integers, INTEGER: { stored: "number" }, BIGINT: { stored: "number" }, float: { stored: "number" }, DOUBLE: { stored: "number" }, decimal: { stored: "number" } } as const;
const text = { text: { stored: "text" } } as const;

/** A whole number that another tool stored as a fraction (columns with gaps often are); others become null, as text that is no number does. */
const whole = (column: string): string => `CASE WHEN ${column} = trunc(${column}) THEN TRY_CAST(${column} AS BIGINT) END`;
const fractions = { float: { stored: "integer", sql: whole }, DOUBLE: { stored: "integer", sql: whole }, decimal: { stored: "integer", sql: whole } } as const;
const asJson: StoredAs = { stored: "json", sql: (column) => `to_json(${column})` };
const asText: StoredAs = { stored: "native", sql: (column) => `to_json(${column})::VARCHAR` };

/** A JSON string that itself holds an object or an array is that object or array: exports write dynamics so. */
const unwrapped = (column: string): string =>
  `CASE WHEN ${column}::VARCHAR ^@ '"' AND regexp_matches(${column} ->> '$', '^\\s*[\\[{]') AND json_valid(${column} ->> '$') THEN (${column} ->> '$')::JSON ELSE ${column} END`;

/**
 * For each KQL type the DuckDB families that can hold it. A pair that is absent is refused when the table is opened: reading it
 * would be a guess (a number as a time, for example).
 */
export const storages: Readonly<Record<KqlType, Partial<Record<DuckFamily, StoredAs>>>> = Object.freeze({
  bool: { boolean: { stored: "native" }, ...text, "small integer": { stored: "native", sql: (column) => `(${column} <> 0)` }, INTEGER: { stored: "native", sql: (column) => `(${column} <> 0)` }, BIGINT: { stored: "native", sql: (column) => `(${column} <> 0)` } },
  int: { ...integers, INTEGER: { stored: "native" }, BIGINT: { stored: "integer" }, ...fractions, ...text, boolean: { stored: "integer", sql: (column) => `${column}::INTEGER` } },
  long: { ...integers, INTEGER: { stored: "integer" }, BIGINT: { stored: "native" }, ...fractions, ...text, boolean: { stored: "integer", sql: (column) => `${column}::INTEGER` } },
  real: { ...numbers, DOUBLE: { stored: "native" }, ...text },
  decimal: { ...numbers, ...text },
  datetime: { ...times, ...text },
  timespan: { TIME: { stored: "time" }, INTERVAL: { stored: "interval" }, ...text },
  guid: { UUID: { stored: "uuid" }, ...text },
  dynamic: {
    json: { stored: "json", sql: unwrapped }, nested: { stored: "nested" }, text: { stored: "text" },
    boolean: asJson, "small integer": asJson, INTEGER: asJson, BIGINT: asJson, "wide integer": asJson, float: asJson, DOUBLE: asJson, decimal: asJson,
  },
  string: {
    text: { stored: "native" }, nested: asText, json: { stored: "native", sql: (column) => `${column} ->> '$'` },
    boolean: { stored: "any" }, "small integer": { stored: "any" }, INTEGER: { stored: "any" }, BIGINT: { stored: "any" }, "wide integer": { stored: "any" }, float: { stored: "any" },
    DOUBLE: { stored: "any" }, decimal: { stored: "any" }, TIMESTAMP: { stored: "any" }, TIMESTAMP_S: { stored: "any" }, TIMESTAMP_MS: { stored: "any" }, TIMESTAMP_NS: { stored: "any" },
    TIMESTAMPTZ: { stored: "any" }, DATE: { stored: "any" }, TIME: { stored: "any" }, INTERVAL: { stored: "any" }, UUID: { stored: "any" }, other: { stored: "any" },
  },
});

/** A value of a family as text that the engine reads back as the same value: what columns become that are stored differently in several forms of file. */
export function textOf(family: DuckFamily, column: string): string {
  if (family === "nested") return `to_json(${column})::VARCHAR`;
  if (family === "TIMESTAMPTZ") return `(${column} AT TIME ZONE 'UTC')::VARCHAR`;
  return `${column}::VARCHAR`;
}
