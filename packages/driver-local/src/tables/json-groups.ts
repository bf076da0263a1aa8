import { DataError } from "@huntkit/provider";
import type { Engine } from "../runtime/open-engine.js";
import { runSelect, type SelectOptions } from "../runtime/run-select.js";
import { firstCharacter, type CheckedFile } from "./check-file.js";
import type { FileColumn, FileGroup } from "./file-group.js";
import { fileNameArgument, pathColumn, pathColumns } from "./path-columns.js";
import { sqlName, sqlText, sqlTextList } from "./sql-text.js";
import { stringCells } from "./string-cells.js";
import type { TableFile } from "./table-file.js";

type JsonFormat = "newline_delimited" | "array" | "unstructured";

/** The JSON files of a table, one group for each form of text. Files without a character are passed over. */
export async function jsonGroups(engine: Engine, checked: readonly CheckedFile[], options: SelectOptions): Promise<FileGroup[]> {
  const byFormat = new Map<JsonFormat, TableFile[]>();
  for (const item of checked) {
    const format = jsonFormat(item.head);
    if (format !== undefined) byFormat.set(format, [...(byFormat.get(format) ?? []), item.file]);
  }
  return Promise.all([...byFormat].map(([format, files]) => jsonGroup(engine, format, files, options)));
}

/** An array, one object on each line, or objects with any white space between. DuckDB reads a byte order mark only in the last. */
function jsonFormat(head: Buffer): JsonFormat | undefined {
  const first = firstCharacter(head);
  if (first === "") return undefined;
  if (first === "[") return "array";
  if (head[0] === 0xef) return "unstructured";
  const line = /\S[^\n]*/.exec(head.toString("utf8"))?.[0] ?? "";
  return line.length > 1 && isObject(line) ? "newline_delimited" : head.includes(0x0a) ? "unstructured" : "newline_delimited";
}

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false; // the line is part of an object that is spread over lines, or broken: DuckDB says which, with the place
  }
}

async function jsonGroup(engine: Engine, format: JsonFormat, files: readonly TableFile[], options: SelectOptions): Promise<FileGroup> {
  const call = `read_json(${sqlTextList(files.map((file) => file.path))}, format = '${format}'`;
  const names = await keysOf(engine, `${call}, records = false, columns = {json: 'JSON'})`, files, options);
  const own: FileColumn[] = names.map((name) => ({ name, duckType: "JSON", typed: false }));
  const fromPath = pathColumns(files, own);
  const isFromPath = new Set(fromPath.map((column) => column.name));
  const file = fileNameArgument(fromPath);
  const collide = new Set(names.map((name) => name.toLowerCase())).size < names.length || names.length === 0;
  const wide = (asJson: ReadonlySet<string>): string => `${call}, records = true, columns = {${names.map((name) => `${sqlText(name)}: '${asJson.has(name) ? "JSON" : "VARCHAR"}'`).join(", ")}}${file})`;
  const spread = (asJson: ReadonlySet<string>): string => {
    const items = names.map((name, index) => `json ${asJson.has(name) ? "->" : "->>"} ${sqlText(pointer(name))} AS k${index}`);
    const fileItem = fromPath.length > 0 ? [sqlName("huntkit file")] : [];
    return `(SELECT ${[...items, ...fileItem, "1 AS huntkit_row"].join(", ")} FROM ${call}, records = false, columns = {json: 'JSON'}${file}))`;
  };
  const column = (name: string): string => (isFromPath.has(name) ? pathColumn(name) : collide ? `k${names.indexOf(name)}` : sqlName(name));
  return { files, columns: [...own, ...fromPath], relation: collide ? spread : wide, column };
}

/** A JSON pointer: names that differ only in case are different keys there. */
function pointer(key: string): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** All keys, in the order in which they first appear. */
async function keysOf(engine: Engine, relation: string, files: readonly TableFile[], options: SelectOptions): Promise<string[]> {
  const sql = `SELECT to_json(json_keys(json))::VARCHAR AS keys, json_type(json) AS type, count(*) AS n FROM ${relation} GROUP BY ALL ORDER BY n DESC, keys`;
  const [keyLists = [], types = []] = stringCells(await runSelect(engine, { sql }, options));
  const other = types.find((type) => type !== "OBJECT");
  if (other !== undefined)
    throw new DataError({ code: "json-row-not-an-object", file: files[0]?.path ?? "", message: `The JSON ${files.length === 1 ? `file ${files[0]?.path}` : `files of ${files[0]?.path} and others`} holds a row that is no object (${other.toLowerCase()}). Each row must be an object with the columns as keys.` });
  const names = new Set<string>();
  for (const list of keyLists) for (const key of JSON.parse(list) as string[]) names.add(key);
  return [...names];
}
