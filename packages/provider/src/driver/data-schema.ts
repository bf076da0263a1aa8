import type { KqlType } from "../values/kql-type.js";

/** A column of a table that can be queried. */
export interface TableColumn {
  readonly name: string;
  readonly type: KqlType;
  /** What it holds, for people. */
  readonly description?: string;
}

/** A table that can be queried. */
export interface TableSchema {
  readonly name: string;
  /** The columns in the order in which a query without `project` gives them. */
  readonly columns: readonly TableColumn[];
  /** What it holds, for people. */
  readonly description?: string;
}

/** What a connection can be asked about. */
export interface DataSchema {
  readonly tables: readonly TableSchema[];
}
