import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { importLogs, type ImportOptions, type ImportReport } from "../index.js";

/** A cell as DuckDB's JSON gives it; absent for null. */
export type Row = Readonly<Record<string, unknown>>;

/** What an import of some records gave. */
export interface Imported {
  readonly report: ImportReport;
  /** The rows of a table, without null cells. */
  readonly rows: (table: string) => Promise<readonly Row[]>;
}

/** A folder that is removed after use. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "huntkit-import-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Imports objects written as newline-delimited JSON. */
export async function importRecords<Result>(records: readonly unknown[], use: (imported: Imported) => Promise<Result>, options: Partial<ImportOptions> = {}): Promise<Result> {
  const text = records.map((record) => (typeof record === "string" ? record : JSON.stringify(record))).join("\n");
  return importText(text, "log.json", use, options);
}

/** Imports a file of some content. */
export async function importText<Result>(content: string | Buffer, name: string, use: (imported: Imported) => Promise<Result>, options: Partial<ImportOptions> = {}): Promise<Result> {
  return withFolder(async (folder) => {
    const file = join(folder, name);
    await writeFile(file, content);
    const report = await importLogs([file], { out: join(folder, "out"), ...options });
    return use({ report, rows: (table) => readTable(join(folder, "out", `${table}.parquet`)) });
  });
}

/** All rows of a Parquet file in their order, without null cells. */
export async function readTable(file: string): Promise<readonly Row[]> {
  return query(`SELECT * FROM read_parquet('${file}')`);
}

/** The rows of a query, without null cells. */
export async function query(sql: string): Promise<readonly Row[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowObjectsJson().map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
