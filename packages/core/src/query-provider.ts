import type { DataSchema, Driver, DriverConnectOptions, ProgressListener, QueryResult, TemplateError } from "@huntkit/provider";
import type {
  ParameterValues,
  QueryDefinition,
  QueryDescription,
  QueryTemplate,
  QueryWarning,
  SearchCriteria,
  SearchHit,
  StoredQuery,
} from "@huntkit/templates";
import type { SplitOptions } from "./split/split-options.js";
import type { TimeWindow } from "./time-window.js";

/** The options that a driver's `connect` takes. */
export type ConnectOptionsOf<Of extends Driver> = Of extends Driver<infer Options> ? Options : DriverConnectOptions;

/** How a query is rendered. */
export interface RenderQueryOptions {
  /** Stands in for the parameters `start` and `end` that are not given. Default: that of the provider. */
  readonly timeRange?: TimeWindow;
  /** Objects whose properties stand in for parameters of the same name, for example a device or an account. */
  readonly entities?: readonly object[];
  /** The tables: a value of type `identifier` must be the name of one of them or of a column. Default: for `run`, those of the connection. */
  readonly schema?: DataSchema;
}

/** How a query text is run. */
export interface RunTextOptions extends SplitOptions {
  /** Stops the query; the promise is rejected with a `CancelledError` at once. */
  readonly signal?: AbortSignal;
  /** Receives progress events. */
  readonly onProgress?: ProgressListener;
  /**
   * The stretch of time that is asked for (default: that of the provider, if it was given one), and that `splitBy` splits: told beside the text where the source takes it (capability
   * `timespan`), else written into the text, at each table whose rows have a time. A query with a `start` and `end` of its own goes by those.
   */
  readonly timeRange?: TimeWindow;
  /**
   * A folder in which the finished parts of a split run are kept, so that the same call goes on after a crash. Needs `splitBy`. Parts
   * hold rows of your data: keep the folder where only you can read it.
   */
  readonly checkpoint?: string;
  /** Rows to keep at most; the result's warnings say how many there were. Default: all. */
  readonly limit?: number;
}

/** How a query of the store is run. */
export interface RunQueryOptions extends RunTextOptions, RenderQueryOptions {}

/** Which queries to list. */
export interface ListFilter {
  /** Only those of this family. */
  readonly family?: string;
}

/**
 * Runs the queries of a store, and query texts, in one data environment. Make one with `createQueryProvider`.
 * Only `run`, `query` and `schema` need a connection.
 */
export interface QueryProvider<Options extends DriverConnectOptions = DriverConnectOptions> {
  /** The data environment, in the driver's spelling. */
  readonly environment: string;
  /** Whether there is an open connection. */
  readonly connected: boolean;
  /** The query files, and queries in them, that could not be used; each with file, place (line, column) and message. All others are there. */
  readonly problems: readonly TemplateError[];
  /**
   * Opens a connection; one that was open before is closed.
   * @throws {HuntError} what the driver throws, and `CancelledError` if the signal fires.
   */
  connect(options: Options): Promise<void>;
  /**
   * Opens several connections, for example one for each tenant, and runs every query on all of them; those that were open before are
   * closed. Results have a column `Connection` in front with the name given here. A connection that cannot be opened, or fails later,
   * does not stop the others: it is in the account of a partial result.
   * @param connections The driver's options for each connection, by its name.
   * @throws {HuntError} what the driver throws, if no connection could be opened; `CancelledError` if a signal fires.
   */
  connectMany(connections: Readonly<Record<string, Options>>): Promise<void>;
  /** The queries that this environment can run, sorted by family and name. */
  list(filter?: ListFilter): readonly StoredQuery[];
  /** Searches the queries of this environment by plain words, or by regular expressions for several properties. */
  search(criteria: SearchCriteria | string): SearchHit[];
  /**
   * The template of a query.
   * @param name `Family.query_name`, or the bare name if it stands for one query.
   * @throws {ParameterError} if the name stands for no query or for several.
   */
  template(name: string): QueryTemplate;
  /** What a query does and takes. Throws as {@link QueryProvider.template} does. */
  describe(name: string): QueryDescription;
  /**
   * The text of a query with its parameters filled in; nothing is run.
   * @throws {ParameterError} for an unknown query or parameter, all missing ones at once, or a value of the wrong type.
   */
  render(name: string, parameters?: ParameterValues, options?: RenderQueryOptions): string;
  /**
   * Renders a query and runs it. Throws as `render` and `query` do. With `splitBy`, the range of the query's own `start` and `end` is
   * split; a query whose metadata declare `splittable` (true, or how its groups are put together) is taken at its word.
   * @returns all rows, or some with an account of what is missing: look at `status`.
   */
  run(name: string, parameters?: ParameterValues, options?: RunQueryOptions): Promise<QueryResult>;
  /**
   * Runs a query text as it is.
   * @throws {HuntError} what the driver throws; `ParameterError` without a connection; `CancelledError` if the signal fires
   * (with the rows so far as `partial`, if it ran in parts or on several connections); `UnsupportedError` (`not-splittable`) for `splitBy` and a query
   * that works over rows of several parts, and (`range-not-applicable`) for a `timeRange` that neither the source takes nor the text can hold.
   */
  query(text: string, options?: RunTextOptions): Promise<QueryResult>;
  /**
   * Adds a query for as long as this provider lives.
   * @throws {ParameterError} if one of this name is there already and `replace` is not set.
   * @throws {TemplateError} if the definition is not right.
   */
  addQuery(definition: QueryDefinition, options?: { readonly replace?: boolean }): QueryWarning[];
  /**
   * The tables that can be queried.
   * @throws {UnsupportedError} if the driver cannot list them.
   */
  schema(options?: { readonly signal?: AbortSignal }): Promise<DataSchema>;
  /** Closes the connection; running queries end as cancelled. May be called more than once. */
  close(): Promise<void>;
}
