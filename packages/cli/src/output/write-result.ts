import type { MissingPart, PartialResult, QueryResult } from "@huntkit/provider";
import { availableTable } from "@huntkit/core";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { terminalStyle } from "../terminal/terminal-style.js";
import { visibleText } from "../visible-lines.js";
import { type OutputOptions, writeTable } from "./write-table.js";

/**
 * Writes the rows of a result, then its warnings and the account of what is missing to the standard error.
 * @returns the exit code: 3 if anything is missing.
 */
export async function writeResult(result: QueryResult, options: OutputOptions, surroundings: CommandSurroundings): Promise<number> {
  await writeTable(availableTable(result), options, surroundings);
  const { stderr, env } = surroundings;
  if (result.visualization ?? options.chart) await (await import("./write-chart.js")).writeChart(result, options, surroundings);
  const style = terminalStyle(stderr, env);
  for (const warning of result.warnings) stderr.write(`${style.yellow("warning:")} ${visibleText(warning.message)}\n`);
  if (result.status === "complete") return exitCodes.ok;
  stderr.write(`${style.red("incomplete:")} ${accountText(result)}`);
  return exitCodes.partial;
}

/**
 * Tells what a cancelled query had given and what not; its rows are not written.
 * @returns the exit code of a cancelled command.
 */
export function writeCancelled(result: PartialResult, { checkpoint }: { readonly checkpoint?: string }, { stderr, env }: CommandSurroundings): number {
  const kept = checkpoint === undefined ? "" : `The finished parts are kept in ${checkpoint}: the same command goes on with them.\n`;
  const rows = result.partialTable.rowCount;
  stderr.write(`${terminalStyle(stderr, env).red("cancelled:")} ${rows} rows had come; they are not written. ${accountText(result)}${visibleText(kept)}`);
  return exitCodes.cancelled;
}

const mostLines = 50;

function accountText({ missing }: PartialResult): string {
  const lines = missing.slice(0, mostLines).map((part) => `  ${visibleText(missingText(part))}\n`);
  const rest = missing.length > mostLines ? `  … and ${missing.length - mostLines} more\n` : "";
  return `${missing.length} part(s) of the data are missing:\n${lines.join("")}${rest}`;
}

/** A line of the account. */
function missingText(part: MissingPart): string {
  const where = part.connection === undefined ? "" : `${part.connection}, `;
  const attempts = part.attempts === 0 ? "not asked for any more" : `${part.attempts} ${part.attempts === 1 ? "attempt" : "attempts"}`;
  return `${where}${whenText(part)}: ${part.error.message} (${attempts})`;
}

/** The stretch of time that is missing; the first part holds what is before it, the last what is after it. */
function whenText({ timeRange, open }: MissingPart): string {
  if (timeRange === undefined || open === "both") return "the whole time range";
  const [from, to] = [open === "start" ? "the beginning" : String(timeRange.start), open === "end" ? "the end" : String(timeRange.end)];
  return `${from} to ${to}`;
}
