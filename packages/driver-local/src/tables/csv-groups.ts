import type { CheckedFile } from "./check-file.js";
import { csvHeader, type CsvHeader } from "./csv-header.js";
import type { FileColumn, FileGroup } from "./file-group.js";
import { fileNameArgument, pathColumn, pathColumns } from "./path-columns.js";
import { sqlName, sqlText, sqlTextList } from "./sql-text.js";

/** The CSV files of a table, one group for each form of the header. Files without a character are passed over. */
export function csvGroups(checked: readonly CheckedFile[]): FileGroup[] {
  const byHeader = new Map<string, { header: CsvHeader; files: CheckedFile[] }>();
  for (const item of checked) {
    const header = csvHeader(item.head.toString("utf8"), item.file.path);
    if (header === undefined) continue;
    const key = JSON.stringify(header);
    const group = byHeader.get(key) ?? { header, files: [] };
    group.files.push(item);
    byHeader.set(key, group);
  }
  return [...byHeader.values()].map(({ header, files }) => csvGroup(header, files));
}

function csvGroup(header: CsvHeader, checked: readonly CheckedFile[]): FileGroup {
  const files = checked.map((item) => item.file);
  const own: FileColumn[] = header.names.map((name) => ({ name, duckType: "VARCHAR", typed: false }));
  const fromPath = pathColumns(files, own);
  const types = header.names.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const dialect = `auto_detect = false, header = true, delim = ${sqlText(header.delimiter)}, quote = '"', escape = '"'`;
  const relation = `read_csv(${sqlTextList(files.map((file) => file.path))}, ${dialect}, columns = {${types}}${fileNameArgument(fromPath)})`;
  const positions = new Map(header.names.map((name, index) => [name, sqlName(`c${index}`)]));
  return { files, columns: [...own, ...fromPath], relation: () => relation, column: (name) => positions.get(name) ?? pathColumn(name) };
}
