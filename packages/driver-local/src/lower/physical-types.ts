import type { KqlType } from "@huntkit/provider";
import type { SqlType } from "../sql/sql-nodes.js";

/**
 * How each KQL type is held inside the engine, from the scan of a source to the last SELECT. Nothing but this table and the
 * reading of results decides it.
 *
 * | KQL | DuckDB | null | form |
 * |---|---|---|---|
 * | bool | BOOLEAN | NULL | |
 * | int | INTEGER | NULL | |
 * | long | BIGINT | NULL | |
 * | real | DOUBLE | NULL | NaN and ±infinity occur |
 * | decimal | DECIMAL(38,17) | NULL | |
 * | datetime | BIGINT | NULL | ticks of 100 ns since 0001-01-01T00:00:00Z |
 * | timespan | BIGINT | NULL | ticks of 100 ns, signed |
 * | string | VARCHAR | never: `''` | KQL strings are never null |
 * | guid | VARCHAR | NULL | lower case, with hyphens |
 * | dynamic | JSON | NULL | JSON text; SQL NULL stands for KQL's null, a JSON `null` only occurs inside arrays and bags |
 *
 * Source: Microsoft Learn, "Scalar data types" (`scalar-data-types/index`) and "Null values" (`scalar-data-types/null-values`).
 */
export const physicalTypes: Readonly<Record<KqlType, SqlType>> = Object.freeze({
  bool: "BOOLEAN",
  int: "INTEGER",
  long: "BIGINT",
  real: "DOUBLE",
  decimal: "DECIMAL(38,17)",
  datetime: "BIGINT",
  timespan: "BIGINT",
  string: "VARCHAR",
  guid: "VARCHAR",
  dynamic: "JSON",
});
