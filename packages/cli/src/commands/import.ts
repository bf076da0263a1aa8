import { resolve } from "node:path";
import { type ExistingTables, importLogs, type ImportReport } from "@huntkit/driver-local/import";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { progressLine } from "../terminal/progress-line.js";
import { groupedNumber } from "../terminal/grouped-number.js";
import { terminalStyle } from "../terminal/terminal-style.js";
import { visibleText } from "../visible-lines.js";

/** Options of `huntkit import`. */
export interface ImportCommandOptions {
  readonly out: string;
  readonly strict?: boolean;
  readonly existing: ExistingTables;
  readonly json?: boolean;
}

const MOST_EVENTS = 15;

/** Imports recorded logs and tells what became of every record. */
export async function importCommand(files: readonly string[], options: ImportCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const { cwd, signal, stdout } = surroundings;
  const progress = progressLine(surroundings);
  try {
    const report = await importLogs(
      files.map((file) => resolve(cwd, file)),
      { out: resolve(cwd, options.out), strict: options.strict ?? false, existing: options.existing, signal, onProgress: progress.show },
    );
    progress.clear();
    stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${reportLines(report, options.out, surroundings).join("\n")}\n`);
    return exitCodes.ok;
  } finally {
    progress.clear();
  }
}

function reportLines(report: ImportReport, out: string, { stdout, env }: CommandSurroundings): string[] {
  const style = terminalStyle(stdout, env);
  const records = report.files.reduce((sum, file) => sum + file.records, 0);
  const rows = report.tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${counted(records, "record")} in ${counted(report.files.length, "file")} became ${counted(rows, "row")} in ${(report.milliseconds / 1000).toFixed(1)} s.`,
    "",
    ...report.tables.map((table) => `  ${style.bold(table.table)}: ${counted(table.rows, "row")}`),
    ...leftOutLines(report),
    "",
    `Tables are in ${out}. Look at them: huntkit schema --path ${out}`,
  ].map(visibleText);
}

function leftOutLines(report: ImportReport): string[] {
  const { unmappedEvents: events, badLines, ignoredColumns, notes, skippedEntries } = report;
  const total = events.reduce((sum, event) => sum + event.count, 0);
  return [
    ...section(events.length > 0, `${counted(total, "event")} that no table has a place for, by channel and id:`, [
      ...events.slice(0, MOST_EVENTS).map((event) => `${event.channel} ${event.id}: ${groupedNumber(event.count)}`),
      ...(events.length > MOST_EVENTS ? [`… and ${events.length - MOST_EVENTS} more kinds (all with --json)`] : []),
    ]),
    ...section(report.unknownRecords > 0, `${counted(report.unknownRecords, "record")} that are neither an event nor a row of advanced hunting.`, []),
    ...section(badLines.total > 0, `${counted(badLines.total, "line")} that could not be read; the first:`, badLines.first.slice(0, MOST_EVENTS).map((line) => `${line.file}${line.entry === undefined ? "" : ` (${line.entry})`}, line ${line.line}: ${line.reason}`)),
    ...section(skippedEntries.length > 0, `${skippedEntries.length} archive entries were not read:`, skippedEntries.slice(0, MOST_EVENTS).map((entry) => Object.values(entry).join(": "))),
    ...section(ignoredColumns.length > 0, "Columns that the table does not have, left out:", ignoredColumns.slice(0, MOST_EVENTS).map((column) => `${column.table}.${column.column} (${counted(column.rows, "row")})`)),
    ...section(notes.length > 0, "Notes:", notes.map((note) => note.message)),
  ];
}

function section(shown: boolean, title: string, lines: readonly string[]): string[] {
  return shown ? ["", title, ...lines.map((line) => `  ${line}`)] : [];
}

function counted(count: number, noun: string): string {
  return `${groupedNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
