import type { CompleteResult, DynamicValue, Visualization } from "@huntkit/provider";
import { jsonText } from "../hunting/json-text.js";
import { type KustoVersion, rowTexts } from "./encode-cell.js";
import type { KustoCall } from "./kusto-call.js";
import { kustoProblem } from "./kusto-problem.js";

/** One table of an answer: its rows as JSON, and how it was cut, if it was. */
export interface KustoRows {
  readonly result: CompleteResult;
  readonly rows: readonly string[];
  /** What of it is left out, in the service's words; undefined if it is whole. */
  readonly cut: string | undefined;
}

/** Rows and bytes beyond which an answer is cut. Source: page "Query limits", "Limit on result set size". */
const defaultLimits = { records: 500_000, bytes: 67_108_864 };

/** The rows of results, within the limits that a call has. Rows that it asked to leave out (`query_take_max_records`) are no cut. */
export function limitedRows(results: readonly CompleteResult[], version: KustoVersion, call: KustoCall): KustoRows[] {
  const { options } = call;
  const free = isTrue(options.get("notruncation"));
  const records = free ? Infinity : (wholeNumber(call, "truncationmaxrecords", "truncation_max_records") ?? defaultLimits.records);
  const bytes = free ? Infinity : (wholeNumber(call, "truncationmaxsize", "truncation_max_size") ?? defaultLimits.bytes);
  const taken = wholeNumber(call, "query_take_max_records") ?? Infinity;
  return results.map((result) => cutRows(result, version, { records, bytes, taken }));
}

function cutRows(result: CompleteResult, version: KustoVersion, { records, bytes, taken }: { readonly records: number; readonly bytes: number; readonly taken: number }): KustoRows {
  const rows: string[] = [];
  let size = 0;
  for (const row of rowTexts(result.table, version, Math.min(records, taken))) {
    size += Buffer.byteLength(row);
    if (size > bytes) return { result, rows, cut: `data size limit ${bytes}` };
    rows.push(row);
  }
  return { result, rows, cut: Math.min(result.table.rowCount, taken) > records ? `record count limit ${records}` : undefined };
}

/** Whether a request property is set: `true`, or its text. */
export function isTrue(value: unknown): boolean {
  return value === true || /^(true|1)$/i.test(String(value));
}

function wholeNumber({ options, identity }: KustoCall, ...names: readonly string[]): number | undefined {
  const name = names.find((each) => options.has(each));
  if (name === undefined) return undefined;
  const number = Number(options.get(name));
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw kustoProblem(identity, "General_BadRequest", `The request property ${name} is not a whole number.`);
}

const visualMembers = ["Visualization", "Title", "XColumn", "Series", "YColumns", "AnomalyColumns", "XTitle", "YTitle", "XAxis", "YAxis", "Legend", "YSplit", "Accumulate", "IsQuerySorted", "Kind", "Ymin", "Ymax", "Xmin", "Xmax"];

/** How a table is to be drawn, as the JSON text that clients read. Source: recorded answers. */
export function visualizationText(visualization: Visualization | undefined): string {
  const given = new Map<string, DynamicValue>(Object.entries(visualization?.properties ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const members = visualMembers.map((name) => [name, name === "Visualization" ? (visualization?.kind ?? null) : (given.get(name.toLowerCase()) ?? defaultOf(name))]);
  return jsonText(Object.fromEntries(members));
}

function defaultOf(name: string): DynamicValue {
  if (name === "Accumulate" || name === "IsQuerySorted") return false;
  return /^[XY]m(in|ax)$/.test(name) ? "NaN" : null;
}
