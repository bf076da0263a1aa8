import { KqlDateTime, type KqlType, type KqlValue, type ResultTable, UNIX_EPOCH_TICKS } from "@huntkit/provider";
import type { SchemaElement } from "hyparquet";
import { jsonText } from "./json-text.js";
import { valueText } from "./value-text.js";

const TICKS_PER_MICROSECOND = 10n;
const NANOSECONDS_PER_TICK = 100n;
const MAX_INT64 = 9_223_372_036_854_775_807n;

/** What Parquet keeps of a cell. */
export type ParquetCell = boolean | number | bigint | string;

/** One column on its way to Parquet. */
export interface ParquetColumn {
  readonly element: SchemaElement;
  /** `PLAIN` where the writer's dictionary would change a value. */
  readonly encoding?: "PLAIN";
  /** The cells of a stretch of rows (the end is not part of it). */
  data(start: number, end: number): (ParquetCell | null)[];
}

interface ColumnForm {
  readonly element: Omit<SchemaElement, "name">;
  readonly encoding?: "PLAIN";
  readonly convert: (value: KqlValue) => ParquetCell;
}

const text: ColumnForm = { element: { type: "BYTE_ARRAY", converted_type: "UTF8" }, convert: valueText };

const forms: Readonly<Record<Exclude<KqlType, "datetime" | "guid">, ColumnForm>> = {
  bool: { element: { type: "BOOLEAN" }, convert: (value) => value as boolean },
  int: { element: { type: "INT32" }, convert: (value) => value as number },
  long: { element: { type: "INT64" }, convert: (value) => BigInt(value as number | bigint) },
  // A dictionary takes -0 for 0.
  real: { element: { type: "DOUBLE" }, encoding: "PLAIN", convert: (value) => value as number },
  // The writer would make JSON of the text once more, and round integers on the way: the file's metadata says that it is dynamic.
  dynamic: { ...text, convert: jsonText },
  decimal: text,
  timespan: text,
  string: text,
};

/** Chooses the Parquet type of a column and how its cells are converted. */
export function parquetColumn(table: ResultTable, index: number): ParquetColumn {
  const { name, type } = table.columns[index] ?? { name: "", type: "string" };
  const { element, encoding, convert } = columnForm(table, index, type);
  return {
    element: { name, repetition_type: "OPTIONAL", ...element },
    ...(encoding ? { encoding } : {}),
    data: (start, end) => Array.from({ length: end - start }, (_, row) => converted(table.cell(start + row, index), convert)),
  };
}

function converted(value: KqlValue, convert: ColumnForm["convert"]): ParquetCell | null {
  return value === null ? null : convert(value);
}

function columnForm(table: ResultTable, index: number, type: KqlType): ColumnForm {
  if (type === "datetime") return timeForm(table, index);
  if (type === "guid") return everyCell(table, index, isCanonicalGuid) ? guid : text;
  return forms[type];
}

const guid: ColumnForm = { element: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, logical_type: { type: "UUID" } }, convert: String };

function isCanonicalGuid(value: KqlValue): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value));
}

/** Microseconds, which every reader knows, where they hold all times exactly; else nanoseconds; else the text. */
function timeForm(table: ResultTable, index: number): ColumnForm {
  if (everyCell(table, index, (value) => sinceEpoch(value) % TICKS_PER_MICROSECOND === 0n)) return timestamp("MICROS", (ticks) => ticks / TICKS_PER_MICROSECOND);
  const inNanoseconds = (ticks: bigint): bigint => ticks * NANOSECONDS_PER_TICK;
  const fits = everyCell(table, index, (value) => inNanoseconds(sinceEpoch(value)) <= MAX_INT64 && inNanoseconds(sinceEpoch(value)) >= -MAX_INT64);
  return fits ? timestamp("NANOS", inNanoseconds) : text;
}

// Without a zone, as the import of logs writes them: DuckDB reads nanoseconds with a zone as microseconds, and loses the last digit.
function timestamp(unit: "MICROS" | "NANOS", scaled: (ticks: bigint) => bigint): ColumnForm {
  return { element: { type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, unit } }, convert: (value) => scaled(sinceEpoch(value)) };
}

function sinceEpoch(value: KqlValue): bigint {
  return value instanceof KqlDateTime ? value.ticks - UNIX_EPOCH_TICKS : 0n;
}

function everyCell(table: ResultTable, index: number, holds: (value: KqlValue) => boolean): boolean {
  for (let row = 0; row < table.rowCount; row++) {
    const value = table.cell(row, index);
    if (value !== null && !holds(value)) return false;
  }
  return true;
}
