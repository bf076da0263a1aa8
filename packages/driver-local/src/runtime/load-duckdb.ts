/** The module of DuckDB's Node client. */
export type DuckDbModule = typeof import("@duckdb/node-api");

let loaded: Promise<DuckDbModule> | undefined;

/** DuckDB's client, loaded at the first call: the native library costs about 100 ms, so importing this package loads none of it. */
export function loadDuckDb(): Promise<DuckDbModule> {
  loaded ??= import("@duckdb/node-api");
  return loaded;
}

/** The module of DuckDB's native functions. */
export type DuckDbBindings = typeof import("@duckdb/node-bindings");

/** DuckDB's native functions, which the client is made of; loaded with it. */
export async function loadBindings(): Promise<DuckDbBindings> {
  const module: unknown = await import("@duckdb/node-bindings"); // CommonJS: its functions are the default export, which its types leave out
  return (module as { readonly default: DuckDbBindings }).default;
}
