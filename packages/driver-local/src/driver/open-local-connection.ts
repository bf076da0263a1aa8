import { setMaxListeners } from "node:events";
import { stat } from "node:fs/promises";
import { CancelledError, ParameterError, type CompleteResult, type DataSchema, type DriverQueryOptions } from "@huntkit/provider";
import { engineTable } from "../runtime/engine-table.js";
import { MacroLibrary } from "../runtime/macro-library.js";
import { openEngine, type Engine } from "../runtime/open-engine.js";
import { runSelect, throwIfCancelled } from "../runtime/run-select.js";
import { LocalTables } from "../tables/local-tables.js";
import { scanFolder } from "../tables/scan-folder.js";
import { compileText, onlyStatement, type CompiledText } from "./compile-text.js";
import type { LocalConnectOptions } from "./local-connect-options.js";
import type { LocalCompileOptions, LocalConnection, LocalExplanation } from "./local-connection.js";

/**
 * Opens a folder of tables. No file is opened before a query names its table.
 * @throws {ParameterError} if the path or another option cannot be used.
 * @throws {DataError} if the folder holds no table.
 */
export async function openLocalConnection(options: LocalConnectOptions): Promise<LocalConnection> {
  throwIfCancelled(options.signal);
  const folder = await scanFolder(options.path);
  await checkSpillFolder(options.spillFolder);
  const engine = await openEngine({ ...options, readFolders: [folder.path] });
  const closed = new AbortController();
  setMaxListeners(0, closed.signal); // every statement that runs listens
  if (options.signal?.aborted) engine.close();
  throwIfCancelled(options.signal);
  return new OpenFolder(options, engine, new LocalTables(engine, folder, closed.signal), closed);
}

async function checkSpillFolder(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
  if (!isFolder) throw new ParameterError({ code: "spill-folder-invalid", message: `spillFolder "${path}" is no folder that can be used. Give an existing folder that you may write to.` });
}

class OpenFolder implements LocalConnection {
  readonly name: string;
  readonly #engine: Engine;
  readonly #tables: LocalTables;
  readonly #macros: MacroLibrary;
  readonly #closed: AbortController;
  readonly #now: () => Date;
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: LocalConnectOptions, engine: Engine, tables: LocalTables, closed: AbortController) {
    this.name = options.path;
    this.#engine = engine;
    this.#tables = tables;
    this.#macros = new MacroLibrary(engine);
    this.#closed = closed;
    this.#now = options.now ?? (() => new Date());
  }

  query(text: string, options: DriverQueryOptions = {}): Promise<CompleteResult> {
    if (options.timespan !== undefined)
      return Promise.reject(new ParameterError({ code: "timespan-not-supported", message: "The Local driver takes no time range beside the text. Write it into the query, for example `| where Timestamp between (datetime(…) .. datetime(…))`." }));
    return this.#whileOpen(options.signal, (signal) => this.#run(text, signal));
  }

  schema(options: { readonly signal?: AbortSignal } = {}): Promise<DataSchema> {
    return this.#whileOpen(options.signal, (signal) => this.#tables.schema({ signal }));
  }

  explain(text: string, options: LocalCompileOptions = {}): Promise<LocalExplanation> {
    return this.#whileOpen(options.signal, async (signal) => {
      const { ir, statements } = await this.#compile(text, { ...options, signal });
      return { ir, statements, sql: statements.map((statement) => statement.sql).join(";\n\n") };
    });
  }

  async close(): Promise<void> {
    this.#closed.abort(new CancelledError({ code: "connection-closed", message: "The connection was closed." }));
    await Promise.allSettled(this.#running);
    this.#engine.close();
  }

  async #run(text: string, signal: AbortSignal): Promise<CompleteResult> {
    const start = performance.now();
    const compiled = await this.#compile(text, { signal });
    const statement = onlyStatement(compiled);
    await this.#macros.provideFor(statement.sql);
    const result = await runSelect(this.#engine, statement, { signal, query: text });
    const table = await engineTable(statement.columns, result);
    return Object.freeze({
      status: "complete" as const,
      query: text,
      table,
      durationMilliseconds: performance.now() - start,
      warnings: compiled.warnings,
      ...(statement.visualization === undefined ? {} : { visualization: statement.visualization }),
    });
  }

  async #compile(text: string, options: LocalCompileOptions): Promise<CompiledText> {
    const tables = await this.#tables.scopeFor(text, options.signal === undefined ? {} : { signal: options.signal });
    return compileText(text, tables, this.#now(), options);
  }

  /** Runs work that ends when the caller's signal fires or the connection is closed. */
  async #whileOpen<Value>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    if (this.#closed.signal.aborted) throw new CancelledError({ code: "connection-closed", message: "The connection was closed. Connect again to run more queries." });
    const either = signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
    throwIfCancelled(either);
    const running = work(either);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }
}
