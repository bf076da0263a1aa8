import type { DefenderColumn, DefenderColumnType } from "@huntkit/schemas";
import { numericProcessColumns, processColumns, targetColumns } from "../processes/process-rows.js";
import type { JsonLinesFile } from "./json-lines-file.js";
import type { StagingFile } from "./staging-file.js";
import { INITIATOR_KEY, TARGET_KEY } from "./staged-row.js";
import { tableColumns } from "./table-columns.js";

/** Stands in `preciseColumns` when the times of processes need nanoseconds. */
export const PRECISE_PROCESSES = "_processes";

const physical: Readonly<Record<DefenderColumnType, string>> = {
  bool: "BOOLEAN",
  datetime: "TIMESTAMP",
  dynamic: "VARCHAR",
  guid: "VARCHAR",
  int: "INTEGER",
  long: "BIGINT",
  real: "DOUBLE",
  string: "VARCHAR",
  timespan: "VARCHAR",
};

/** SQL that loads the processes and the answers of the process index into temporary tables. */
export function loadProcessesSql(processes: JsonLinesFile, links: JsonLinesFile, preciseTimes: boolean): readonly string[] {
  const time = preciseTimes ? "TIMESTAMP_NS" : "TIMESTAMP";
  const types = processColumns.map((name) => `${literal(name)}: ${literal(numericProcessColumns.has(name) ? "BIGINT" : "VARCHAR")}`);
  const values = processColumns.map((name) => (name.endsWith("CreationTime") ? `CAST(${identifier(name)} AS ${time}) AS ${identifier(name)}` : identifier(name)));
  return [
    `CREATE TEMP TABLE links AS SELECT * FROM ${readJson(links, ["'number': 'BIGINT'", "'process': 'BIGINT'"])}`,
    `CREATE TEMP TABLE processes AS SELECT "_process", ${values.join(", ")} FROM ${readJson(processes, ["'_process': 'BIGINT'", ...types])}`,
  ];
}

/** SQL that writes a table as Parquet: typed, joined with its processes, sorted by time. */
export function copyTableSql(staged: StagingFile, target: string, previous: string | undefined): string {
  const columns = tableColumns(staged.table) ?? [];
  const items = columns.map((column) => `${columnSql(column, staged)} AS ${identifier(column.name)}`);
  const fresh = `SELECT ${items.join(", ")} FROM ${sourceSql(staged)}`;
  const all = previous === undefined ? fresh : `${fresh} UNION ALL BY NAME SELECT * FROM read_parquet(${literal(escapeGlob(previous))})`;
  const order = columns.some((column) => column.name === "Timestamp") ? ` ORDER BY "Timestamp"` : "";
  return `COPY (SELECT * FROM (${all})${order}) TO ${literal(target)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 40960)`;
}

function sourceSql(staged: StagingFile): string {
  const rows = readJson(staged.lines, [...staged.usedColumns].map((name) => `${literal(name)}: ${literal(stagedType(staged.table, name))}`));
  const join = (key: string, alias: string): string =>
    staged.usedColumns.has(key)
      ? ` LEFT JOIN links ${alias}_link ON ${alias}_link.number = rows.${identifier(key)} LEFT JOIN processes ${alias} ON ${alias}."_process" = coalesce(${alias}_link.process, rows.${identifier(key)})`
      : "";
  return `${rows} AS rows${join(INITIATOR_KEY, "initiator")}${join(TARGET_KEY, "target")}`;
}

/** Times and 64-bit numbers are staged as text and cast here; a staged value is canonical, so no cast can fail. */
function stagedType(table: string, name: string): string {
  if (name === INITIATOR_KEY || name === TARGET_KEY) return "BIGINT";
  const type = tableColumns(table)?.find((column) => column.name === name)?.type ?? "string";
  return type === "datetime" || type === "timespan" ? "VARCHAR" : physical[type];
}

function columnSql(column: DefenderColumn, staged: StagingFile): string {
  const type = column.type === "datetime" && isPrecise(column.name, staged) ? "TIMESTAMP_NS" : physical[column.type];
  const own = staged.usedColumns.has(column.name) ? `CAST(rows.${identifier(column.name)} AS ${type})` : undefined;
  const process = processSource(column.name, staged);
  const joined = process && `CAST(${process.alias}.${identifier(process.column)} AS ${type})`;
  if (own === undefined) return joined ?? `CAST(NULL AS ${type})`;
  if (process === undefined || joined === undefined) return own;
  return accountSql(process, staged, own, joined) ?? `coalesce(${own}, ${joined})`;
}

/** Domain, name and SID of an account belong together: the process's count only where the row has no account or the same. */
function accountSql(process: ProcessSource, staged: StagingFile, own: string, joined: string): string | undefined {
  const name = process.alias === "initiator" ? "InitiatingProcessAccountName" : "AccountName";
  if (!process.column.startsWith("Account") || !staged.usedColumns.has(name)) return undefined;
  const other = `rows.${identifier(name)} <> ${process.alias}."AccountName"`;
  return `CASE WHEN ${other} THEN ${own} ELSE coalesce(${own}, ${joined}) END`;
}

function isPrecise(column: string, staged: StagingFile): boolean {
  if (staged.wideColumns.has(column)) return false;
  return staged.preciseColumns.has(column) || (column.endsWith("CreationTime") && staged.preciseColumns.has(PRECISE_PROCESSES));
}

interface ProcessSource {
  readonly alias: "initiator" | "target";
  readonly column: string;
}

function processSource(column: string, staged: StagingFile): ProcessSource | undefined {
  const initiator = column.startsWith("InitiatingProcess") ? processColumns.find((name) => `InitiatingProcess${name}` === column) : undefined;
  if (initiator !== undefined) return staged.usedColumns.has(INITIATOR_KEY) ? { alias: "initiator", column: initiator } : undefined;
  const target = targetColumns[column];
  return target !== undefined && staged.usedColumns.has(TARGET_KEY) ? { alias: "target", column: target } : undefined;
}

/** The reader's buffers grow with the longest object it must expect, so it is told the true one (3 bytes a UTF-16 unit at most). */
function readJson(file: JsonLinesFile, columns: readonly string[]): string {
  const longest = Math.max(512 * 1024, file.longestLine * 3 + 16);
  return `read_json(${literal(escapeGlob(file.path))}, format = 'newline_delimited', compression = 'uncompressed', maximum_object_size = ${longest}, columns = {${columns.join(", ")}})`;
}

/** DuckDB reads `*`, `?` and `[` in the paths of its readers as patterns. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}

/** A name in SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
