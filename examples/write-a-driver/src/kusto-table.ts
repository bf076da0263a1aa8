import { isKqlType, type KqlType, type ResultTable, ServiceError, tableFromRows, parseDynamic } from "@huntkit/provider";
import { failureOf } from "./kusto-failure.js";
import { kqlCell } from "./kusto-cell.js";

interface Answer {
  readonly Tables?: readonly { readonly Columns: readonly { readonly ColumnName: string; readonly ColumnType?: string }[]; readonly Rows: readonly unknown[] }[];
  readonly Exceptions?: readonly string[];
}

/** The first table of an answer. An answer that was cut short is an error, never a shorter table. */
export function tableOf(body: string, query: string): ResultTable {
  const { Tables: [table] = [], Exceptions: exceptions = [] } = readAnswer(body);
  const failedRow = table?.Rows.find((row) => !Array.isArray(row));
  if (exceptions.length > 0 || failedRow !== undefined) throw failureOf(200, JSON.stringify(failedRow ?? { error: { "@message": exceptions[0] } }), query);
  if (!table) throw unexpected("an answer without a table");
  const columns = table.Columns.map(({ ColumnName, ColumnType }) => ({ name: ColumnName, type: typeOf(ColumnType) }));
  return tableFromRows(columns, (table.Rows as readonly (readonly unknown[])[]).map((row) => columns.map(({ type }, index) => kqlCell(row[index], type))));
}

function readAnswer(body: string): Answer {
  try {
    return parseDynamic(body) as Answer; // keeps every digit of a long
  } catch (error) {
    throw unexpected("an answer that is no JSON", error);
  }
}

function typeOf(name: string | undefined): KqlType {
  if (name !== undefined && isKqlType(name)) return name;
  throw unexpected(`a column of the type ${String(name)}`);
}

function unexpected(what: string, cause?: unknown): ServiceError {
  return new ServiceError({ code: "answer-unexpected", message: `The cluster sent ${what}. A proxy may have changed it; else report it to the author of this driver.`, cause });
}
