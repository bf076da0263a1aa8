import { jsonText } from "../hunting/json-text.js";
import type { KqlType } from "@huntkit/provider";
import { dotnetTypes } from "./encode-cell.js";
import type { KustoWork } from "./encode-v2.js";
import type { KustoCall } from "./kusto-call.js";
import { type KustoRows, visualizationText } from "./kusto-results.js";

type Columns = readonly (readonly [name: string, type: KqlType])[];

const statusColumns: Columns = [
  ["Timestamp", "datetime"], ["Severity", "int"], ["SeverityName", "string"], ["StatusCode", "int"], ["StatusDescription", "string"], ["Count", "int"], ["RequestId", "guid"], ["ActivityId", "guid"],
  ["SubActivityId", "guid"], ["ClientActivityId", "string"],
];
const contentsColumns: Columns = [["Ordinal", "long"], ["Kind", "string"], ["Name", "string"], ["Id", "string"], ["PrettyName", "string"]];

/** The body of a version 1 answer to a query: its tables, properties, status, and at last the table of contents. Source: page "Query/management HTTP response". */
export function encodeV1(call: KustoCall, tables: readonly KustoRows[], work: KustoWork): string {
  const results = tables.map(({ result, rows }, index) => tableText(`Table_${index}`, result.table.columns.map(({ name, type }) => [name, type] as const), rows));
  const properties = tableText(`Table_${tables.length}`, [["Value", "string"]], tables.map(({ result }) => jsonText([visualizationText(result.visualization)])));
  const cuts = tables.flatMap(({ cut }) => (cut === undefined ? [] : [cut]));
  const status = tableText(`Table_${tables.length + 1}`, statusColumns, statusRows(call, cuts, work));
  const kinds = [...tables.map(() => ["QueryResult", "PrimaryResult"]), ["QueryProperties", "@ExtendedProperties"], ["QueryStatus", "QueryStatus"]] as const;
  const contents = tableText(`Table_${tables.length + 2}`, contentsColumns, kinds.map(([kind, name], index) => jsonText([index, kind, name, call.identity.activityId, ""])));
  const exceptions = cuts.length === 0 ? "" : `,"Exceptions":${jsonText(cuts.map(cutText))}`;
  return `{"Tables":[${[...results, properties, status, contents].join(",")}]${exceptions}}`;
}

function cutText(cut: string): string {
  return `Query execution has exceeded the allowed limits (80DA0003): Query result set has exceeded the internal ${cut} (E_QUERY_RESULT_SET_TOO_LARGE; see https://aka.ms/kustoquerylimits).`;
}

function statusRows({ identity }: KustoCall, cuts: readonly string[], { seconds }: KustoWork): string[] {
  const ids = [identity.activityId, identity.activityId, identity.activityId, identity.clientRequestId];
  const time = new Date(identity.now).toISOString();
  const outcome = cuts.length === 0 ? [[4, "Info", 0, "Query completed successfully", 1]] : cuts.map((cut) => [2, "Error", -2133196797, cutText(cut), 1]);
  return [...outcome, [6, "Stats", 0, jsonText({ ExecutionTime: seconds }), 1]].map((row) => jsonText([time, ...row, ...ids]));
}

/** The body of the answer to a management command: one table. */
export function encodeCommand({ result, rows }: KustoRows): string {
  return `{"Tables":[${tableText("Table_0", result.table.columns.map(({ name, type }) => [name, type] as const), rows)}]}`;
}

function tableText(name: string, columns: Columns, rows: readonly string[]): string {
  const head = jsonText({ TableName: name, Columns: columns.map(([ColumnName, ColumnType]) => ({ ColumnName, DataType: dotnetTypes[ColumnType], ColumnType })) });
  return `${head.slice(0, -1)},"Rows":[${rows.join(",")}]}`;
}
