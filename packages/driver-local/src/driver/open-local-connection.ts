import { setMaxListeners } from "node:events";
import { realpath, stat } from "node:fs/promises";
import { CancelledError, ParameterError, type CompleteResult, type DriverQueryOptions } from "@huntkit/provider";
import type { KqlFunction } from "@huntkit/kql";
import type { CompiledStatement } from "../compile/compile-kql.js";
import { engineTable } from "../runtime/engine-table.js";
import { geoDatabaseHosts } from "../runtime/geo-database.js";
import { MacroLibrary } from "../runtime/macro-library.js";
import { openEngine, type Engine } from "../runtime/open-engine.js";
import { runSelect, throwIfCancelled, type SelectResult, type SelectStatement } from "../runtime/run-select.js";
import { tablesOfFunctions } from "../stages/service-functions.js";
import { StageTables } from "../stages/stage-tables.js";
import { LocalTables, type LocalSchema } from "../tables/local-tables.js";
import { scanFolder } from "../tables/scan-folder.js";
import { compileText, onlyStatement, type CompiledText } from "./compile-text.js";
import type { LocalConnectOptions } from "./local-connect-options.js";
import type { LocalCompileOptions, LocalConnection, LocalExplanation, LocalQueryOptions } from "./local-connection.js";

/**
 * Opens a folder of tables. No file is opened before a query names its table.
 * @throws {ParameterError} if the path or another option cannot be used.
 * @throws {DataError} if the folder holds no table.
 */
export async function openLocalConnection(options: LocalConnectOptions): Promise<LocalConnection> {
  throwIfCancelled(options.signal);
  const folder = await scanFolder(options.path);
  await checkSpillFolder(options.spillFolder);
  await checkGeoDatabase(options.geoDatabase);
  const folders = [folder.path, ...(await Promise.all((options.externalFolders ?? []).map(externalFolder)))];
  const engine = await openEngine({ ...options, readFolders: folders });
  const closed = new AbortController();
  setMaxListeners(0, closed.signal); // every statement that runs listens
  if (options.signal?.aborted) engine.close();
  throwIfCancelled(options.signal);
  return new OpenFolder(options, engine, new LocalTables(engine, folder, closed.signal), folders, closed);
}

async function externalFolder(path: string): Promise<string> {
  const real = await realpath(path).catch((cause: unknown) => {
    throw new ParameterError({ code: "external-folder-invalid", message: `externalFolders names "${path}", which cannot be opened. Give existing folders.`, cause });
  });
  if ((await stat(real)).isDirectory()) return real;
  throw new ParameterError({ code: "external-folder-invalid", message: `externalFolders names "${path}", which is a file. Give the folder that holds it.` });
}

async function checkSpillFolder(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
  if (!isFolder) throw new ParameterError({ code: "spill-folder-invalid", message: `spillFolder "${path}" is no folder that can be used. Give an existing folder that you may write to.` });
}

async function checkGeoDatabase(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const isFile = await stat(path).then((found) => found.isFile(), () => false);
  if (!isFile) throw new ParameterError({ code: "geo-database-invalid", message: `geoDatabase "${path}" is no file that can be opened. Give the path of a MaxMind-format database such as GeoLite2-City.mmdb.` });
}

/** The text with all texts and tables that it may read through functions. */
function textWithBodies(text: string, functions: readonly KqlFunction[]): string {
  const used = functions.some(({ name }) => text.includes(name)) ? functions.map(({ body }) => body) : [];
  const all = [text, ...used].join("\n");
  const tables = Object.entries(tablesOfFunctions).flatMap(([name, names]) => (all.includes(name) ? names : []));
  return [all, ...tables].join("\n");
}

interface RunningQuery {
  readonly compiled: CompiledText;
  readonly signal: AbortSignal;
  /** When it began, in milliseconds of `performance.now()`. */
  readonly start: number;
}

