import { formatNames, type FormatName, isBinaryFormat } from "../output/format-names.js";
import { ParameterError, type TableSchema } from "@huntkit/provider";
import { parseLimit } from "../parse-limit.js";
import type { ShellSource } from "./shell-source.js";

/** What a shell's commands can change. */
export interface ShellState {
  /** The most rows to show; undefined for all. */
  limit: number | undefined;
  /** The form of the rows. */
  format: FormatName | undefined;
  /** Whether the time that a query took is told. */
  timing: boolean;
  /** Whether the shell has been asked to end. */
  ended: boolean;
}

interface ShellCommand {
  readonly usage: string;
  readonly help: string;
  /** Gives what to print. Throws a `ParameterError` for a wrong word. */
  run(words: readonly string[], state: ShellState, source: ShellSource): string;
}

const textFormats = formatNames.filter((name) => !isBinaryFormat(name));

/** The commands of the shell, by name; each is entered with a `.` before it. */
export const shellCommands: Readonly<Record<string, ShellCommand>> = Object.freeze({
  help: { usage: ".help", help: "this list", run: () => helpText() },
  tables: { usage: ".tables [word]", help: "the tables, or those with the word in their names", run: ([word], _state, source) => tablesText(word, source) },
  schema: { usage: ".schema <table>", help: "the columns of a table", run: ([name], _state, source) => columnsText(name, source) },
  limit: { usage: ".limit <rows>|off", help: "how many rows are shown at most", run: ([rows], state) => setLimit(rows, state) },
  format: { usage: `.format ${textFormats.join("|")}`, help: "the form of the rows", run: ([name], state) => setFormat(name, state) },
  timing: { usage: ".timing on|off", help: "tell how long each query took", run: ([word], state) => setTiming(word, state) },
  quit: { usage: ".quit", help: "end; Ctrl-D does the same", run: (_words, state) => ((state.ended = true), "") },
});

/**
 * Runs a command.
 * @returns what to print.
 * @throws {ParameterError} for an unknown command or a wrong word.
 */
export function runShellCommand([name = "", ...words]: readonly string[], state: ShellState, source: ShellSource): string {
  const found = Object.entries(shellCommands).find(([known]) => known === (name === "exit" ? "quit" : name.toLowerCase()));
  if (found) return found[1].run(words, state, source);
  throw new ParameterError({ code: "shell-command-unknown", message: `There is no command .${name}. .help lists them.` });
}

function helpText(): string {
  const lines = Object.values(shellCommands).map(({ usage, help }) => `  ${usage.padEnd(48)} ${help}`);
  return ["A query ends with ; or with an empty line. Tab completes; Ctrl-C stops the query that runs.", ...lines, ""].join("\n");
}

function tablesText(word: string | undefined, { schema }: ShellSource): string {
  const tables = schema.tables.filter(({ name }) => name.toLowerCase().includes((word ?? "").toLowerCase()));
  const width = Math.max(0, ...tables.map(({ name }) => name.length));
  return tables.map(({ name, columns }) => `${name.padEnd(width)}  ${columns.length} columns\n`).join("") || "No table.\n";
}

function columnsText(name: string | undefined, { schema }: ShellSource): string {
  const table = schema.tables.find((known) => known.name.toLowerCase() === name?.toLowerCase());
  if (table) return columnLines(table);
  throw new ParameterError({ code: "table-unknown", message: name === undefined ? "Name a table: .schema <table>." : `There is no table "${name}". .tables lists them.` });
}

function columnLines({ columns }: TableSchema): string {
  const width = Math.max(0, ...columns.map(({ name }) => name.length));
  return columns.map((column) => `${column.name.padEnd(width)}  ${column.type}\n`).join("");
}

function setLimit(rows: string | undefined, state: ShellState): string {
  state.limit = rows === "off" ? undefined : (parseLimit(rows) ?? state.limit);
  return `At most ${state.limit ?? "all"} rows are shown.\n`;
}

function setFormat(name: string | undefined, state: ShellState): string {
  const format = textFormats.find((known) => known === name);
  if (format === undefined) throw new ParameterError({ code: "format-unknown", message: `Give one of: ${textFormats.join(", ")}.` });
  state.format = format;
  return "";
}

function setTiming(word: string | undefined, state: ShellState): string {
  if (word !== "on" && word !== "off") throw new ParameterError({ code: "timing-unreadable", message: "Write .timing on or .timing off." });
  state.timing = word === "on";
  return "";
}
