import type { ConnectOptionsOf, QueryProvider, RunTextOptions as RunOptions } from "@huntkit/core";
import { CancelledError } from "@huntkit/provider";
import type { ParameterValues } from "@huntkit/templates";
import type { CommandSurroundings } from "./command-surroundings.js";
import type { OutputOptions } from "./output/write-table.js";
import { writeCancelled, writeResult } from "./output/write-result.js";
import { connectSource } from "./source/connect-options.js";
import { runningOptions } from "./source/running-options.js";
import type { SourceDriver } from "./source/source-drivers.js";
import type { SourceOptions, SplitCommandOptions } from "./source/source-options.js";
import { progressLine } from "./terminal/progress-line.js";

/** What a query text is run over, and where its rows go. */
export interface RunTextOptions extends OutputOptions, SourceOptions, SplitCommandOptions {
  /** The most rows to give; undefined for all. */
  readonly rows: number | undefined;
}

/** A query of the store, and what it is given. */
export interface TemplateCall {
  readonly name: string;
  readonly parameters: ParameterValues;
  /** Whether nobody said which stretch of time is meant, so that it is the usual one. */
  readonly usualTimes: boolean;
}

const noRowsLately = "note: there are no rows in the last day, which is asked for unless you say otherwise. Give --start (and --end), for example --start -30d.\n";

/** Connects a provider, runs a query (a text, or one of the store) and writes its rows; the provider is closed at the end, whatever happens. */
export async function runText(provider: QueryProvider<ConnectOptionsOf<SourceDriver>>, query: string | TemplateCall, options: RunTextOptions, surroundings: CommandSurroundings): Promise<number> {
  const { signal } = surroundings;
  const progress = progressLine(surroundings);
  try {
    await connectSource(provider, options, surroundings, { signal, onProgress: progress.show });
    const running: RunOptions = { signal, onProgress: progress.show, ...(options.rows === undefined ? {} : { limit: options.rows }), ...runningOptions(options, surroundings.cwd) };
    const result = typeof query === "string" ? await provider.query(query, running) : await provider.run(query.name, query.parameters, running);
    progress.clear();
    const exitCode = await writeResult(result, options, surroundings);
    if (typeof query !== "string" && query.usualTimes && result.status === "complete" && result.table.rowCount === 0) surroundings.stderr.write(noRowsLately);
    return exitCode;
  } catch (error) {
    progress.clear();
    if (!(error instanceof CancelledError) || !error.partial) throw error;
    return writeCancelled(error.partial, options, surroundings);
  } finally {
    progress.clear();
    await provider.close();
  }
}
