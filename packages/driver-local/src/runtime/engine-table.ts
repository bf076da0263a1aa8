import { InternalError, type KqlType, type KqlValue, type ResultColumn, type ResultTable } from "@huntkit/provider";
import type { DuckDBDataChunk } from "@duckdb/node-api";
import { cellReaders } from "./cell-readers.table.js";
import { loadBindings, loadDuckDb, type DuckDbBindings } from "./load-duckdb.js";
import { readTexts } from "./read-texts.js";
import type { SelectResult } from "./run-select.js";

/**
 * The rows of a SELECT as a result table. Cells stay in DuckDB's own columns and are converted when they are read; reading
 * outlives the connection.
 * @param columns The columns by KQL name and type, in the order of the SELECT.
 * @throws {InternalError} if the SELECT's columns are not of the engine's own types for these.
 */
export async function engineTable(columns: readonly ResultColumn[], result: SelectResult): Promise<ResultTable> {
  const { DuckDBTypeId } = await loadDuckDb();
  // SQL has no rows without columns: where KQL has them, one stands for none
  if (columns.length > 0 && columns.length !== result.columnTypeIds.length) throw unexpected(`it has ${result.columnTypeIds.length} columns, not ${columns.length}`);
  const readers = columns.map((column, index) => {
    const name = DuckDBTypeId[result.columnTypeIds[index] ?? 0] as keyof typeof cellReaders;
    const reader = cellReaders[name][column.type];
    if (reader === undefined) throw unexpected(`a ${column.type} came as ${name}`);
    return { type: column.type, isText: name === "VARCHAR", read: reader as (raw: unknown) => KqlValue };
  });
  return new ChunkedTable(Object.freeze([...columns]), readers, result.chunks, await loadBindings());
}

function unexpected(what: string): InternalError {
  return new InternalError({ code: "result-type-unexpected", message: `The local engine gave a result of another form than the query has: ${what}. That is a fault of huntkit: please report it with the query text.` });
}

interface ColumnReader {
  readonly type: KqlType;
  /** Texts are read for a whole chunk at once. */
  readonly isText: boolean;
  readonly read: (raw: unknown) => KqlValue;
}

class ChunkedTable implements ResultTable {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly #readers: readonly ColumnReader[];
  readonly #chunks: readonly DuckDBDataChunk[];
  /** The first row of each chunk. */
  readonly #starts: readonly number[];
  readonly #bindings: DuckDbBindings;
  /** The texts read so far, by column and chunk. */
  readonly #texts: (readonly (string | null)[])[][];
  #current = 0;

  constructor(columns: readonly ResultColumn[], readers: readonly ColumnReader[], chunks: readonly DuckDBDataChunk[], bindings: DuckDbBindings) {
    this.#bindings = bindings;
    this.#texts = columns.map(() => []);
    this.columns = columns;
    this.#readers = readers;
    this.#chunks = chunks;
    const starts: number[] = [];
    let rows = 0;
    for (const chunk of chunks) {
      starts.push(rows);
      rows += chunk.rowCount;
    }
    this.#starts = starts;
    this.rowCount = rows;
  }

  cell(row: number, column: number): KqlValue {
    const reader = this.#readers[column];
    const position = this.#chunkOf(row);
    const chunk = this.#chunks[position];
    if (reader === undefined || chunk === undefined) return null;
    const index = row - (this.#starts[position] ?? 0);
    const raw = reader.isText ? this.#textsOf(chunk, position, column)[index] : chunk.getColumnVector(column).getItem(index);
    return raw === null || raw === undefined ? (reader.type === "string" ? "" : null) : reader.read(raw);
  }

  #textsOf(chunk: DuckDBDataChunk, position: number, column: number): readonly (string | null)[] {
    const ofColumn = (this.#texts[column] ??= []);
    return (ofColumn[position] ??= readTexts(this.#bindings, chunk, column));
  }

  /** Rows are mostly read in order, so the last chunk is looked at first. */
  #chunkOf(row: number): number {
    const start = this.#starts[this.#current] ?? 0;
    const end = this.#starts[this.#current + 1] ?? this.rowCount;
    if (row >= start && row < end) return this.#current;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    this.#current = low;
    return low;
  }
}
