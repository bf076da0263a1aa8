import { KqlDateTime, type KqlType, type KqlValue, type ResultTable } from "@huntkit/provider";
import { jsonText } from "../hunting/json-text.js";

/** Which of the two ways of writing an answer is meant. */
export type KustoVersion = "v1" | "v2";

/** The .NET types that version 1 names beside the types of KQL. Source: page "Query/management HTTP response" and recorded answers. */
export const dotnetTypes: Readonly<Record<KqlType, string>> = {
  bool: "SByte", int: "Int32", long: "Int64", real: "Double", decimal: "SqlDecimal", datetime: "DateTime", timespan: "TimeSpan", string: "String", guid: "Guid", dynamic: "Object",
};

/** The rows of a table as JSON texts, up to a number. */
export function* rowTexts(table: ResultTable, version: KustoVersion, most: number): Generator<string, void, void> {
  for (let row = 0; row < Math.min(most, table.rowCount); row++) yield `[${table.columns.map(({ type }, column) => cellText(table.cell(row, column), type, version)).join(",")}]`;
}

/** A cell as JSON text. What JSON has no form for is a text: times, spans, decimals, infinities. */
export function cellText(value: KqlValue, type: KqlType, version: KustoVersion): string {
  if (value === null) return type === "string" ? '""' : "null";
  if (type === "bool" && version === "v1") return value === true ? "1" : "0";
  if (type === "dynamic") return version === "v1" ? JSON.stringify(jsonText(value)) : jsonText(value);
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (value instanceof KqlDateTime) return JSON.stringify(withoutTail(value));
  return typeof value === "object" ? JSON.stringify(String(value)) : jsonText(value);
}

/** The service leaves out the noughts at the end of a fraction. */
function withoutTail(time: KqlDateTime): string {
  return String(time).replace(/\.?0*Z$/, "Z");
}
