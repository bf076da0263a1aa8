/** The forms of data files, by the end of the name. */
export type TableFileFormat = "parquet" | "json" | "csv";

/** One data file of a table. */
export interface TableFile {
  /** The real, absolute path. */
  readonly path: string;
  readonly format: TableFileFormat;
  /** Whether the text is gzip-compressed. */
  readonly compressed: boolean;
  /** The names of partition folders of the form `Key=value` on the way to the file, outermost first. */
  readonly partitionKeys: readonly string[];
  /** The day that a folder on the way to the file is named after, in days since 1970; see `day-folders.ts`. */
  readonly day?: number;
}

/** A table of a folder and its files, sorted by path. */
export interface TableFiles {
  /** The table's name as the folder spells it. */
  readonly name: string;
  readonly files: readonly TableFile[];
}

/** The file names that make a table, for messages. */
export const expectedFileNames = "<Table>.parquet, <Table>.ndjson, <Table>.json, <Table>.csv (the text forms also with .gz), or a folder <Table>/ of such files";

const ending = /^(.+?)\.(parquet|ndjson|jsonl|json|csv)(\.gz)?$/i;

/** What a file's name says: the table's name and the form. Undefined if it is no data file. */
export function parseFileName(name: string): { readonly stem: string; readonly format: TableFileFormat; readonly compressed: boolean } | undefined {
  const match = ending.exec(name);
  const [, stem, form, zip] = match ?? [];
  if (stem === undefined || form === undefined) return undefined;
  const lower = form.toLowerCase();
  if (zip !== undefined && lower === "parquet") return undefined;
  return { stem, format: lower === "parquet" || lower === "csv" ? lower : "json", compressed: zip !== undefined };
}
