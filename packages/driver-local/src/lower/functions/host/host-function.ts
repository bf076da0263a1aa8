/** The SQL types that cross between DuckDB and a host function. Dynamic values travel as JSON text in a VARCHAR. */
export type HostType = "VARCHAR" | "BIGINT" | "DOUBLE" | "BOOLEAN";

/** A value as a host function gets or gives it: text, 64-bit integer, real, bool or null. */
export type HostValue = string | bigint | number | boolean | null;

/** The work of a host function for one row. It never throws for bad data: what cannot be worked out is null. */
export type HostBody = (...values: never[]) => HostValue;

/**
 * A function that is written in TypeScript and called from SQL, for algorithms that SQL macros cannot say. Its arguments are
 * declared, so DuckDB converts them; it is registered when a query first calls it.
 */
export interface HostFunction {
  /** The types of the arguments. */
  readonly takes: readonly HostType[];
  readonly gives: HostType;
  /** Whether it also sees nulls. Otherwise a null argument makes the result null. */
  readonly seesNulls?: boolean;
  /** Its work; a promise where a library must be loaded first. */
  readonly body: () => HostBody | Promise<HostBody>;
}

/** Host functions by their SQL name, which begins with `host_`. */
export type HostFunctions = Readonly<Record<string, HostFunction>>;

/** A host function with all of its work at hand. */
export function host(takes: readonly HostType[], gives: HostType, body: HostBody, seesNulls = false): HostFunction {
  return { takes, gives, body: () => body, ...(seesNulls ? { seesNulls } : {}) };
}

/** The names of the host functions that an SQL text calls. */
export function hostNamesIn(sql: string): string[] {
  return [...new Set(sql.match(/\bhost_[a-z0-9_]+(?=\()/g) ?? [])];
}
