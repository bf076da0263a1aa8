import { limitRows } from "@huntkit/core";
import { isLocalConnection, localDriver, type LocalConnection } from "@huntkit/driver-local";
import { InternalError, ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { writeResult } from "../output/write-result.js";
import type { RunTextOptions } from "../run-text.js";
import { localOptions } from "../source/local-options.js";
import { noDataFolder } from "../source/no-data-folder.js";
import { progressLine } from "../terminal/progress-line.js";

/**
 * Runs a text over a folder and writes the result of each of its statements in turn. A text that reads no table needs no folder.
 * @throws {ParameterError} if several results would go into one file.
 */
export async function runStatements(text: string, options: RunTextOptions, surroundings: CommandSurroundings): Promise<number> {
  const noData = await noDataFolder(text, options, surroundings);
  try {
    return await runInFolder(text, noData === undefined ? options : { ...options, path: noData.path }, surroundings);
  } finally {
    await noData?.remove();
  }
}

async function runInFolder(text: string, options: RunTextOptions, surroundings: CommandSurroundings): Promise<number> {
  const { signal, stdout } = surroundings;
  const progress = progressLine(surroundings);
  const connection = await openFolder(options, surroundings, progress.show);
  try {
    const results = await connection.queryAll(text, { signal, onProgress: progress.show });
    progress.clear();
    if (results.length > 1 && (options.output ?? options.chart) !== undefined)
      throw new ParameterError({ code: "several-results", message: `The query gives ${results.length} results, and ${options.output === undefined ? "--chart" : "--output"} is one file. Run the statements one by one, or leave it out.` });
    let exitCode: number = exitCodes.ok;
    for (const [index, result] of results.entries()) {
      if (index > 0) stdout.write("\n");
      exitCode = Math.max(exitCode, await writeResult(limitRows(result, options.rows), options, surroundings));
    }
    return exitCode;
  } finally {
    progress.clear();
    await connection.close();
  }
}

async function openFolder(options: RunTextOptions, surroundings: CommandSurroundings, onProgress: ReturnType<typeof progressLine>["show"]): Promise<LocalConnection> {
  const opened = await localDriver.connect({ ...localOptions(options, surroundings), signal: surroundings.signal, onProgress });
  if (isLocalConnection(opened)) return opened;
  throw new InternalError({ code: "connection-not-local", message: "The local driver gave a connection that is none of its own. Report this to the huntkit project." });
}
