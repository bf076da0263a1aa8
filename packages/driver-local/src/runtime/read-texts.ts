import { isAscii } from "node:buffer";
import type { DuckDBDataChunk } from "@duckdb/node-api";
import type { DuckDbBindings as Bindings } from "./load-duckdb.js";

/** DuckDB's `string_t`: a length, then up to 12 bytes in place, or 4 bytes and a pointer. */
const ENTRY_BYTES = 16;
const INLINE_BYTES = 12;

/**
 * The texts of a VARCHAR column of a chunk, all at once. The client's own reader makes one native call for each text longer
 * than 12 bytes and drops a leading byte order mark; this one makes one call for each run of texts that lie side by side.
 */
export function readTexts(bindings: Bindings, chunk: DuckDBDataChunk, column: number): (string | null)[] {
  const count = chunk.rowCount;
  const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
  const entries = bindings.vector_get_data(vector, count * ENTRY_BYTES);
  const validity = bindings.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null;
  const words = new Uint32Array(entries.buffer, entries.byteOffset, count * 4);
  const texts = new Array<string | null>(count);
  const isValid = (row: number): boolean => !validity || ((validity[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  readShort(entries, words, isValid, texts);
  readLong(bindings, entries, words, isValid, texts);
  return texts;
}

function readShort(entries: Uint8Array, words: Uint32Array, isValid: (row: number) => boolean, texts: (string | null)[]): void {
  const buffer = Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength);
  const all = buffer.toString("latin1", 0, buffer.length);
  for (let row = 0; row < texts.length; row++) {
    const length = words[row * 4] ?? 0;
    if (!isValid(row)) texts[row] = null;
    else if (length <= INLINE_BYTES) {
      const start = row * ENTRY_BYTES + 4;
      const bits = (words[row * 4 + 1] ?? 0) | (words[row * 4 + 2] ?? 0) | (words[row * 4 + 3] ?? 0);
      texts[row] = (bits & 0x80808080) === 0 ? all.slice(start, start + length) : buffer.toString("utf8", start, start + length);
    }
  }
}

function readLong(bindings: Bindings, entries: Uint8Array, words: Uint32Array, isValid: (row: number) => boolean, texts: (string | null)[]): void {
  const address = (row: number): number => (words[row * 4 + 3] ?? 0) * 0x1_0000_0000 + (words[row * 4 + 2] ?? 0);
  const rows: number[] = [];
  for (let row = 0; row < texts.length; row++) if ((words[row * 4] ?? 0) > INLINE_BYTES && isValid(row)) rows.push(row);
  for (let first = 0; first < rows.length; ) {
    const start = address(rows[first] ?? 0);
    let end = start + (words[(rows[first] ?? 0) * 4] ?? 0);
    let next = first + 1;
    // Texts side by side, with less than a machine word between: the bytes between lie in the word of one of them, so reading the run touches no other memory.
    for (; next < rows.length; next++) {
      const row = rows[next] ?? 0;
      if (address(row) < end || address(row) > Math.ceil(end / 8) * 8) break;
      end = address(row) + (words[row * 4] ?? 0);
    }
    const at = entries.byteOffset + (rows[first] ?? 0) * ENTRY_BYTES + 8;
    const run = bindings.get_data_from_pointer(entries.buffer as ArrayBuffer, at, end - start);
    const buffer = Buffer.from(run.buffer, run.byteOffset, run.byteLength);
    const ascii = isAscii(buffer) ? buffer.toString("latin1", 0, buffer.length) : undefined;
    for (let index = first; index < next; index++) {
      const row = rows[index] ?? 0;
      const offset = address(row) - start;
      const length = words[row * 4] ?? 0;
      texts[row] = ascii === undefined ? buffer.toString("utf8", offset, offset + length) : ascii.slice(offset, offset + length);
    }
    first = next;
  }
}