class OpenFolder implements LocalConnection {
  readonly name: string;
  readonly #engine: Engine;
  readonly #tables: LocalTables;
  readonly #macros: MacroLibrary;
  readonly #hasGeoDatabase: boolean;
  readonly #closed: AbortController;
  readonly #now: () => Date;
  readonly #functions: readonly KqlFunction[];
  readonly #folders: readonly string[];
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: LocalConnectOptions, engine: Engine, tables: LocalTables, folders: readonly string[], closed: AbortController) {
    this.#folders = folders;
    this.name = options.path;
    this.#engine = engine;
    this.#tables = tables;
    this.#hasGeoDatabase = options.geoDatabase !== undefined;
    this.#macros = new MacroLibrary(engine, options.geoDatabase === undefined ? {} : geoDatabaseHosts(options.geoDatabase));
    this.#closed = closed;
    this.#now = options.now ?? (() => new Date());
    this.#functions = options.functions ?? [];
  }

  query(text: string, options: DriverQueryOptions = {}): Promise<CompleteResult> {
    if (options.timespan !== undefined)
      return Promise.reject(new ParameterError({ code: "timespan-not-supported", message: "The Local driver takes no time range beside the text. Write it into the query, for example `| where Timestamp between (datetime(…) .. datetime(…))`." }));
    return this.#whileOpen(options.signal, (signal) => this.#run(text, signal));
  }

  schema(options: { readonly signal?: AbortSignal } = {}): Promise<LocalSchema> {
    return this.#whileOpen(options.signal, (signal) => this.#tables.schema({ signal }));
  }

  queryAll(text: string, options: LocalQueryOptions = {}): Promise<readonly CompleteResult[]> {
    return this.#whileOpen(options.signal, (signal) => this.#runAll(text, { ...options, signal }));
  }

  explain(text: string, options: LocalCompileOptions = {}): Promise<LocalExplanation> {
    return this.#whileOpen(options.signal, (signal) =>
      this.#compiled(text, { ...options, signal }, ({ ir, statements }) => Promise.resolve({ ir, statements, sql: statements.map((statement) => statement.sql).join(";\n\n") })),
    );
  }

  async close(): Promise<void> {
    this.#closed.abort(new CancelledError({ code: "connection-closed", message: "The connection was closed." }));
    await Promise.allSettled(this.#running);
    this.#engine.close();
  }

  #run(text: string, signal: AbortSignal): Promise<CompleteResult> {
    const start = performance.now();
    return this.#compiled(text, { signal }, (compiled) => this.#result(text, onlyStatement(compiled), { compiled, signal, start }));
  }

  #runAll(text: string, options: LocalCompileOptions & { readonly signal: AbortSignal }): Promise<readonly CompleteResult[]> {
    return this.#compiled(text, options, async (compiled) => {
      if (compiled.statements.length === 0) onlyStatement(compiled); // says what is missing
      const results: CompleteResult[] = [];
      for (const statement of compiled.statements) results.push(await this.#result(text, statement, { compiled, signal: options.signal, start: performance.now() }));
      return results;
    });
  }

  async #result(text: string, statement: CompiledStatement, { compiled, signal, start }: RunningQuery): Promise<CompleteResult> {
    const table = await engineTable(statement.columns, await this.#select(statement, text, signal));
    return Object.freeze({
      status: "complete" as const,
      query: text,
      table,
      durationMilliseconds: performance.now() - start,
      warnings: compiled.warnings,
      ...(statement.visualization === undefined ? {} : { visualization: statement.visualization }),
    });
  }

  async #select(statement: SelectStatement, query: string, signal: AbortSignal): Promise<SelectResult> {
    await this.#macros.provideFor(statement.sql);
    return runSelect(this.#engine, statement, { signal, query });
  }

  /** Compiles a text and uses what comes of it; what was stored for it is let go of at the end. */
  async #compiled<Value>(text: string, options: LocalCompileOptions & { readonly signal: AbortSignal }, use: (compiled: CompiledText) => Promise<Value>): Promise<Value> {
    const stages = new StageTables(this.#engine);
    try {
      const tables = await this.#tables.scopeFor(textWithBodies(text, this.#functions), { signal: options.signal });
      const select = (statement: SelectStatement): Promise<SelectResult> => this.#select(statement, text, options.signal);
      return await use(await compileText(text, tables, { ...options, now: this.#now(), functions: this.#functions, stages, folders: this.#folders, hasGeoDatabase: this.#hasGeoDatabase, select }));
    } finally {
      await stages.clear();
    }
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
