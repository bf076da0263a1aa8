import { DataError, HuntError, InternalError, type ProgressListener } from "@huntkit/provider";
import { throwIfCancelled } from "./read/guard-bytes.js";
import type { LogSource, SkippedEntry } from "./read/log-source.js";
import { sourceName } from "./read/log-source.js";
import { openLogFile } from "./read/open-log-file.js";
import { readRecords } from "./read/read-records.js";
import type { ImportReport } from "./import-report.js";
import { ImportTally } from "./import-tally.js";
import { RecordImporter } from "./record-importer.js";
import { OutputFolder, type ExistingTables } from "./write/output-folder.js";
import { writeTables } from "./write/write-tables.js";

/** How to import. */
export interface ImportOptions {
  /** The folder for the tables; made if it is not there. */
  readonly out: string;
  /** Stop at the first bad line instead of counting it. Default: false. */
  readonly strict?: boolean;
  /** What to do with tables that `out` already has. Default: `refuse`. Other tables there are never touched. */
  readonly existing?: ExistingTables;
  readonly signal?: AbortSignal;
  /** Told of each file and table (`step` events). */
  readonly onProgress?: ProgressListener;
}

/**
 * Imports recorded logs as Defender tables: Windows event JSON and advanced-hunting exports, plain, `.gz` or inside `.zip` or `.tar` (also packed).
 * All files become one set of tables, `<Table>.parquet` sorted by time, with the columns of the Defender schema; processes
 * are followed over all files. Nothing appears in `out` until everything has succeeded.
 * @throws {DataError} for a file that is missing, broken or of another form than its name says; for tables that exist; in
 * `strict` for the first bad line.
 * @throws {CancelledError} when the signal is aborted.
 */
export async function importLogs(files: readonly string[], options: ImportOptions): Promise<ImportReport> {
  const start = performance.now();
  if (files.length === 0) throw new DataError({ code: "no-files", message: "No file was named. Name the log files to import, for example logs/*.zip." });
  throwIfCancelled(options.signal);
  const folder = await OutputFolder.open(options.out, options.existing ?? "refuse");
  const tally = new ImportTally();
  const importer = new RecordImporter(folder.work, tally, options.strict ?? false);
  try {
    const skippedEntries = await readFiles(files, importer, tally, options);
    const staged = importer.finish();
    if (staged.length === 0) throw nothingFound(files, tally);
    const tables = await writeTables(staged, importer.context, folder, options);
    return report(tally, { out: options.out, tables, skippedEntries, milliseconds: performance.now() - start });
  } catch (error) {
    importer.finish();
    await folder.discard();
    throw error;
  }
}

async function readFiles(files: readonly string[], importer: RecordImporter, tally: ImportTally, options: ImportOptions): Promise<readonly SkippedEntry[]> {
  const skipped: SkippedEntry[] = [];
  for (const [at, file] of files.entries()) {
    options.onProgress?.({ type: "step", message: `Reading ${file}`, done: at, total: files.length });
    const opened = await openLogFile(file, options.signal);
    try {
      skipped.push(...opened.skipped);
      for (const source of opened.sources) await readSource(source, importer, tally);
    } finally {
      opened.close();
    }
  }
  return skipped;
}

async function readSource(source: LogSource, importer: RecordImporter, tally: ImportTally): Promise<void> {
  const form = await readRecords(source, importer.handlersOf(source)).catch((error: unknown) => {
    throw HuntError.isInstance(error) ? error : readFailure(source, error);
  });
  if (form === undefined) {
    if (source.entry === undefined) throw new DataError({ code: "file-empty", message: `${sourceName(source)} unpacks to nothing: there is nothing to import. Fetch it again or leave it out.`, file: source.file });
    return;
  }
  const file = tally.endFile(source, form);
  if (file.records === 0 && file.badLines > 0) throw noRecordError(source, tally);
}

/** Errors of the language are faults of ours and must not be blamed on the file. */
function readFailure(source: LogSource, cause: unknown): DataError | InternalError {
  if (cause instanceof TypeError || cause instanceof RangeError || cause instanceof ReferenceError)
    return new InternalError({ code: "import-failed", message: `Reading ${sourceName(source)} failed in a way that huntkit should not fail. Please report it.`, cause });
  return new DataError({ code: "file-not-readable", message: `${sourceName(source)} cannot be read to its end. Check the disk and fetch the file again.`, file: source.file, cause });
}

function noRecordError(source: LogSource, tally: ImportTally): DataError {
  const first = tally.firstBad.at(-1);
  return new DataError({
    code: "file-without-records",
    message: `${sourceName(source)} holds no record that can be read: it is neither JSON (one object a line, or a list) nor CSV with a header${first ? ` (line ${first.line}: ${first.reason})` : ""}. Export the log as JSON or CSV; .evtx files must be converted first.`,
    file: source.file,
  });
}

function nothingFound(files: readonly string[], tally: ImportTally): DataError {
  const events = tally.unmappedEvents.slice(0, 5).map((event) => `${event.channel} ${event.id} (${event.count})`);
  const found = events.length > 0 ? ` The events found are not of a kind that becomes a row: ${events.join(", ")}.` : "";
  return new DataError({ code: "nothing-to-import", message: `No event or row that a Defender table has a place for was found in ${files.join(", ")}; nothing was written.${found}` });
}

function report(tally: ImportTally, rest: Pick<ImportReport, "out" | "tables" | "skippedEntries" | "milliseconds">): ImportReport {
  return {
    ...rest,
    files: tally.files,
    mappedEvents: tally.mappedEvents,
    unmappedEvents: tally.unmappedEvents,
    unknownRecords: tally.unknownRecords,
    badLines: { total: tally.badTotal, first: tally.firstBad },
    ignoredColumns: tally.ignoredColumns,
    notes: tally.notes,
  };
}
