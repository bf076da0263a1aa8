import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { InternalError, type ProgressListener } from "@huntkit/provider";
import type { ConversionContext } from "../convert-event.js";
import type { ImportedTable } from "../import-report.js";
import { processRows } from "../processes/process-rows.js";
import { throwIfCancelled } from "../read/guard-bytes.js";
import type { OutputFolder } from "./output-folder.js";
import { copyTableSql, loadProcessesSql, PRECISE_PROCESSES } from "./parquet-sql.js";
import { JsonLinesFile } from "./json-lines-file.js";
import { isPrecise, isWide, type StagingFile } from "./staging-file.js";

/** What the writing needs of the options of the import. */
export interface WriteOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

/** Writes the staged rows as Parquet and puts the tables in their place. */
export async function writeTables(staged: readonly StagingFile[], context: ConversionContext, folder: OutputFolder, options: WriteOptions): Promise<readonly ImportedTable[]> {
  const previous = new Map<string, string | undefined>();
  for (const file of staged) previous.set(file.table, await folder.previousTable(file.table));
  context.processes.settle();
  const programs = stageProcesses(context, folder.work);
  if (programs.precise) for (const file of staged) file.preciseColumns.add(PRECISE_PROCESSES);
  await withDuckDb(folder.work, options.signal, async (connection) => {
    for (const sql of loadProcessesSql(programs.processes, programs.links, programs.precise)) await connection.run(sql);
    for (const [at, file] of staged.entries()) {
      throwIfCancelled(options.signal);
      options.onProgress?.({ type: "step", message: `Writing ${file.table}`, done: at, total: staged.length });
      await connection.run(copyTableSql(file, folder.tablePath(file.table), previous.get(file.table)));
      await rm(file.lines.path);
    }
  });
  await Promise.all([rm(programs.processes.path), rm(programs.links.path), rm(join(folder.work, "spill"), { recursive: true, force: true })]);
  throwIfCancelled(options.signal);
  await folder.publish(staged.map((file) => file.table));
  return staged.map((file) => tableReport(file, folder)).sort((left, right) => (left.table < right.table ? -1 : 1));
}

interface StagedProcesses {
  readonly links: JsonLinesFile;
  readonly processes: JsonLinesFile;
  /** Whether a time of a process needs nanoseconds. */
  readonly precise: boolean;
}

function stageProcesses(context: ConversionContext, work: string): StagedProcesses {
  const links = new JsonLinesFile(join(work, "links.staging"));
  for (const [number, process] of context.processes.answers()) links.add({ number, process });
  links.close();
  const processes = new JsonLinesFile(join(work, "processes.staging"));
  let precise = false;
  let wide = false;
  for (const row of processRows(context.processes, context.accounts)) {
    precise ||= isPrecise(row["CreationTime"]);
    wide ||= isWide(row["CreationTime"]);
    processes.add(row);
  }
  processes.close();
  return { links, processes, precise: precise && !wide };
}

async function withDuckDb(work: string, signal: AbortSignal | undefined, use: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "256MB", temp_directory: join(work, "spill"), preserve_insertion_order: "false", autoinstall_known_extensions: "false" });
  const connection = await instance.connect();
  const stop = (): void => connection.interrupt();
  signal?.addEventListener("abort", stop);
  try {
    await use(connection);
  } catch (cause) {
    throwIfCancelled(signal);
    throw new InternalError({ code: "import-write-failed", message: "The tables could not be written, and nothing was left behind. Check that the disk has room; else please report it with the cause.", cause });
  } finally {
    signal?.removeEventListener("abort", stop);
    connection.closeSync();
    instance.closeSync();
  }
}

function tableReport(file: StagingFile, folder: OutputFolder): ImportedTable {
  const actions = [...file.actions].map(([action, rows]) => ({ action, rows })).sort((left, right) => right.rows - left.rows);
  return { table: file.table, file: join(folder.out, `${file.table}.parquet`), rows: file.rows, actions };
}
