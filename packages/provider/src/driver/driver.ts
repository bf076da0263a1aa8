import type { QueryDialect } from "../dialect/query-dialect.js";
import type { QueryResult } from "../results/query-result.js";
import type { DataSchema } from "./data-schema.js";
import type { DriverCapabilities } from "./driver-capabilities.js";
import type { ProgressListener } from "./progress-event.js";
import type { TimeRange } from "./time-range.js";

/** How one query is run. */
export interface DriverQueryOptions {
  /** Stops the query; what stops with it is said by `capabilities.cancels`. */
  readonly signal?: AbortSignal;
  /** The stretch of time to ask for, beside what the text says; only for drivers with the capability `timespan`. */
  readonly timespan?: TimeRange;
  /** Receives progress events. */
  readonly onProgress?: ProgressListener;
}

/** An open connection to one source of data. */
export interface DriverConnection {
  /** What the connection is called in results and messages, for example a folder or a tenant. Never holds a secret. */
  readonly name: string;
  /**
   * Runs a query text and gives all of its rows, or says exactly what is missing.
   * @throws {HuntError} of the kind that tells what to do; see {@link HuntErrorKind}.
   */
  query(text: string, options?: DriverQueryOptions): Promise<QueryResult>;
  /** The tables that can be queried; present if the driver has the capability `listsSchema`. */
  schema?(options?: { readonly signal?: AbortSignal }): Promise<DataSchema>;
  /** Lets go of everything; running queries end as cancelled. May be called more than once. */
  close(): Promise<void>;
}

/** What every driver's `connect` takes; each driver adds its own options. */
export interface DriverConnectOptions {
  /** Stops the connecting. */
  readonly signal?: AbortSignal;
  /** Receives progress events. */
  readonly onProgress?: ProgressListener;
}

/** A source of data that queries can be run against. Make one with {@link defineDriver}. */
export interface Driver<Options extends DriverConnectOptions = DriverConnectOptions> {
  /** The version of this contract. */
  readonly specificationVersion: "v1";
  /** The data environments that the driver serves; the first is its main name. Compared without regard to case. */
  readonly names: readonly string[];
  /** The query language of the source: how values are written into a text. */
  readonly dialect: QueryDialect;
  /** What the driver can do and needs. */
  readonly capabilities: DriverCapabilities;
  /**
   * Opens a connection.
   * @param options The driver's own options. `environment` is the data environment's name that the caller used.
   * @throws {HuntError} if the options cannot be used, or sign-in or the source fails.
   */
  connect(options: Options & { readonly environment?: string }): Promise<DriverConnection>;
}
