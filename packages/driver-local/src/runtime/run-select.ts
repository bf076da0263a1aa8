import { CancelledError, HuntError, InternalError } from "@huntkit/provider";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBMaterializedResult, DuckDBPreparedStatement } from "@duckdb/node-api";
import type { SqlParameterValue } from "../sql/sql-nodes.js";
import { bindParameters } from "./bind-parameters.js";
import { engineError, type EngineErrorContext } from "./engine-error.js";
import { loadDuckDb } from "./load-duckdb.js";
import { guardMemory } from "./memory-guard.js";
import type { Engine } from "./open-engine.js";

/** One SELECT and the values of its parameters. */
export interface SelectStatement {
  readonly sql: string;
  /** The values of `$1`, `$2`, … */
  readonly parameters?: readonly SqlParameterValue[];
}

/** How a SELECT is run. */
export interface SelectOptions extends EngineErrorContext {
  /** Interrupts the running query. */
  readonly signal?: AbortSignal;
}

/** The outcome of a SELECT: its column names and its rows in chunks of about 2,000. The rows outlive the connection. */
export interface SelectResult {
  readonly columnNames: readonly string[];
  readonly columnTypeIds: readonly number[];
  readonly chunks: readonly DuckDBDataChunk[];
}

/** How often a running query is told again to stop: DuckDB forgets an interrupt that comes before execution has begun. */
const INTERRUPT_AGAIN_MILLISECONDS = 10;
/** How long a cancelled query may take to stop. Planning and a function at work on one row cannot be interrupted: they are left. */
const STOP_MILLISECONDS = 500;

/**
 * Runs one SELECT on a connection of its own. Anything but a single SELECT is refused, so nothing is ever written.
 *
 * The result is materialised, never streamed: DuckDB's streamed results end early without an error when the query fails or is
 * interrupted after its first rows, which would pass for a complete answer.
 * @throws {CancelledError} when the signal fires.
 * @throws {HuntError} as {@link engineError} says.
 */
export async function runSelect(engine: Engine, statement: SelectStatement, options: SelectOptions = {}): Promise<SelectResult> {
  throwIfCancelled(options.signal);
  const connection = await engine.connect();
  const watch = watchForCancel(connection, options.signal);
  const work = runWatched(connection, statement, { engine, options }).finally(() => {
    watch.stop();
    connection.closeSync();
  });
  engine.keepOpenFor(work);
  return Promise.race([work, watch.givenUp]);
}

async function runWatched(connection: DuckDBConnection, statement: SelectStatement, { engine, options }: { readonly engine: Engine; readonly options: SelectOptions }): Promise<SelectResult> {
  const guard = guardMemory(engine.memoryLimitBytes, () => connection.interrupt());
  try {
    const result = await execute(connection, statement);
    const chunks = await fetchChunks(result, options.signal);
    return { columnNames: result.columnNames(), columnTypeIds: result.columnNames().map((_, index) => result.columnTypeId(index)), chunks };
  } catch (error) {
    throwIfCancelled(options.signal, error);
    if (guard.exceeded !== undefined) throw guard.exceeded;
    throw engineError(error, options);
  } finally {
    guard.stop();
  }
}

/** Throws if a signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined, cause?: unknown): void {
  if (signal?.aborted) throw cancelledBy(signal, cause);
}

/** The error for a signal that has fired. */
export function cancelledBy(signal: AbortSignal, cause?: unknown): HuntError {
  if (HuntError.isInstance(signal.reason)) return signal.reason;
  return new CancelledError({ code: "cancelled", message: "The query was cancelled.", cause: cause ?? signal.reason });
}

async function execute(connection: DuckDBConnection, statement: SelectStatement): Promise<DuckDBMaterializedResult> {
  if (await isPlainSelect(connection, statement)) return connection.run(statement.sql);
  const prepared = await connection.prepare(statement.sql);
  try {
    await requireSelect(prepared);
    bindParameters(prepared, statement.parameters ?? []);
    return await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

/**
 * Whether a statement needs no preparing, which plans it once more: it has no parameters, and one statement that begins with
 * SELECT is nothing else by DuckDB's grammar.
 */
async function isPlainSelect(connection: DuckDBConnection, { sql, parameters }: SelectStatement): Promise<boolean> {
  if (parameters?.length || sql.includes("$") || !/^SELECT\s/.test(sql)) return false;
  return (await connection.extractStatements(sql)).count === 1;
}

async function requireSelect(prepared: DuckDBPreparedStatement): Promise<void> {
  const { StatementType } = await loadDuckDb();
  if (prepared.statementType !== StatementType.SELECT)
    throw new InternalError({ code: "statement-not-a-select", message: "The local engine runs nothing but a single SELECT. That is a fault of huntkit: please report it with the query text." });
}

async function fetchChunks(result: DuckDBMaterializedResult, signal: AbortSignal | undefined): Promise<DuckDBDataChunk[]> {
  const chunks: DuckDBDataChunk[] = [];
  let missing = result.rowCount;
  while (missing > 0) {
    const chunk = await result.fetchChunk();
    throwIfCancelled(signal);
    if (chunk === null || chunk.rowCount === 0) throw new InternalError({ code: "engine-lost-rows", message: `The local engine counted ${missing} rows more than it gave. Please report it with the query text.` });
    chunks.push(chunk);
    missing -= chunk.rowCount;
  }
  return chunks;
}

interface CancelWatch {
  /** Fails when a cancelled query has not stopped in time. */
  readonly givenUp: Promise<never>;
  /** Ends the watch. */
  stop(): void;
}

function watchForCancel(connection: DuckDBConnection, signal: AbortSignal | undefined): CancelWatch {
  let again: NodeJS.Timeout | undefined;
  let late: NodeJS.Timeout | undefined;
  let giveUp: (reason: HuntError) => void = () => {};
  const givenUp = new Promise<never>((_, reject) => (giveUp = reject));
  givenUp.catch(() => {}); // the race may have ended without it
  const interrupt = (): void => {
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), INTERRUPT_AGAIN_MILLISECONDS);
    if (signal) late ??= setTimeout(() => giveUp(cancelledBy(signal)), STOP_MILLISECONDS);
  };
  signal?.addEventListener("abort", interrupt, { once: true });
  if (signal?.aborted) interrupt();
  const stop = (): void => {
    signal?.removeEventListener("abort", interrupt);
    clearInterval(again);
    clearTimeout(late);
  };
  return { givenUp, stop };
}
