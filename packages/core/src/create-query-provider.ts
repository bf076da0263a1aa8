import type { Driver } from "@huntkit/provider";
import type { QueryWarning } from "@huntkit/templates";
import { findDriver } from "./driver-registry.js";
import { DriverQueryProvider } from "./driver-query-provider.js";
import { loadQueryStore, type QuerySource } from "./load-query-store.js";
import type { ConnectOptionsOf, QueryProvider } from "./query-provider.js";
import type { TimeWindow } from "./time-window.js";

/** What a query provider is made from. */
export interface QueryProviderOptions<Of extends Driver> {
  /** The drivers to choose from, by the name of the data environment. */
  readonly drivers: readonly Of[];
  /** The queries: folders and files of YAML, stores, compiled indexes, or several of these, such as `[libraryIndexFile, "./mine"]`. Default: none. */
  readonly queries?: QuerySource;
  /** Fails if a query file is broken. Default: false; the others are loaded, and the provider's `problems` tells of the broken ones. */
  readonly requireAllQueries?: boolean;
  /** Hears of each broken query file, and of each query that replaces another. Default: nobody. */
  readonly onWarning?: (warning: QueryWarning) => void;
  /** The time range that queries are given unless a call says otherwise. Relative times count from each call. Default: the last day. */
  readonly timeRange?: TimeWindow;
  /** Connects at once with these options of the driver. Default: not connected. */
  readonly connect?: ConnectOptionsOf<Of>;
  /** The clock. Default: the system's. */
  readonly now?: () => Date;
}

/**
 * Makes a query provider for a data environment.
 * @param environment One of the drivers' names, in any case.
 * @throws {ParameterError} for an unknown environment (the nearest names are suggested) or an empty time range.
 * @throws {TemplateError} with `requireAllQueries` if a query file is broken; the message names all of them.
 */
export async function createQueryProvider<const Of extends Driver>(
  environment: string,
  options: QueryProviderOptions<Of>,
): Promise<QueryProvider<ConnectOptionsOf<Of>>> {
  const found = findDriver(environment, options.drivers);
  const { queries = [], requireAllQueries, onWarning } = options;
  const store = await loadQueryStore(queries, { keepGoing: requireAllQueries !== true, ...(onWarning ? { onWarning } : {}) });
  const provider = new DriverQueryProvider<ConnectOptionsOf<Of>>({
    ...found,
    store,
    timeRange: options.timeRange,
    now: options.now ?? (() => new Date()),
  });
  if (options.connect) await provider.connect(options.connect);
  return provider;
}
