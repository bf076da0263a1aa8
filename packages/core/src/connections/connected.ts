import type { DriverConnection, HuntError } from "@huntkit/provider";

/** One of the connections of a provider: open, or the failure to open it, which is in the account of every result. */
export type Connected = { readonly name: string; readonly connection: DriverConnection } | { readonly name: string; readonly failure: HuntError };

/** A connection under the name that the user knows it by, which stands in results and messages. */
export function renamed(connection: DriverConnection, name: string): DriverConnection {
  return {
    name,
    query: (text, options) => connection.query(text, options),
    ...(connection.schema ? { schema: (options?: { readonly signal?: AbortSignal }) => connection.schema?.(options) ?? Promise.resolve({ tables: [] }) } : {}),
    close: () => connection.close(),
  };
}
