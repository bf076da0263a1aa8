import type { Writable } from "node:stream";
import { type KqlType, type KqlValue, type ResultTable, tableRows } from "@huntkit/provider";
import { joinedChunks, writeChunks, type WriteOptions } from "./text-chunks.js";
import { valueText } from "./value-text.js";

/** How CSV is written. */
export interface CsvOptions {
  /**
   * What to do with texts that a spreadsheet would take for a formula, that is texts that begin with `=`, `+`, `-`, `@`, a tab
   * or a carriage return: `"keep"` writes them as they are (exact, for programs); `"neutralize"` puts a `'` before them (safe
   * to open in a spreadsheet; source: OWASP, "CSV Injection"). Numbers and times are never changed. Default: `"keep"`.
   */
  readonly formulas?: "keep" | "neutralize";
}

const formulaStart = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const textTypes: ReadonlySet<KqlType> = new Set<KqlType>(["string", "dynamic"]);

/**
 * The rows as CSV by RFC 4180: a header, lines ended by CRLF, quotes only where needed, quotes doubled. Null is an empty
 * field; objects and arrays are JSON.
 */
export function toCsv(table: ResultTable, options?: CsvOptions): string {
  return [...csvLines(table, options)].join("");
}

/** Writes what {@link toCsv} gives to a stream, piece by piece, and leaves the stream open. */
export function writeCsv(table: ResultTable, writable: Writable, options?: CsvOptions & WriteOptions): Promise<void> {
  return writeChunks(joinedChunks(csvLines(table, options)), writable, options);
}

function* csvLines(table: ResultTable, options: CsvOptions = {}): Generator<string, void, void> {
  const neutralize = options.formulas === "neutralize";
  const single = table.columns.length === 1;
  yield line(table.columns.map((column) => (neutralize ? neutral(column.name) : column.name)), single);
  const guarded = table.columns.map((column) => neutralize && textTypes.has(column.type));
  for (const cells of tableRows(table)) yield line(cells.map((cell, index) => fieldText(cell, guarded[index] === true)), single);
}

function fieldText(cell: KqlValue, guarded: boolean): string {
  return guarded && typeof cell === "string" ? neutral(cell) : valueText(cell);
}

function neutral(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

// A lone empty field would make an empty line, which readers skip; so it is quoted.
function line(fields: readonly string[], single: boolean): string {
  return `${single && fields[0] === "" ? '""' : fields.map(quoted).join(",")}\r\n`;
}

function quoted(field: string): string {
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
