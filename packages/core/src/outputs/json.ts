import type { Writable } from "node:stream";
import { type ResultTable, tableRows } from "@huntkit/provider";
import { jsonText } from "./json-text.js";
import { joinedChunks, writeChunks, type WriteOptions } from "./text-chunks.js";

/**
 * The rows as the text of a JSON array of objects, one row a line, members in the order of the columns. The forms of values
 * are those of {@link jsonText}.
 */
export function toJson(table: ResultTable): string {
  return [...jsonParts(table)].join("");
}

/** Writes what {@link toJson} gives to a stream, piece by piece, and leaves the stream open. */
export function writeJson(table: ResultTable, writable: Writable, options?: WriteOptions): Promise<void> {
  return writeChunks(joinedChunks(jsonParts(table)), writable, options);
}

/** The rows as newline-delimited JSON: one object a line, each line ended by a line feed. */
export function toNdjson(table: ResultTable): string {
  return [...ndjsonLines(table)].join("");
}

/** Writes what {@link toNdjson} gives to a stream, piece by piece, and leaves the stream open. */
export function writeNdjson(table: ResultTable, writable: Writable, options?: WriteOptions): Promise<void> {
  return writeChunks(joinedChunks(ndjsonLines(table)), writable, options);
}

function* jsonParts(table: ResultTable): Generator<string, void, void> {
  let first = true;
  yield "[";
  for (const object of objectTexts(table)) {
    yield `${first ? "\n" : ",\n"}  ${object}`;
    first = false;
  }
  yield first ? "]\n" : "\n]\n";
}

function* ndjsonLines(table: ResultTable): Generator<string, void, void> {
  for (const object of objectTexts(table)) yield `${object}\n`;
}

function* objectTexts(table: ResultTable): Generator<string, void, void> {
  const names = table.columns.map((column) => `${JSON.stringify(column.name)}:`);
  for (const cells of tableRows(table)) yield `{${cells.map((cell, index) => `${names[index]}${jsonText(cell)}`).join(",")}}`;
}
