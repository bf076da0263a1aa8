import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { KqlType, TableColumn } from "@huntkit/provider";

/** A row to store: a datetime is milliseconds since 1970, with a fraction down to microseconds; an absent column is null (a string: empty). */
export type PlainRow = Readonly<Record<string, string | number | boolean>>;

/** How a value of a KQL type stands in the intermediate JSON, and what it becomes in the file. */
const storage: Readonly<Record<KqlType, { readonly json: string; readonly file: (column: string) => string }>> = {
  bool: { json: "BOOLEAN", file: (column) => column },
  int: { json: "INTEGER", file: (column) => column },
  long: { json: "BIGINT", file: (column) => column },
  real: { json: "DOUBLE", file: (column) => column },
  decimal: { json: "VARCHAR", file: (column) => column },
  datetime: { json: "BIGINT", file: (column) => `make_timestamp(${column})` },
  timespan: { json: "VARCHAR", file: (column) => column },
  string: { json: "VARCHAR", file: (column) => `coalesce(${column}, '')` },
  guid: { json: "VARCHAR", file: (column) => column },
  dynamic: { json: "VARCHAR", file: (column) => column },
};

/**
 * Writes rows as one Parquet file: every column of the table, datetimes as TIMESTAMP (microseconds), absent strings as `''`.
 * The rows go through a file of JSON lines beside the target, which is removed again.
 * Datetimes stand in the rows as milliseconds since 1970, with a fraction down to microseconds.
 */
export async function writeParquetTable(connection: DuckDBConnection, file: string, columns: readonly TableColumn[], rows: Iterable<PlainRow>): Promise<void> {
  const lines = `${file}.rows.json`;
  try {
    await writeLines(lines, columns, rows);
    const types = columns.map((column) => `${quoted(column.name)}: '${storage[column.type].json}'`).join(", ");
    const items = columns.map((column) => `${storage[column.type].file(name(column.name))} AS ${name(column.name)}`).join(", ");
    const source = `read_json(${quoted(lines)}, format = 'newline_delimited', columns = {${types}})`;
    await connection.run(`COPY (SELECT ${items} FROM ${source}) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)`);
  } finally {
    await rm(lines, { force: true });
  }
}

async function writeLines(path: string, columns: readonly TableColumn[], rows: Iterable<PlainRow>): Promise<void> {
  const times = columns.filter((column) => column.type === "datetime").map((column) => column.name);
  const out = createWriteStream(path);
  let chunk = "";
  for (const row of rows) {
    const stored: Record<string, string | number | boolean> = { ...row };
    for (const time of times) if (typeof stored[time] === "number") stored[time] = Math.round(stored[time] * 1000);
    chunk += `${JSON.stringify(stored)}\n`;
    if (chunk.length < 1_000_000) continue;
    if (!out.write(chunk)) await once(out, "drain");
    chunk = "";
  }
  out.end(chunk);
  await finished(out);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
