import type { Engine } from "../runtime/open-engine.js";
import { runSelect, type SelectOptions } from "../runtime/run-select.js";
import type { FileColumn, FileGroup } from "./file-group.js";
import { fileNameArgument, pathColumn, pathColumns } from "./path-columns.js";
import { sqlName, sqlTextList } from "./sql-text.js";
import { statedTypes } from "./stated-types.js";
import { stringCells } from "./string-cells.js";
import type { TableFile } from "./table-file.js";

/** The Parquet files of a table as one group: columns by name, a column that a file lacks is null there. */
export async function parquetGroup(engine: Engine, files: readonly TableFile[], options: SelectOptions): Promise<FileGroup> {
  const paths = sqlTextList(files.map((file) => file.path));
  const described = await describe(engine, `read_parquet(${paths}, union_by_name = true, hive_partitioning = false)`, options);
  const fromPath = pathColumns(files, described);
  const binary = described.some((column) => column.duckType === "BLOB");
  const relation = `read_parquet(${paths}, union_by_name = true, hive_partitioning = false, binary_as_string = ${binary}${fileNameArgument(fromPath)})`;
  const own = described.map((column) => (column.duckType === "BLOB" ? { ...column, duckType: "VARCHAR" } : column));
  const isFromPath = new Set(fromPath.map((column) => column.name));
  return {
    files,
    columns: [...own, ...fromPath],
    relation: () => relation,
    statedTypes: () => statedTypes(engine, files, options),
    column: (name) => (isFromPath.has(name) ? pathColumn(name) : sqlName(name)),
  };
}

async function describe(engine: Engine, relation: string, options: SelectOptions): Promise<FileColumn[]> {
  const result = await runSelect(engine, { sql: `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${relation})` }, options);
  const [names = [], types = []] = stringCells(result);
  return names.map((name, index) => ({ name, duckType: types[index] ?? "", typed: true }));
}
