import type { CompleteResult, DriverConnection, DriverQueryOptions, KqlValue } from "@huntkit/provider";
import type { IrProgram } from "@huntkit/kql/ir";
import type { LocalSchema } from "../tables/local-tables.js";
import type { CompiledStatement } from "../compile/compile-kql.js";

/** How a query text would be run. */
export interface LocalExplanation {
  /** The typed form of the text. */
  readonly ir: IrProgram;
  /** One SELECT for each result, with its parameters and the columns that it gives. */
  readonly statements: readonly CompiledStatement[];
  /** The SQL of all statements, as text for people. */
  readonly sql: string;
}

/** How a text is read. */
export interface LocalCompileOptions {
  /** Stops the waiting for files to be opened. */
  readonly signal?: AbortSignal;
  /** Values for the parameters that the text declares (`declare query_parameters`). */
  readonly parameters?: Readonly<Record<string, KqlValue>>;
}

/** How a text is run. */
export interface LocalQueryOptions extends DriverQueryOptions {
  /** Values for the parameters that the text declares (`declare query_parameters`). */
  readonly parameters?: Readonly<Record<string, KqlValue>>;
}

/** An open folder of tables. */
export interface LocalConnection extends DriverConnection {
  /**
   * Runs a query text and gives the result of each of its statements, in order; `fork` and `facet` give several.
   * @throws {HuntError} as `query` does; the statements before the one that fails have been run.
   */
  queryAll(text: string, options?: LocalQueryOptions): Promise<readonly CompleteResult[]>;
  /** The tables of the folder; opens all of their files. A table with a broken file is told in `problems`, and the rest is given. */
  schema(options?: { readonly signal?: AbortSignal }): Promise<LocalSchema>;
  /**
   * Compiles a query text without running it; what stands before an operator that is not SQL (`scan`, `pivot`, …) is run.
   * @throws {QueryError} if the text is wrong, {@link UnsupportedError} if the engine does not know a construct.
   */
  explain(text: string, options?: LocalCompileOptions): Promise<LocalExplanation>;
}

/** Whether a connection is one to local data, and so can explain. */
export function isLocalConnection(connection: DriverConnection): connection is LocalConnection {
  return "explain" in connection && typeof connection.explain === "function";
}
