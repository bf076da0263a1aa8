import type { DefenderColumn } from "@huntkit/schemas";
import { parseEventTime } from "../events/event-time.js";
import type { StagedRow, StagedValue } from "../write/staged-row.js";
import { tableColumns } from "../write/table-columns.js";
import { baseColumn, hasValue } from "./export-table.js";
import { restoreLongNumbers } from "./long-numbers.js";

/** A row of an export, ready to be staged. */
export interface ConvertedRow {
  readonly row: StagedRow;
  /** Columns with a value that the table does not have. */
  readonly unknown: readonly string[];
  /** The first column whose value is not of the column's type; then the row is a bad one. */
  readonly wrong?: string;
}

const bookkeeping = new Set(["$table", "Type", "SourceTable", "TenantId", "SourceSystem", "MachineGroup", "TimeGenerated"]);
const tableIndex = new Map<string, ReadonlyMap<string, DefenderColumn>>();

/** Brings a row of an advanced-hunting export into the types of its table. */
export function convertExportRow(record: Readonly<Record<string, unknown>>, table: string): ConvertedRow {
  const columns = columnsByName(table);
  const row: StagedRow = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(record)) {
    if (!hasValue(value)) continue;
    const column = columns.get(name) ?? columns.get(baseColumn(name));
    if (!column) {
      if (!bookkeeping.has(name)) unknown.push(name);
    } else if (row[column.name] === undefined) {
      const cell = cellValue(value, column);
      if (cell === undefined) return { row, unknown, wrong: name };
      row[column.name] = cell;
    }
  }
  if (row["Timestamp"] === undefined && columns.has("Timestamp")) addTime(row, record);
  return row["Timestamp"] === undefined && columns.has("Timestamp") ? { row, unknown, wrong: "Timestamp" } : { row, unknown };
}

function addTime(row: StagedRow, record: Readonly<Record<string, unknown>>): void {
  const time = parseEventTime(record["TimeGenerated"]);
  if (time) row["Timestamp"] = time.text;
}

function columnsByName(table: string): ReadonlyMap<string, DefenderColumn> {
  let columns = tableIndex.get(table);
  if (!columns) {
    columns = new Map((tableColumns(table) ?? []).map((column) => [column.name, column]));
    tableIndex.set(table, columns);
  }
  return columns;
}

/** @returns undefined if the value is not of the column's type. */
function cellValue(value: unknown, column: DefenderColumn): StagedValue | undefined {
  switch (column.type) {
    case "datetime":
      return parseEventTime(value)?.text;
    case "bool":
      return booleanCell(value);
    case "int":
    case "long":
      return integerCell(value, column.type === "int" ? 31n : 63n);
    case "real": {
      const number = typeof value === "string" ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    }
    default:
      return typeof value === "object" ? restoreLongNumbers(JSON.stringify(value)) : restoreLongNumbers(String(value));
  }
}

function booleanCell(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const text = String(value).toLowerCase();
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : undefined;
}

/** Whole numbers are staged as text: JSON would lose digits of long ones. */
function integerCell(value: unknown, bits: bigint): string | undefined {
  const text = restoreLongNumbers(String(value)).trim();
  if (!/^-?\d{1,19}(?:\.0+)?$/.test(text)) return undefined;
  const number = BigInt(text.replace(/\..*$/, ""));
  return number >= -(1n << bits) && number < 1n << bits ? number.toString() : undefined;
}
