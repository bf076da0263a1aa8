import type { KqlType } from "@huntkit/provider";
import type { TableFile } from "./table-file.js";

/** A column as files hold it. */
export interface FileColumn {
  /** The name in the files. */
  readonly name: string;
  /** The DuckDB type's name, for example `TIMESTAMP_NS` or `STRUCT(a INTEGER)`; for text files `VARCHAR`, for JSON files `JSON`. */
  readonly duckType: string;
  /** Whether the type is what the file itself says (Parquet), or all that a text form can say. */
  readonly typed: boolean;
}

/** Files of one table that are read by one call. */
export interface FileGroup {
  readonly files: readonly TableFile[];
  readonly columns: readonly FileColumn[];
  /**
   * The relation as SQL for `FROM`. Its columns bear the names that {@link column} gives.
   * @param asJson The names of the columns of a JSON group that must stay JSON; the others come as text.
   */
  relation(asJson: ReadonlySet<string>): string;
  /** The KQL types that the files state in their metadata, where their form has such: Parquet. */
  statedTypes?(): Promise<ReadonlyMap<string, KqlType>>;
  /** The SQL expression of a column over the relation. */
  column(name: string): string;
}
