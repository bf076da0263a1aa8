import { CancelledError, HuntError } from "@huntkit/provider";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { loadDuckDb } from "./load-duckdb.js";
import { lockDown, startSettings, type LockDownOptions } from "./lock-down.js";
import { parseMemoryLimit } from "./memory-guard.js";
import { makeSpillFolder, type SpillFolder } from "./spill-folder.js";
import { engineError } from "./engine-error.js";

/** How an engine is opened. */
export interface EngineOptions extends LockDownOptions {
  /** The most memory that queries may use, as `512MB` or `2GB`. Default: DuckDB's own, 80 % of the machine's memory. */
  readonly memoryLimit?: string;
  /** An existing folder for what does not fit into memory. Default: a fresh private one, removed at the end. */
  readonly spillFolder?: string;
  /** Number of threads. Default: one for each processor core. */
  readonly threads?: number;
  /** SQL that is run before the engine is locked, for example to make macros. Never holds anything of a user. */
  readonly setUp?: readonly string[];
}

/** An in-memory DuckDB, locked down. */
export interface Engine {
  /** The most memory that queries may use; undefined if no limit was given. */
  readonly memoryLimitBytes: number | undefined;
  /** A new connection to it; close it with `closeSync`. Queries that run at once need one each. */
  connect(): Promise<DuckDBConnection>;
  /** Puts the end of the engine off until some work has ended: a statement that was left, because it could not be stopped, still uses it. */
  keepOpenFor(work: Promise<unknown>): void;
  /** Frees everything, once the work that is still under way has ended. May be called more than once. */
  close(): void;
}

/**
 * Opens an engine and locks it (see {@link lockDown}).
 * @throws {ParameterError} if the memory limit is not a size.
 * @throws {InternalError} if the engine cannot be locked.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const memoryLimit = options.memoryLimit?.trim();
  const memoryLimitBytes = memoryLimit === undefined ? undefined : parseMemoryLimit(memoryLimit);
  const { DuckDBInstance } = await loadDuckDb();
  const spill = options.spillFolder === undefined ? makeSpillFolder() : undefined;
  try {
    const instance = await DuckDBInstance.create(":memory:", {
      ...startSettings,
      temp_directory: options.spillFolder ?? spill!.path,
      ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    return await lockedEngine(instance, options, spill, memoryLimitBytes);
  } catch (error) {
    spill?.remove();
    throw HuntError.isInstance(error) ? error : engineError(error);
  }
}

async function lockedEngine(instance: DuckDBInstance, options: EngineOptions, spill: SpillFolder | undefined, memoryLimitBytes: number | undefined): Promise<Engine> {
  const first = await instance.connect();
  try {
    await first.run("SET GLOBAL parquet_metadata_cache = true"); // footers of unchanged files are read once
    await first.run("SET GLOBAL disabled_optimizers = 'unnest_rewriter'"); // it loses columns of lateral joins whose rows come of a filter or of nothing
    for (const statement of options.setUp ?? []) await first.run(statement);
    await lockDown(first, options);
  } catch (error) {
    first.closeSync();
    instance.closeSync();
    throw error;
  }
  let closed = false;
  let working = 0;
  const free = (): void => {
    first.closeSync();
    instance.closeSync();
    spill?.remove();
  };
  const ended = (): void => {
    working--;
    if (closed && working === 0) free();
  };
  return {
    memoryLimitBytes,
    keepOpenFor: (work) => {
      working++;
      work.then(ended, ended);
    },
    connect: async () => {
      if (closed) throw new CancelledError({ code: "connection-closed", message: "The connection was closed." });
      return instance.connect();
    },
    close: () => {
      if (closed) return;
      closed = true;
      if (working === 0) free();
    },
  };
}
