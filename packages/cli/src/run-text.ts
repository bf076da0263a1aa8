import type { QueryProvider } from "@huntkit/core";
import type { LocalConnectOptions } from "@huntkit/driver-local";
import type { ParameterValues } from "@huntkit/templates";
import type { CommandSurroundings } from "./command-surroundings.js";
import { dataFolder } from "./data-folder.js";
import type { OutputOptions } from "./output/write-table.js";
import { writeResult } from "./output/write-result.js";
import { progressLine } from "./terminal/progress-line.js";

/** What a query text is run over, and where its rows go. */
export interface RunTextOptions extends OutputOptions {
  /** The folder with the data. */
  readonly path?: string;
  /** The most rows to give; undefined for all. */
  readonly rows: number | undefined;
}

/** A query of the store, and what it is given. */
export interface TemplateCall {
  readonly name: string;
  readonly parameters: ParameterValues;
}

/** Connects a provider, runs a query (a text, or one of the store) and writes its rows; the provider is closed at the end, whatever happens. */
export async function runText(provider: QueryProvider<LocalConnectOptions>, query: string | TemplateCall, options: RunTextOptions, surroundings: CommandSurroundings): Promise<number> {
  const { now, signal } = surroundings;
  const progress = progressLine(surroundings);
  try {
    await provider.connect({ path: dataFolder(options.path, surroundings), now, signal, onProgress: progress.show });
    const running = { signal, onProgress: progress.show, ...(options.rows === undefined ? {} : { limit: options.rows }) };
    const result = typeof query === "string" ? await provider.query(query, running) : await provider.run(query.name, query.parameters, running);
    progress.clear();
    return await writeResult(result, options, surroundings);
  } finally {
    progress.clear();
    await provider.close();
  }
}
