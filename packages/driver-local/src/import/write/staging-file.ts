import { JsonLinesFile } from "./json-lines-file.js";
import type { StagedRow } from "./staged-row.js";
import { tableColumns } from "./table-columns.js";

/** The rows of one table on their way to Parquet: a file of newline-delimited JSON in the working folder. */
export class StagingFile {
  /** How many rows were added. */
  rows = 0;
  /** The columns that at least one row has. */
  readonly usedColumns = new Set<string>();
  /** Columns of times with more than six digits of a second: they need nanoseconds. */
  readonly preciseColumns = new Set<string>();
  /** Columns with times that nanoseconds cannot hold: these are kept to the microsecond. */
  readonly wideColumns = new Set<string>();
  /** How often each ActionType occurs. */
  readonly actions = new Map<string, number>();
  /** The staged rows. */
  readonly lines: JsonLinesFile;
  private readonly times: readonly string[];

  constructor(
    /** The Defender table. */
    readonly table: string,
    path: string,
  ) {
    this.times = (tableColumns(table) ?? []).filter((column) => column.type === "datetime").map((column) => column.name);
    this.lines = new JsonLinesFile(path);
  }

  /** Adds a row. */
  add(row: StagedRow): void {
    this.rows++;
    for (const column in row) if (row[column] !== undefined) this.usedColumns.add(column);
    for (const column of this.times) {
      const time = row[column];
      if (time === undefined) continue;
      if (isPrecise(time)) this.preciseColumns.add(column);
      if (isWide(time)) this.wideColumns.add(column);
    }
    const action = row["ActionType"];
    const name = typeof action === "string" ? action : "";
    this.actions.set(name, (this.actions.get(name) ?? 0) + 1);
    this.lines.add(row);
  }
}

/** Whether a staged time has more than six digits of a second: `yyyy-mm-dd hh:mm:ss.ffffff` has 26 characters. */
export function isPrecise(value: unknown): boolean {
  return typeof value === "string" && value.length > 26;
}

/** Whether a staged time lies outside the years that 64 bits of nanoseconds hold (1678 to 2261). */
export function isWide(value: unknown): boolean {
  return typeof value === "string" && (value < "1678" || value >= "2262");
}
