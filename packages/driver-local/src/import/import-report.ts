import type { RecordForm } from "./read/read-records.js";
import type { SkippedEntry } from "./read/log-source.js";

/** What an import did, so that nothing is dropped in silence. Counts are records or rows. */
export interface ImportReport {
  /** The output folder. */
  readonly out: string;
  readonly files: readonly ImportedFile[];
  readonly tables: readonly ImportedTable[];
  /** Windows events that became rows, most frequent first. */
  readonly mappedEvents: readonly EventCount[];
  /** Windows events that no table has a place for, most frequent first. */
  readonly unmappedEvents: readonly EventCount[];
  /** JSON objects that are neither a Windows event nor a row of advanced hunting. */
  readonly unknownRecords: number;
  readonly badLines: BadLines;
  /** Archive entries that were not read. */
  readonly skippedEntries: readonly SkippedEntry[];
  /** Columns of exports that their table does not have; their values were left out. */
  readonly ignoredColumns: readonly IgnoredColumn[];
  /** What else the user should know about the rows, in words. */
  readonly notes: readonly ImportNote[];
  readonly milliseconds: number;
}

/** One file, or one entry of an archive. */
export interface ImportedFile {
  readonly file: string;
  readonly entry?: string;
  readonly form: RecordForm;
  readonly records: number;
  readonly rows: number;
  readonly badLines: number;
}

/** A table that was written. */
export interface ImportedTable {
  readonly table: string;
  /** The path of its file. */
  readonly file: string;
  /** Rows that this import added. */
  readonly rows: number;
  /** Rows by ActionType, most frequent first. */
  readonly actions: readonly { readonly action: string; readonly rows: number }[];
}

/** How often an event occurred. */
export interface EventCount {
  /** The log's name as recorded. */
  readonly channel: string;
  readonly id: number;
  readonly count: number;
  /** The table, for events that became rows. */
  readonly table?: string;
}

/** Lines that could not be read. */
export interface BadLines {
  readonly total: number;
  /** The first of them. */
  readonly first: readonly BadLine[];
}

/** A line that could not be read. */
export interface BadLine {
  readonly file: string;
  readonly entry?: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** A column that was left out. */
export interface IgnoredColumn {
  readonly table: string;
  readonly column: string;
  readonly rows: number;
}

/** Something to know about the imported rows. */
export interface ImportNote {
  readonly code: "action-unknown" | "action-not-of-the-service" | "duplicate-process-records";
  readonly message: string;
  readonly rows: number;
}
