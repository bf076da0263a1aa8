import type { FileColumn } from "./file-group.js";
import { sqlName, sqlText } from "./sql-text.js";
import type { TableFile } from "./table-file.js";

/** The column that holds the file's path in relations that have partition columns. */
export const fileNameColumn = "huntkit file";

/** The partition columns (`Key=value` folders) that the files themselves lack. */
export function pathColumns(files: readonly TableFile[], own: readonly FileColumn[]): FileColumn[] {
  const taken = new Set(own.map((column) => column.name.toLowerCase()));
  const keys = new Map<string, string>();
  for (const file of files) for (const key of file.partitionKeys) if (!taken.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  return [...keys.values()].map((name) => ({ name, duckType: "VARCHAR", typed: false }));
}

/** The value of a partition column as SQL: the folder's name after `Key=`, percent signs decoded; null for Hive's null. */
export function pathColumn(key: string): string {
  const pattern = sqlText(`[/\\\\]${key.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&")}=([^/\\\\]*)[/\\\\]`);
  const value = `url_decode(regexp_extract(${sqlName(fileNameColumn)}, ${pattern}, 1, 'i'))`;
  return `nullif(nullif(${value}, '__HIVE_DEFAULT_PARTITION__'), '')`;
}

/** The argument that adds the file's path to a relation, if there are partition columns. */
export function fileNameArgument(columns: readonly FileColumn[]): string {
  return columns.length === 0 ? "" : `, filename = ${sqlText(fileNameColumn)}`;
}
