import type { KqlType } from "@huntkit/provider";
import type { SqlSource } from "../sql/sql-nodes.js";

/**
 * How a column is stored in its source, and so what the scan must do to give the engine's own form of its KQL type
 * (`lower/physical-types.ts`):
 *
 * | stored | raw DuckDB type | gives |
 * |---|---|---|
 * | native | the engine's own physical type, nulls of strings included (they become `''`) | any type |
 * | integer | any integer type that is not the engine's own | int, long |
 * | number | FLOAT, DECIMAL or an integer | real, decimal |
 * | timestamp | TIMESTAMP (microseconds), read as UTC | datetime |
 * | timestamp_ms, timestamp_s, timestamp_ns | TIMESTAMP_MS, TIMESTAMP_S, TIMESTAMP_NS | datetime |
 * | timestamptz | TIMESTAMP WITH TIME ZONE (an instant, microseconds) | datetime |
 * | date | DATE | datetime |
 * | ticks | BIGINT, ticks of 100 ns since 0001-01-01 | datetime, timespan |
 * | interval, time | INTERVAL, TIME | timespan |
 * | uuid | UUID | guid |
 * | text | VARCHAR holding the text of a value (ISO time, number, `true`, guid in any case, JSON of a dynamic) | any type |
 * | json | JSON or VARCHAR that holds JSON for sure; JSON `null` becomes null | dynamic |
 * | nested | a STRUCT, LIST or MAP | dynamic |
 * | any | anything else: DuckDB's own text of it | string |
 */
export type LocalColumnStorage =
  | "native"
  | "integer"
  | "number"
  | "timestamp"
  | "timestamp_ms"
  | "timestamp_s"
  | "timestamp_ns"
  | "timestamptz"
  | "date"
  | "ticks"
  | "interval"
  | "time"
  | "uuid"
  | "text"
  | "json"
  | "nested"
  | "any";

/** A column of a local table. */
export interface LocalTableColumn {
  /** The name in KQL. */
  readonly name: string;
  /** The type in KQL. */
  readonly type: KqlType;
  /** The column's name in the source; undefined if the source lacks the column: then every row has null (a string: `''`). */
  readonly raw?: string;
  /** How the source stores it. Without `raw` it does not matter: `native`. */
  readonly stored: LocalColumnStorage;
}

/**
 * Files in folders that are named after days. The times of their rows (`Timestamp`, `TimeGenerated`) lie on the folder's day, give
 * or take one.
 */
export interface DayFiles {
  /** The table function that reads given files instead of all: it takes a list of paths for each group. */
  readonly macro: string;
  /** The files of each group, with the day of their folder in days since 1970. */
  readonly groups: readonly (readonly { readonly path: string; readonly day?: number }[])[];
}

/** Where the rows of a table come from, for the compiler. */
export interface LocalTableSource {
  /** The columns, in the order in which the table shows them. */
  readonly columns: readonly LocalTableColumn[];
  /**
   * What to read: a view or table by name, or a table function call such as `read_parquet`. The compiler gives it an alias of
   * its own (any `as` here is replaced).
   */
  readonly from: SqlSource;
  /** The files by day, if folders are named after days. */
  readonly dayFiles?: DayFiles;
  /** Whether it is known to have no rows: no file of it exists. */
  readonly isEmpty?: boolean;
}
