import type { Writable } from "node:stream";
import { type KqlType, type ResultTable, tableRows } from "@huntkit/provider";
import { joinedChunks, writeChunks, type WriteOptions } from "./text-chunks.js";
import { valueText } from "./value-text.js";
import { visibleText } from "./visible-text.js";

const numeric: ReadonlySet<KqlType> = new Set<KqlType>(["int", "long", "real", "decimal"]);
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * The rows as a table of GitHub-flavoured Markdown. Cells are text only: marks of Markdown and HTML in the data are escaped,
 * line breaks become `<br>`, control and bidirectional characters are made visible. Numbers stand at the right.
 */
export function toMarkdown(table: ResultTable): string {
  return [...markdownLines(table)].join("");
}

/** Writes what {@link toMarkdown} gives to a stream, piece by piece, and leaves the stream open. */
export function writeMarkdown(table: ResultTable, writable: Writable, options?: WriteOptions): Promise<void> {
  return writeChunks(joinedChunks(markdownLines(table)), writable, options);
}

function* markdownLines(table: ResultTable): Generator<string, void, void> {
  yield line(table.columns.map((column) => markdownText(column.name)));
  yield line(table.columns.map((column) => (numeric.has(column.type) ? "---:" : "---")));
  for (const cells of tableRows(table)) yield line(cells.map((cell) => markdownText(valueText(cell))));
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

function markdownText(text: string): string {
  return text.split(/\r\n|\r|\n/).map(escaped).join("<br>");
}

function escaped(text: string): string {
  return visibleText(text)
    .replace(/[&<>]/g, (mark) => entities[mark] ?? mark)
    .replace(/[\\`*_{}[\]|~$#!]/g, "\\$&");
}
