import type { Writable } from "node:stream";
import { ParameterError, type ResultTable } from "@huntkit/provider";
import { parquetColumn, type ParquetColumn } from "./parquet-column.js";
import { writeChunks, type WriteOptions } from "./text-chunks.js";

/** How Parquet data is written. */
export interface ParquetOptions {
  /** Rows of one row group. Default: 40,960. */
  readonly rowGroupRows?: number;
}

/**
 * The rows as a Parquet file, compressed with Snappy, which the embedded engine reads as a table again. Types: boolean, int32, int64,
 * double, UTF-8 text; guid is UUID; datetime is a timestamp in UTC without a zone: of microseconds where these hold every
 * value of the column, else of nanoseconds, else (years before 1677 or after 2262 with 100 ns) text; timespan, decimal and dynamic (as JSON) are text. The KQL
 * types stand in the file's metadata under `kql.types`, as a JSON object by column name. Loads `hyparquet-writer`.
 * @throws {ParameterError} `no-columns` for a table without columns, which Parquet cannot hold.
 */
export async function toParquet(table: ResultTable, options?: ParquetOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of parquetChunks(table, options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Writes what {@link toParquet} gives to a stream, row group by row group, and leaves the stream open. */
export function writeParquet(table: ResultTable, writable: Writable, options?: ParquetOptions & WriteOptions): Promise<void> {
  return writeChunks(parquetChunks(table, options), writable, options);
}

async function* parquetChunks(table: ResultTable, { rowGroupRows = 40_960 }: ParquetOptions = {}): AsyncGenerator<Uint8Array, void, void> {
  if (table.columns.length === 0) throw new ParameterError({ code: "no-columns", message: "The result has no columns, and a Parquet file needs one. Choose another format, for example json." });
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const columns = table.columns.map((_, index) => parquetColumn(table, index));
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(columns), kvMetadata: [typesMetadata(table)], createdBy: "huntkit" });
  for (let start = 0; start < table.rowCount; start += rowGroupRows) {
    const end = Math.min(table.rowCount, start + rowGroupRows);
    await parquet.write({ columnData: columns.map((column) => groupOf(column, start, end)), rowGroupSize: rowGroupRows });
    yield takeBytes(writer);
  }
  await parquet.finish();
  yield takeBytes(writer);
}

function schemaOf(columns: readonly ParquetColumn[]): ConstructorParameters<typeof import("hyparquet-writer").ParquetWriter>[0]["schema"] {
  return [{ name: "rows", num_children: columns.length }, ...columns.map(({ element }) => element)];
}

function typesMetadata(table: ResultTable): { readonly key: string; readonly value: string } {
  return { key: "kql.types", value: JSON.stringify(Object.fromEntries(table.columns.map(({ name, type }) => [name, type]))) };
}

function groupOf({ element, encoding, data }: ParquetColumn, start: number, end: number): { name: string; data: ReturnType<typeof data>; encoding?: "PLAIN" } {
  return { name: element.name, data: data(start, end), ...(encoding ? { encoding } : {}) };
}

/** What the writer holds so far; it goes on counting offsets from the file's beginning. */
function takeBytes(writer: InstanceType<typeof import("hyparquet-writer").ByteWriter>): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
