import type * as Arrow from "apache-arrow";
import {
  KqlDateTime,
  type KqlType,
  type KqlValue,
  KqlTimeSpan,
  type ResultTable,
  UNIX_EPOCH_TICKS,
} from "@huntkit/provider";
import { jsonText } from "./json-text.js";
import { valueText } from "./value-text.js";

const NANOSECONDS_PER_TICK = 100n;
const MAX_INT64 = 9_223_372_036_854_775_807n;

/** One column on its way to Arrow. */
export interface ArrowColumn {
  /** Name, type and metadata. */
  readonly field: Arrow.Field;
  /** The cells of a stretch of rows (the end is not part of it). */
  data(start: number, end: number): Arrow.Data;
}

interface ColumnForm {
  readonly type: Arrow.DataType;
  /** The type to build with where the library's own builder for `type` takes only milliseconds; same bytes. */
  readonly stored?: Arrow.DataType;
  readonly convert: (value: KqlValue) => unknown;
}

/** Chooses the Arrow type of a column and how its cells are converted. */
export function arrowColumn(arrow: typeof Arrow, table: ResultTable, index: number): ArrowColumn {
  const column = table.columns[index];
  const kqlType = column?.type ?? "string";
  const form = columnForm(arrow, table, index, kqlType);
  const field = new arrow.Field(column?.name ?? "", form.type, true, new Map([["kql.type", kqlType]]));
  return { field, data: (start, end) => columnData(arrow, table, index, form, start, end) };
}

function columnData(arrow: typeof Arrow, table: ResultTable, index: number, form: ColumnForm, start: number, end: number): Arrow.Data {
  const builder = arrow.makeBuilder<Arrow.DataType, null>({ type: form.stored ?? form.type, nullValues: [null] });
  for (let row = start; row < end; row++) {
    const value = table.cell(row, index);
    builder.append(value === null ? null : form.convert(value));
  }
  const data = builder.finish().flush();
  return form.stored ? new arrow.Data(form.type, 0, data.length, data.nullCount, data.buffers) : data;
}

function columnForm(arrow: typeof Arrow, table: ResultTable, index: number, type: KqlType): ColumnForm {
  switch (type) {
    case "bool":
      return { type: new arrow.Bool(), convert: (value) => value };
    case "int":
      return { type: new arrow.Int32(), convert: (value) => value };
    case "long":
      return { type: new arrow.Int64(), convert: (value) => BigInt(value as number | bigint) };
    case "real":
      return { type: new arrow.Float64(), convert: (value) => value };
    case "datetime":
    case "timespan":
      return fitsNanoseconds(table, index) ? timeForm(arrow, type) : { type: new arrow.Utf8(), convert: valueText };
    case "dynamic":
      return { type: new arrow.Utf8(), convert: jsonText };
    default:
      return { type: new arrow.Utf8(), convert: valueText };
  }
}

function timeForm(arrow: typeof Arrow, type: "datetime" | "timespan"): ColumnForm {
  const unit = arrow.TimeUnit.NANOSECOND;
  return { type: type === "datetime" ? new arrow.Timestamp(unit, "UTC") : new arrow.Duration(unit), stored: new arrow.Int64(), convert: nanoseconds };
}

function nanoseconds(value: KqlValue): bigint {
  if (value instanceof KqlDateTime) return (value.ticks - UNIX_EPOCH_TICKS) * NANOSECONDS_PER_TICK;
  return value instanceof KqlTimeSpan ? value.ticks * NANOSECONDS_PER_TICK : 0n;
}

function fitsNanoseconds(table: ResultTable, index: number): boolean {
  for (let row = 0; row < table.rowCount; row++) {
    const value = nanoseconds(table.cell(row, index));
    if (value > MAX_INT64 || value < -MAX_INT64) return false;
  }
  return true;
}
