import type { Writable } from "node:stream";
import type * as Arrow from "apache-arrow";
import type { ResultTable } from "@huntkit/provider";
import { type ArrowColumn, arrowColumn } from "./arrow-column.js";
import { writeChunks, type WriteOptions } from "./text-chunks.js";

/** How Arrow data is written. */
export interface ArrowOptions {
  /** `"file"`: the random-access file (`.arrow`, Feather 2); `"stream"`: the streaming form. Default: `"file"`. */
  readonly form?: "file" | "stream";
  /** Rows of one record batch. Default: 65,536. */
  readonly batchRows?: number;
}

/**
 * The rows as Arrow IPC. Types: bool, int32, int64, float64 and utf8; datetime is `timestamp[ns, UTC]` and timespan
 * `duration[ns]`, or utf8 if a value of the column lies outside what nanoseconds in 64 bits can hold (years 1677 to 2262);
 * decimal and dynamic (as JSON) are utf8. The KQL type stands in each field's metadata as `kql.type`. Loads `apache-arrow`.
 */
export async function toArrow(table: ResultTable, options?: ArrowOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of arrowChunks(table, options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Writes what {@link toArrow} gives to a stream, batch by batch, and leaves the stream open. */
export function writeArrow(table: ResultTable, writable: Writable, options?: ArrowOptions & WriteOptions): Promise<void> {
  return writeChunks(arrowChunks(table, options), writable, options);
}

async function* arrowChunks(table: ResultTable, options: ArrowOptions = {}): AsyncGenerator<Uint8Array, void, void> {
  const arrow = await import("apache-arrow");
  const columns = table.columns.map((_, index) => arrowColumn(arrow, table, index));
  const schema = new arrow.Schema(columns.map((column) => column.field));
  const writer = options.form === "stream" ? new arrow.RecordBatchStreamWriter() : new arrow.RecordBatchFileWriter();
  writer.reset(undefined, schema);
  const queue = writer[Symbol.asyncIterator]();
  const steps = recordBatches(arrow, schema, columns, table.rowCount, options.batchRows ?? 65_536);
  let pending = queue.next();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) writer.finish();
    else writer.write(step.value);
    // What the writer has queued is taken before the next batch is made; a read that has nothing yet is kept for later.
    for (let read = await Promise.race([pending, nothing]); read && !read.done; read = await Promise.race([pending, nothing])) {
      yield read.value;
      pending = queue.next();
    }
    if (step.done) return;
  }
}

const nothing = Promise.resolve(undefined);

function* recordBatches(
  arrow: typeof Arrow,
  schema: Arrow.Schema,
  columns: readonly ArrowColumn[],
  rowCount: number,
  batchRows: number,
): Generator<Arrow.RecordBatch, void, void> {
  for (let start = 0; start < rowCount; start += batchRows) {
    const end = Math.min(rowCount, start + batchRows);
    const children = columns.map((column) => column.data(start, end));
    const data = arrow.makeData({ type: new arrow.Struct(schema.fields), length: end - start, nullCount: 0, children });
    yield new arrow.RecordBatch(schema, data);
  }
}
