import { join } from "node:path";
import { DataError } from "@huntkit/provider";
import { convertEvent, type ConversionContext } from "./convert-event.js";
import { normalizeEvent } from "./events/normalize-event.js";
import { convertExportRow } from "./exports/convert-export-row.js";
import { exportTable, looksLikeExport } from "./exports/export-table.js";
import { protectLongNumbers } from "./exports/long-numbers.js";
import type { ImportTally } from "./import-tally.js";
import { mappingOf } from "./mapping/event-mappings.table.js";
import { AccountDirectory } from "./processes/account-directory.js";
import { ProcessIndex } from "./processes/process-index.js";
import { sourceName, type LogSource } from "./read/log-source.js";
import type { RecordHandlers } from "./read/read-records.js";
import { StagingFile } from "./write/staging-file.js";
import { tableColumns } from "./write/table-columns.js";

type Json = Readonly<Record<string, unknown>>;

/** A list of rows inside one object, as the query services answer. */
const rowLists = ["Results", "results", "value", "Records", "records"];

/** Turns records into staged rows, one file after the other. */
export class RecordImporter {
  /** What the rows of all files share. */
  readonly context: ConversionContext = { processes: new ProcessIndex(), accounts: new AccountDirectory() };
  private readonly staged = new Map<string, StagingFile>();

  constructor(
    private readonly work: string,
    private readonly tally: ImportTally,
    private readonly strict: boolean,
  ) {}

  /** What to do with the records of a source. */
  handlersOf(source: LogSource): RecordHandlers {
    return {
      onJson: (text, line) => this.json(text, line, source),
      onRow: (row, line) => {
        this.tally.record();
        if (!this.exportRow(row, line, source)) this.tally.unknownRecords++;
      },
      onBad: (line, reason) => this.bad(line, reason, source),
    };
  }

  /** Closes the staging files. @returns those with rows. */
  finish(): readonly StagingFile[] {
    for (const file of this.staged.values()) file.lines.close();
    return [...this.staged.values()];
  }

  private json(text: string, line: number, source: LogSource): void {
    const value = parseJson(text);
    if (value === undefined) this.bad(line, "not valid JSON", source);
    else if (!isObject(value)) this.bad(line, "not a JSON object", source);
    else this.object(value, text, line, source);
  }

  private object(record: Json, text: string, line: number, source: LogSource): void {
    const event = normalizeEvent(record);
    if (event) {
      this.tally.record();
      const mapping = mappingOf(event.kind.family, event.kind.id);
      if (!mapping) return this.tally.unmappedEvent(event);
      const row = convertEvent(event, mapping, text, this.context);
      if (!row) return this.bad(line, "an event without a time that can be read", source);
      this.tally.mappedEvent(event, mapping, row["ActionType"] !== undefined);
      this.tally.row();
      return this.stagingOf(mapping.table).add(row);
    }
    this.exported(record, text, line, source);
  }

  private exported(record: Json, text: string, line: number, source: LogSource): void {
    // Only rows of exports hold 64-bit numbers that matter; parsing them again keeps the common path quick.
    const exact = protectLongNumbers(text);
    const whole = exact === text ? record : ((parseJson(exact) as Json | undefined) ?? record);
    const list = rowLists.map((name) => whole[name]).find(Array.isArray) as readonly unknown[] | undefined;
    for (const item of list ?? [whole]) {
      this.tally.record();
      if (!isObject(item)) this.bad(line, "not a JSON object", source);
      else if (!this.exportRow(item, line, source)) this.tally.unknownRecords++;
    }
  }

  /** @returns false if the record is no row of advanced hunting. */
  private exportRow(item: Json, line: number, source: LogSource): boolean {
    const streamed = /^AdvancedHunting-(\w+)$/.exec(String(item["category"] ?? ""))?.[1];
    const row = streamed !== undefined && isObject(item["properties"]) ? item["properties"] : item;
    const named = streamed !== undefined && tableColumns(streamed) ? streamed : undefined;
    if (named === undefined && !looksLikeExport(row)) return false;
    const table = named ?? exportTable(row, source.name);
    if (table === undefined) return false;
    const converted = convertExportRow(row, table);
    if (converted.wrong !== undefined) this.bad(line, `the value of ${converted.wrong} is not of the column's type`, source);
    else {
      for (const column of converted.unknown) this.tally.ignoredColumn(table, column);
      this.tally.row();
      this.stagingOf(table).add(converted.row);
    }
    return true;
  }

  private bad(line: number, reason: string, source: LogSource): void {
    this.tally.bad(source, line, reason);
    if (this.strict)
      throw new DataError({ code: "bad-line", message: `${sourceName(source)}, line ${line}: ${reason}. The import stopped and wrote nothing, as asked by strict; without it such lines are counted and left out.`, file: source.file });
  }

  private stagingOf(table: string): StagingFile {
    let file = this.staged.get(table);
    if (!file) {
      file = new StagingFile(table, join(this.work, `${table}.staging`));
      this.staged.set(table, file);
    }
    return file;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
