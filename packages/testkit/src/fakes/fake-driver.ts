import {
  CancelledError, InternalError, defineDriver, tableFromRows,
  type DataSchema, type Driver, type DriverCapabilities, type DriverConnectOptions, type DriverConnection, type DriverQueryOptions, type KqlValue, type QueryDialect, type QueryResult, type ResultColumn, type ResultWarning,
} from "@huntkit/provider";

/** One call of `query` that a fake driver received. */
export interface FakeCall {
  readonly text: string;
  readonly options: DriverQueryOptions;
  /** The connect options of the connection. */
  readonly connectOptions: DriverConnectOptions;
  /** Counts from 0 over all connections. */
  readonly number: number;
}

/** What a fake driver answers: a table, a whole result, an error to fail with, or nothing until the caller cancels. */
export type FakeAnswer =
  | { readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly KqlValue[])[]; readonly warnings?: readonly ResultWarning[] }
  | { readonly result: QueryResult }
  | { readonly error: Error }
  | { readonly hangs: true };

/** How a fake driver is made. */
export interface FakeDriverOptions {
  /** Default: `Fake`. */
  readonly names?: readonly string[];
  readonly capabilities?: Partial<DriverCapabilities>;
  /** Default: a dialect that fails when it is used. */
  readonly dialect?: QueryDialect;
  /** Present: connections list it. */
  readonly schema?: DataSchema;
  /** Decides each answer. Default: an empty table of one column. */
  readonly answer?: (call: FakeCall) => FakeAnswer | Promise<FakeAnswer>;
  /** Fails connecting with this error. */
  readonly connectError?: Error;
}

/** A driver that answers from a script, and tells what it was asked. */
export interface FakeDriver extends Driver {
  /** Every call of `query`, in order. */
  readonly calls: readonly FakeCall[];
  /** The number of connections that are open. */
  readonly openConnections: number;
  /** The greatest number of queries that ran at once. */
  readonly mostAtOnce: number;
}

/** Makes a fake driver, for the tests of what stands above drivers. It keeps the contract: cancelling, closing, errors. */
export function createFakeDriver(options: FakeDriverOptions = {}): FakeDriver {
  const log: FakeLog = { calls: [], open: 0, running: 0, mostAtOnce: 0 };
  const driver = defineDriver({
    names: options.names ?? ["Fake"],
    dialect: options.dialect ?? unusableDialect,
    capabilities: { cancels: "query", listsSchema: options.schema !== undefined, remote: false, ...options.capabilities },
    connect: async (connectOptions) => {
      if (connectOptions.signal?.aborted) throw cancelled("cancelled");
      if (options.connectError !== undefined) throw options.connectError;
      return fakeConnection(options, connectOptions, log);
    },
  });
  return Object.freeze(
    Object.defineProperties({ ...driver } as FakeDriver, {
      calls: { get: () => log.calls, enumerable: true },
      openConnections: { get: () => log.open, enumerable: true },
      mostAtOnce: { get: () => log.mostAtOnce, enumerable: true },
    }),
  );
}

interface FakeLog {
  readonly calls: FakeCall[];
  open: number;
  running: number;
  mostAtOnce: number;
}

function fakeConnection(options: FakeDriverOptions, connectOptions: DriverConnectOptions, log: FakeLog): DriverConnection {
  const closed = new AbortController();
  log.open++;
  const query = async (text: string, queryOptions: DriverQueryOptions = {}): Promise<QueryResult> => {
    if (closed.signal.aborted) throw cancelled("connection-closed");
    const signal = AbortSignal.any([closed.signal, ...(queryOptions.signal === undefined ? [] : [queryOptions.signal])]);
    if (signal.aborted) throw cancelled("cancelled");
    const call: FakeCall = Object.freeze({ text, options: queryOptions, connectOptions, number: log.calls.length });
    log.calls.push(call);
    log.mostAtOnce = Math.max(log.mostAtOnce, ++log.running);
    try {
      const work = Promise.resolve((options.answer ?? emptyAnswer)(call));
      return await Promise.race([work.then((answer) => resultOf(text, answer, signal)), whenFired(signal)]);
    } finally {
      log.running--;
    }
  };
  const close = async (): Promise<void> => {
    if (!closed.signal.aborted) log.open--;
    closed.abort();
  };
  const { schema } = options;
  return { name: "fake", query, close, ...(schema === undefined ? {} : { schema: async () => schema }) };
}

async function resultOf(text: string, answer: FakeAnswer, signal: AbortSignal): Promise<QueryResult> {
  if ("hangs" in answer) return whenFired(signal);
  if ("error" in answer) throw answer.error;
  if ("result" in answer) return answer.result;
  return { status: "complete", query: text, durationMilliseconds: 0, warnings: answer.warnings ?? [], table: tableFromRows(answer.columns, answer.rows) };
}

function whenFired(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(cancelled("cancelled"));
    else signal.addEventListener("abort", () => reject(cancelled("cancelled")), { once: true });
  });
}

function emptyAnswer(): FakeAnswer {
  return { columns: [{ name: "Column1", type: "string" }], rows: [] };
}

function cancelled(code: "cancelled" | "connection-closed"): CancelledError {
  return new CancelledError({ code, message: code === "cancelled" ? "The query was cancelled." : "The connection was closed." });
}

function unusable(): never {
  throw new InternalError({ code: "fake-dialect-used", message: "The fake driver has no dialect. Give one with the option `dialect`, for example `kqlDialect` of @huntkit/kql/dialect." });
}

const unusableDialect = new Proxy(Object.freeze({ name: "fake" }), { get: (dialect, member) => (member === "name" ? dialect.name : unusable) }) as unknown as QueryDialect;
