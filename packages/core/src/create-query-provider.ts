import type { Driver } from "@huntkit/provider";
import type { QueryIndex, QueryStore } from "@huntkit/templates";
import { findDriver } from "./driver-registry.js";
import { DriverQueryProvider } from "./driver-query-provider.js";
import { loadQueryStore } from "./load-query-store.js";
import type { ConnectOptionsOf, QueryProvider } from "./query-provider.js";
import type { TimeWindow } from "./time-window.js";

/** Where queries come from: folders and files of YAML, a store that is already read, or a compiled index. */
export type QuerySource = string | readonly string[] | QueryStore | QueryIndex;

/** What a query provider is made from. */
export interface QueryProviderOptions<Of extends Driver> {
  /** The drivers to choose from, by the name of the data environment. */
  readonly drivers: readonly Of[];
  /** The queries. Default: none. */
  readonly queries?: QuerySource;
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
 * @throws {TemplateError} if a query file is broken; the message names all of them.
 */
export async function createQueryProvider<const Of extends Driver>(
  environment: string,
  options: QueryProviderOptions<Of>,
): Promise<QueryProvider<ConnectOptionsOf<Of>>> {
  const found = findDriver(environment, options.drivers);
  const store = await loadQueryStore(options.queries ?? []);
  const provider = new DriverQueryProvider<ConnectOptionsOf<Of>>({
    ...found,
    store,
    timeRange: options.timeRange,
    now: options.now ?? (() => new Date()),
  });
  if (options.connect) await provider.connect(options.connect);
  return provider;
}
