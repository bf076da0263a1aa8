import { createInterface, type Interface } from "node:readline";
import { limitRows } from "@huntkit/core";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { writeResult } from "../output/write-result.js";
import { reportError } from "../report-error.js";
import { progressLine } from "../terminal/progress-line.js";
import { enteredLines, type EnteredLine } from "./entered-lines.js";
import { EntryBuffer } from "./entry-buffer.js";
import { completeLine } from "./shell-completer.js";
import { runShellCommand, type ShellState } from "./shell-commands.js";
import { historyFile, joinEntry, readHistory, writeHistory } from "./shell-history.js";
import type { ShellSource } from "./shell-source.js";

const ROWS_SHOWN = 50;
const firstPrompt = "kql> ";
const furtherPrompt = "...> ";

/** What one shell works with. */
interface Shell {
  readonly source: ShellSource;
  readonly surroundings: CommandSurroundings;
  readonly lines: Interface;
  readonly buffer: EntryBuffer;
  readonly state: ShellState;
  /** What was entered, the newest first: readline's own list, which may be changed. */
  history: string[];
  /** Stops the query that runs; undefined while none runs. */
  running: AbortController | undefined;
}

/**
 * Asks for queries until the user ends it, runs each and shows its rows. A query that fails is told, and the shell goes on.
 * The source is closed at the end.
 * @param limit The most rows to show at first; `.limit` changes it. Default: 50.
 */
export async function runShell(source: ShellSource, surroundings: CommandSurroundings, limit: number = ROWS_SHOWN): Promise<number> {
  const file = historyFile(surroundings.env);
  const buffer = new EntryBuffer();
  const lines = createInterface({
    input: surroundings.stdin,
    output: surroundings.stdout,
    terminal: true,
    history: await readHistory(file),
    historySize: 1000,
    removeHistoryDuplicates: true,
    prompt: firstPrompt,
    completer: (line: string) => completeLine(line, buffer.text, source),
  });
  const shell: Shell = { source, surroundings, lines, buffer, state: { limit, format: undefined, timing: true, ended: false }, history: [], running: undefined };
  lines.on("history", (history) => (shell.history = history));
  lines.on("SIGINT", () => interrupted(shell));
  surroundings.stdout.write(`${source.title}: ${source.schema.tables.length} tables. A query ends with ; or an empty line; .help tells the rest.\n`);
  try {
    await readLines(shell);
  } finally {
    lines.close();
    await source.close();
    if (shell.history.length > 0) await writeHistory(file, shell.history);
  }
  return exitCodes.ok;
}

async function readLines(shell: Shell): Promise<void> {
  const { lines, buffer, state, surroundings } = shell;
  lines.prompt();
  surroundings.signal.addEventListener("abort", () => lines.close(), { once: true });
  for await (const entered of enteredLines(lines, surroundings)) {
    await enter(shell, entered);
    if (state.ended || surroundings.signal.aborted) return;
    lines.setPrompt(buffer.begun ? furtherPrompt : firstPrompt);
    lines.prompt();
  }
}

async function enter(shell: Shell, { line, next }: EnteredLine): Promise<void> {
  const { buffer, state, source, surroundings } = shell;
  const entry = buffer.add(line, next);
  if (entry.type === "query") joinEntry(shell.history, entry.text);
  try {
    if (entry.type === "command") surroundings.stdout.write(runShellCommand(entry.words, state, source));
    if (entry.type === "query") await runQuery(shell, entry.text);
  } catch (error) {
    await reportError(error, { ...surroundings, signal: shell.running?.signal ?? surroundings.signal });
  } finally {
    shell.running = undefined;
  }
}

async function runQuery(shell: Shell, text: string): Promise<void> {
  const { source, surroundings, state } = shell;
  const running = (shell.running = new AbortController());
  const progress = progressLine(surroundings);
  const started = performance.now();
  const signal = AbortSignal.any([running.signal, surroundings.signal]);
  try {
    const results = await source.run(text, { signal, onProgress: progress.show });
    progress.clear();
    for (const result of results) await writeResult(limitRows(result, state.limit), state.format === undefined ? {} : { format: state.format }, surroundings);
    if (state.timing) surroundings.stderr.write(`${((performance.now() - started) / 1000).toFixed(2)} s\n`);
  } finally {
    progress.clear();
  }
}

// Ctrl-C stops the query, else forgets the lines, else says how to end.
function interrupted({ running, buffer, lines, surroundings }: Shell): void {
  if (running) return running.abort();
  if (!buffer.begun && lines.line === "") surroundings.stderr.write("\n.quit or Ctrl-D ends.");
  buffer.clear();
  surroundings.stdout.write("\n");
  lines.write(null, { ctrl: true, name: "u" });
  lines.setPrompt(firstPrompt);
  lines.prompt();
}
