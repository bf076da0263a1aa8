import type { QueryProvider } from "@huntkit/core";
import type { LocalConnectOptions } from "@huntkit/driver-local";
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

/** Connects a provider, runs a query text and writes its rows; the provider is closed at the end, whatever happens. */
export async function runText(provider: QueryProvider<LocalConnectOptions>, text: string, options: RunTextOptions, surroundings: CommandSurroundings): Promise<number> {
  const { now, signal } = surroundings;
  const progress = progressLine(surroundings);
  try {
    await provider.connect({ path: dataFolder(options.path, surroundings), now, signal, onProgress: progress.show });
    const result = await provider.query(text, { signal, onProgress: progress.show, ...(options.rows === undefined ? {} : { limit: options.rows }) });
    progress.clear();
    return await writeResult(result, options, surroundings);
  } finally {
    progress.clear();
    await provider.close();
  }
}
