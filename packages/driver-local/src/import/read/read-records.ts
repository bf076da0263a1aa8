import { isUtf8 } from "node:buffer";
import { JsonValueSplitter } from "./json-value-splitter.js";
import { LineSplitter } from "./line-splitter.js";
import type { LogSource } from "./log-source.js";
import { readCsv } from "./read-csv.js";
import type { RecordSplitter } from "./record-splitter.js";
import { toUtf8 } from "./to-utf8.js";

/** How the records of a source are written. */
export type RecordForm = "json-lines" | "json-values" | "csv";

/** Receives what a source holds. All are called synchronously, in file order. */
export interface RecordHandlers {
  /** The text of one JSON value, and its line. */
  readonly onJson: (text: string, line: number) => void;
  /** A row of a CSV file by column name, and its line. */
  readonly onRow: (row: Readonly<Record<string, string>>, line: number) => void;
  /** A line that is no record. */
  readonly onBad: (line: number, reason: string) => void;
}

/**
 * Reads the records of a source. The form is told by the first bytes: `[` begins a JSON list, `{` newline-delimited JSON or
 * objects that span lines; other text is CSV when the name says so or its first line names Defender columns.
 * @returns the form; undefined for a source without any byte.
 */
export async function readRecords(source: LogSource, handlers: RecordHandlers): Promise<RecordForm | undefined> {
  const iterator = toUtf8(source.bytes())[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return undefined;
  const form = recordForm(first.value, source.name);
  const chunks = resume(first.value, iterator);
  if (form === "csv") await readCsv(chunks, handlers);
  else await split(chunks, form === "json-values" ? new JsonValueSplitter(handlers.onJson, handlers.onBad) : new LineSplitter(handlers.onJson, handlers.onBad));
  return form;
}

async function* resume(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function split(chunks: AsyncIterable<Buffer>, splitter: RecordSplitter): Promise<void> {
  for await (const chunk of chunks) splitter.push(chunk);
  splitter.end();
}

function recordForm(chunk: Buffer, name: string): RecordForm {
  const start = chunk.findIndex((byte) => byte > 32);
  const first = String.fromCharCode(chunk[start] ?? 0);
  if (first === "[") return "json-values";
  const lineEnd = chunk.indexOf(10, start);
  if (first === "{") return lineEnd < 0 || spansLines(chunk.subarray(start, lineEnd)) ? "json-values" : "json-lines";
  if (/\.csv(\.gz)?$/i.test(name)) return "csv";
  return namesColumns(chunk.subarray(0, lineEnd < 0 ? chunk.length : lineEnd)) ? "csv" : "json-lines";
}

/** Whether the first line of a file only begins an object: `{`, `{ "a": [` or `"a": 1,`. */
function spansLines(line: Buffer): boolean {
  return /[{[,:]\s*$/.test(line.toString("latin1"));
}

function namesColumns(line: Buffer): boolean {
  return isUtf8(line) && /(^|,)"?(Timestamp|TimeGenerated)("|,|\s|$)/.test(line.toString("utf8"));
}
