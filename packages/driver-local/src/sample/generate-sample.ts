import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CancelledError, InternalError, ParameterError, type ProgressListener } from "@huntkit/provider";
import { defenderSchemaData } from "@huntkit/schemas";
import { writeParquetTable } from "../parquet/write-parquet-table.js";
import { sampleRow, type SampleEvent, type SampleRow } from "./sample-events.js";
import { makeSampleWeek, type SampleWeekOptions } from "./make-sample-week.js";

/** How to generate the sample. */
export interface GenerateSampleOptions extends SampleWeekOptions {
  /** The folder to write to; made if absent. Files of the sample's tables in it are replaced. */
  readonly out: string;
  /** Stops the work; nothing half-written stays. */
  readonly signal?: AbortSignal;
  /** Receives a step for each table. */
  readonly onProgress?: ProgressListener;
}

/** What was generated. */
export interface SampleReport {
  /** The folder. */
  readonly folder: string;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Whether the folder already held the same sample, so that nothing was written. */
  readonly reused: boolean;
}

const marker = ".huntkit-sample.json";

/**
 * Writes the sample week as Parquet files, one a table. A folder that already holds the sample of the same date and seed is
 * left as it is.
 * @throws {ParameterError} if the folder holds something else than a sample, or cannot be written.
 * @throws {CancelledError} if stopped.
 */
export async function generateSample(options: GenerateSampleOptions): Promise<SampleReport> {
  const identity = { date: options.date, seed: options.seed ?? 4471, version: 1 };
  const known = await readMarker(options.out);
  if (known !== undefined && sameSample(known, identity)) return { folder: options.out, rows: known.rows, reused: true };
  const week = makeSampleWeek(options);
  await mkdir(options.out, { recursive: true });
  await rm(join(options.out, marker), { force: true });
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows: Record<string, number> = {};
  try {
    for (const [table, events] of week) {
      throwIfStopped(options.signal);
      options.onProgress?.({ type: "step", message: `Writing ${table}`, done: Object.keys(rows).length, total: week.size });
      const file = join(options.out, `${table}.parquet`);
      await writeParquetTable(connection, `${file}.new`, columnsOf(table), rowsOf(events));
      await rename(`${file}.new`, file);
      rows[table] = events.length;
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await writeFile(join(options.out, marker), `${JSON.stringify({ ...identity, rows }, null, 2)}\n`);
  return { folder: options.out, rows, reused: false };
}

function* rowsOf(events: readonly SampleEvent[]): Generator<SampleRow, void, void> {
  for (const event of events) yield sampleRow(event);
}

interface Marker {
  readonly date: string;
  readonly seed: number;
  readonly version: number;
  readonly rows: Readonly<Record<string, number>>;
}

function sameSample(known: Marker, wanted: Omit<Marker, "rows">): boolean {
  return known.date === wanted.date && known.seed === wanted.seed && known.version === wanted.version;
}

async function readMarker(folder: string): Promise<Marker | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, marker), "utf8")) as Marker;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw new ParameterError({ code: "sample-folder-unusable", message: `The folder ${folder} cannot be used for the sample (${code ?? "unknown"}). Choose another folder.`, cause: error });
  }
}

function columnsOf(table: string) {
  const known = defenderSchemaData().tables.find((one) => one.name === table);
  if (!known) throw new InternalError({ code: "sample-table-unknown", message: `The sample makes a table ${table} that the Defender schema does not have.` });
  return known.columns;
}

function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError({ code: "cancelled", message: "Generating the sample was stopped.", cause: signal.reason });
}
