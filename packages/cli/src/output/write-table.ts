import { resolve } from "node:path";
import type { Writable } from "node:stream";
import { ParameterError, type ResultTable } from "@huntkit/provider";
import { writeArrow, writeCsv, writeJson, writeMarkdown, writeNdjson, writeParquet } from "@huntkit/core";
import type { CommandSurroundings } from "../command-surroundings.js";
import { groupedNumber } from "../terminal/grouped-number.js";
import { terminalStyle } from "../terminal/terminal-style.js";
import { terminalWidth } from "../terminal/terminal-width.js";
import { type FormatName, formatOfFile, isBinaryFormat } from "./format-names.js";

/** Where rows go, and in which form. */
export interface OutputOptions {
  readonly format?: FormatName;
  readonly output?: string;
  readonly csvSafe?: boolean;
  /** The file for the chart that the query's `render` asks for. */
  readonly chart?: string;
}

const ROWS_ON_A_TERMINAL = 1000;

/**
 * Writes rows to the standard output, or to a file that appears only when it is whole.
 * @throws {ParameterError} if the file cannot be written, or binary data would go to a terminal.
 */
export async function writeTable(table: ResultTable, options: OutputOptions, surroundings: CommandSurroundings): Promise<void> {
  const { output, csvSafe = false } = options;
  const format = options.format ?? (output === undefined ? undefined : formatOfFile(output)) ?? "table";
  if (output === undefined) {
    if (isBinaryFormat(format) && surroundings.stdout.isTTY) throw binaryToTerminal(format);
    return writeAs(format, table, surroundings.stdout, { csvSafe, surroundings });
  }
  const { writeFileAtOnce } = await import("./atomic-file.js");
  await writeFileAtOnce(resolve(surroundings.cwd, output), (stream) => writeAs(format, table, stream, { csvSafe, surroundings }));
  surroundings.stderr.write(`Wrote ${groupedNumber(table.rowCount)} ${table.rowCount === 1 ? "row" : "rows"} to ${output}\n`);
}

interface FormOptions {
  readonly csvSafe: boolean;
  readonly surroundings: CommandSurroundings;
}

async function writeAs(format: FormatName, table: ResultTable, stream: Writable, { csvSafe, surroundings }: FormOptions): Promise<void> {
  const { signal } = surroundings;
  switch (format) {
    case "json":
      return writeJson(table, stream, { signal });
    case "ndjson":
      return writeNdjson(table, stream, { signal });
    case "csv":
      return writeCsv(table, stream, { signal, formulas: csvSafe ? "neutralize" : "keep" });
    case "markdown":
      return writeMarkdown(table, stream, { signal });
    case "parquet":
      return writeParquet(table, stream, { signal });
    case "arrow":
      return writeArrow(table, stream, { signal });
    case "table":
      stream.write(await drawTable(table, stream === surroundings.stdout, surroundings));
  }
}

async function drawTable(table: ResultTable, onStdout: boolean, surroundings: CommandSurroundings): Promise<string> {
  const { renderTable } = await import("../table/render-table.js");
  const terminal = onStdout && surroundings.stdout.isTTY === true;
  const style = terminalStyle(onStdout ? surroundings.stdout : {}, surroundings.env);
  return renderTable(table, {
    width: terminalWidth(surroundings),
    maximumRows: terminal ? ROWS_ON_A_TERMINAL : Number.POSITIVE_INFINITY,
    bold: (text) => style.bold(text),
    faint: (text) => style.faint(text),
  });
}

function binaryToTerminal(format: FormatName): ParameterError {
  return new ParameterError({ code: "binary-to-terminal", message: `The form ${format} is binary and cannot go to a terminal. Add --output <file>, or pipe it to a program.` });
}
