/**
 * A data environment whose service answers advanced hunting queries. `MDATP` is the older name of `MDE`.
 * Source: the data environments of the query service APIs (`run-advanced-query-api`, `api-advanced-hunting`, `security-security-runhuntingquery`).
 */
export type DefenderEnvironment = "MDE" | "MDATP" | "M365D" | "M365DGraph";

/** The scalar types that occur in the Defender schema, by KQL's names. */
export type DefenderColumnType = "bool" | "datetime" | "dynamic" | "guid" | "int" | "long" | "real" | "string" | "timespan";

/** A column of a table or of what a function gives. */
export interface DefenderColumn {
  /** The name that the service accepts; case counts. */
  readonly name: string;
  readonly type: DefenderColumnType;
  /** True for a string column whose text is JSON: queries need `parse_json()` on it. */
  readonly json?: boolean;
  /**
   * Absent: documented. `undocumented`: served, without a row on the documentation page. `documented-only`: on the page, but
   * absent from the published `getschema` listing (newer, renamed or never shipped): it may fail to resolve.
   */
  readonly status?: "undocumented" | "documented-only";
  readonly note?: string;
  /** How the documentation page spells the name, where that differs. */
  readonly documentedName?: string;
  /** The type on the documentation page, where that differs. */
  readonly documentedType?: string;
  /** The type in the Log Analytics table of the same name, where that differs. */
  readonly workspaceType?: string;
}

/** A table of advanced hunting. */
export interface DefenderTable {
  readonly name: string;
  /** The data environments that can serve it. Whether a tenant has it depends on licences too. */
  readonly environments: readonly DefenderEnvironment[];
  /** Why those environments. */
  readonly environmentBasis: string;
  /** The column with the row's time; null for an inventory or a knowledge base. */
  readonly timeColumn: string | null;
  /** The products whose licence brings the table. */
  readonly services: readonly string[];
  /** Whether a Log Analytics (Sentinel) workspace can have the table too. */
  readonly inWorkspace: boolean;
  /** `confirmed`: a published `getschema` listing, or several sources agree; `good`: two agree; `docs-only`: the page alone. */
  readonly confidence: "confirmed" | "good" | "docs-only";
  /** The documentation page. */
  readonly page: string;
  /** What the columns were taken from. */
  readonly source: string;
  readonly preview?: boolean;
  /** The table to use instead. */
  readonly replacedBy?: string;
  /** Other spellings that occur. */
  readonly aliases?: readonly string[];
  readonly notes?: string;
  /** In the order in which `getschema` gives them, where that is known. */
  readonly columns: readonly DefenderColumn[];
  /** What the Log Analytics table of the same name adds; not valid in plain advanced hunting. */
  readonly workspaceOnlyColumns: readonly DefenderColumn[];
}

/** A parameter of a special function. */
export interface DefenderFunctionParameter {
  readonly name: string;
  readonly type: DefenderColumnType;
  readonly required: boolean;
  readonly default?: string | number;
  /** The only values that it takes. */
  readonly allowed?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly note?: string;
}

/** A tabular function that only advanced hunting has, for example `FileProfile`. */
export interface DefenderFunction {
  readonly name: string;
  /**
   * `source`: gives rows by itself. The others take rows by `T | invoke …`: `adds-columns` keeps those of the input and adds its
   * own, `replaces-rows` gives its own columns only, `filters-rows` keeps the input's columns.
   */
  readonly form: "source" | "adds-columns" | "replaces-rows" | "filters-rows";
  /** How it is called. */
  readonly call: string;
  /** What it does to the rows, in words. */
  readonly mode: string;
  readonly page: string;
  readonly source: string;
  readonly parameters: readonly DefenderFunctionParameter[];
  /** Columns that the input must have. */
  readonly requiredInputColumns?: readonly DefenderColumn[];
  /** The columns that it gives or adds; empty if it keeps those of the input. */
  readonly columns: readonly DefenderColumn[];
  /** The values that occur in columns of few values. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  readonly notes?: string;
}

/** The advanced hunting schema as data. */
export interface DefenderSchemaData {
  /** The month that it describes, `yyyy-mm`. */
  readonly asOf: string;
  readonly about: string;
  /** What holds for all tables. */
  readonly general: readonly string[];
  /** Sorted by name. */
  readonly tables: readonly DefenderTable[];
  readonly functions: readonly DefenderFunction[];
}
