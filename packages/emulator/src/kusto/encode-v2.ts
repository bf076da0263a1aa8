import { jsonText } from "../hunting/json-text.js";
import type { KustoCall, KustoIdentity } from "./kusto-call.js";
import { oneApiError } from "./kusto-problem.js";
import { isTrue, type KustoRows, visualizationText } from "./kusto-results.js";

type Columns = readonly (readonly [name: string, type: string])[];

const propertyColumns: Columns = [["TableId", "int"], ["Key", "string"], ["Value", "dynamic"]];
const completionColumns: Columns = [
  ["Timestamp", "datetime"], ["ClientRequestId", "string"], ["ActivityId", "guid"], ["SubActivityId", "guid"], ["ParentActivityId", "guid"], ["Level", "int"], ["LevelName", "string"],
  ["StatusCode", "int"], ["StatusCodeName", "string"], ["EventType", "int"], ["EventTypeName", "string"], ["Payload", "string"],
];

/** What a query took, for the statistics. */
export interface KustoWork {
  readonly seconds: number;
}

/** The body of a version 2 answer: a JSON array of frames. Source: page "Query V2 HTTP response". */
export function encodeV2(call: KustoCall, tables: readonly KustoRows[], work: KustoWork): string {
  const progressive = isTrue(call.options.get("results_progressive_enabled"));
  const deferred = isTrue(call.options.get("deferpartialqueryfailures"));
  const errors = tables.flatMap(({ cut }) => (cut === undefined ? [] : [limitError(call.identity, cut)]));
  const properties = tables.map(({ result }, index) => jsonText([index + 1, "Visualization", visualizationText(result.visualization)]));
  const cuts = tables.flatMap(({ cut }) => (cut === undefined ? [] : [cut]));
  const frames = [
    jsonText({ FrameType: "DataSetHeader", IsProgressive: progressive, Version: "v2.0" }),
    dataTable({ id: 0, kind: "QueryProperties", name: "@ExtendedProperties", columns: propertyColumns }, properties),
    ...tables.flatMap((table, index) => primaryFrames(call, table, { id: index + 1, progressive, deferred })),
    dataTable({ id: tables.length + 1, kind: "QueryCompletionInformation", name: "QueryCompletionInformation", columns: completionColumns }, completionRows(call.identity, tables, work, deferred ? cuts : [])),
    jsonText({ FrameType: "DataSetCompletion", HasErrors: errors.length > 0 && !deferred, Cancelled: false, ...(errors.length > 0 && !deferred ? { OneApiErrors: errors } : {}) }),
  ];
  return `[${frames.join(",\n")}]`;
}

/** The error of an answer that was cut, in the service's words. */
export function limitError(identity: KustoIdentity, cut: string): Readonly<Record<string, unknown>> {
  return oneApiError(identity, "LimitsExceeded", `Query execution has exceeded the allowed limits (80DA0003): Query result set has exceeded the internal ${cut} (E_QUERY_RESULT_SET_TOO_LARGE; see https://aka.ms/kustoquerylimits).`);
}

interface TableHead {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly columns: Columns;
}

function headOf({ id, kind, name, columns }: TableHead): Record<string, unknown> {
  return { TableId: id, TableKind: kind, TableName: name, Columns: columns.map(([ColumnName, ColumnType]) => ({ ColumnName, ColumnType })) };
}

function dataTable(head: TableHead, rows: readonly string[]): string {
  const text = jsonText({ FrameType: "DataTable", ...headOf(head) });
  return `${text.slice(0, -1)},"Rows":[${rows.join(",")}]}`;
}

interface PrimaryOptions {
  readonly id: number;
  readonly progressive: boolean;
  /** Whether a cut is told at the end only, not in the rows. */
  readonly deferred: boolean;
}

function primaryFrames(call: KustoCall, { result, rows, cut }: KustoRows, { id, progressive, deferred }: PrimaryOptions): string[] {
  const head = { id, kind: "PrimaryResult", name: "PrimaryResult", columns: result.table.columns.map(({ name, type }) => [name, type] as const) };
  const failure = cut === undefined || deferred ? [] : [jsonText({ OneApiErrors: [limitError(call.identity, cut)] })];
  if (!progressive) return [dataTable(head, [...rows, ...failure])];
  const pieces = inPieces(rows, Number(call.options.get("query_results_progressive_row_count") ?? 10_000));
  const fragments = pieces.flatMap((piece, index) => [
    `${jsonText({ FrameType: "TableFragment", TableFragmentType: "DataAppend", TableId: id, FieldCount: head.columns.length }).slice(0, -1)},"Rows":[${[...piece, ...(index === pieces.length - 1 ? failure : [])].join(",")}]}`,
    jsonText({ FrameType: "TableProgress", TableId: id, TableProgress: (100 * (index + 1)) / pieces.length }),
  ]);
  return [jsonText({ FrameType: "TableHeader", ...headOf(head) }), ...fragments, jsonText({ FrameType: "TableCompletion", TableId: id, RowCount: rows.length })];
}

/** At least one piece, so that a table without rows has a fragment too. */
function inPieces(rows: readonly string[], size: number): (readonly string[])[] {
  const step = Number.isSafeInteger(size) && size > 0 ? size : 10_000;
  return Array.from({ length: Math.max(1, Math.ceil(rows.length / step)) }, (_, index) => rows.slice(index * step, (index + 1) * step));
}

function completionRows({ clientRequestId, activityId, now }: KustoIdentity, tables: readonly KustoRows[], { seconds }: KustoWork, cuts: readonly string[]): string[] {
  const begin = [new Date(now).toISOString(), clientRequestId, activityId, activityId, activityId];
  const statistics = { ExecutionTime: seconds, dataset_statistics: tables.map(({ rows }) => ({ table_row_count: rows.length, table_size: rows.reduce((sum, row) => sum + Buffer.byteLength(row), 0) })) };
  const outcome =
    cuts.length === 0
      ? [[4, "Info", 0, "S_OK (0)", 4, "QueryInfo", '{"Count":1,"Text":"Query completed successfully"}']]
      : cuts.map((cut) => [2, "Error", -2133196797, "Query result set too large (E_QUERY_RESULT_SET_TOO_LARGE). (-2133196797)", 1, "QueryLimitsExceeded", jsonText({ Count: 1, Text: `Query result set has exceeded the internal ${cut} (E_QUERY_RESULT_SET_TOO_LARGE; see https://aka.ms/kustoquerylimits)` })]);
  return [...outcome, [6, "Stats", 0, "S_OK (0)", 0, "QueryResourceConsumption", jsonText(statistics)]].map((row) => jsonText([...begin, ...row]));
}
