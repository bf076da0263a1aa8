import { allTableColumns, tableColumns } from "../write/table-columns.js";
import { actionTables } from "./action-tables.table.js";

type Json = Readonly<Record<string, unknown>>;

/** The suffixes that a union of tables gives to columns of one name and several types. */
const typeSuffix = /_(?:string|dynamic|long|int|real|double|datetime|bool|guid)$/;

/** A column's name without the type that a union of tables appended. */
export function baseColumn(name: string): string {
  return name.replace(typeSuffix, "");
}

/** Whether a cell holds something. */
export function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** Whether an object looks like a row of advanced hunting: a time and one more column that only Defender has. */
export function looksLikeExport(record: Json): boolean {
  if (!("Timestamp" in record) && !("TimeGenerated" in record)) return false;
  return "ActionType" in record || "ReportId" in record || "DeviceId" in record || "ReportId_long" in record || "$table" in record || tableColumns(String(record["Type"])) !== undefined;
}

/**
 * The table that an exported row belongs to: as the row itself says (`$table`, `Type`), as the file's name says
 * (`DeviceEvents.csv`), else by the fields that are set, with the ActionType deciding where it occurs in one table only.
 * @returns undefined if no table has the fields.
 */
export function exportTable(record: Json, fileName: string): string | undefined {
  for (const name of [record["$table"], record["Type"], record["SourceTable"]]) if (typeof name === "string" && tableColumns(name)) return name;
  const stem = /([^/\\]+?)(?:\.\w+)+$/.exec(fileName)?.[1]?.split(/[^A-Za-z]/)[0] ?? "";
  return tableColumns(stem) ? stem : tableByFields(record);
}

const cache = new Map<string, string | undefined>();

function tableByFields(record: Json): string | undefined {
  const set = Object.keys(record).filter((name) => hasValue(record[name])).map(baseColumn);
  const action = typeof record["ActionType"] === "string" ? record["ActionType"] : "";
  const hint = Object.hasOwn(actionTables, action) ? action : "";
  const key = `${hint}|${set.join(",")}`;
  if (!cache.has(key)) {
    if (cache.size > 5000) cache.clear();
    cache.set(key, bestTable(set, Object.keys(record).map(baseColumn), actionTables[hint]));
  }
  return cache.get(key);
}

function bestTable(set: readonly string[], all: readonly string[], hinted: string | undefined): string | undefined {
  let best: { readonly table: string; readonly score: readonly number[] } | undefined;
  for (const [table, columns] of allTableColumns()) {
    const names = new Set(columns.map((column) => column.name));
    if (!names.has("Timestamp") || set.filter((name) => names.has(name)).length < 3) continue;
    const score = [
      set.filter((name) => !names.has(name)).length,
      table === hinted ? 0 : 1,
      all.filter((name) => !names.has(name)).length,
      columns.length,
    ];
    if (best === undefined || isLess(score, best.score)) best = { table, score };
  }
  return best?.table;
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  for (const [at, value] of left.entries()) if (value !== right[at]) return value < (right[at] ?? 0);
  return false;
}
