/** The module of DuckDB's Node client. */
export type DuckDbModule = typeof import("@duckdb/node-api");

let loaded: Promise<DuckDbModule> | undefined;

/** DuckDB's client, loaded at the first call: the native library costs about 100 ms, so importing this package loads none of it. */
export function loadDuckDb(): Promise<DuckDbModule> {
  loaded ??= import("@duckdb/node-api");
  return loaded;
}
