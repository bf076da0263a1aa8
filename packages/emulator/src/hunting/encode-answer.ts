import { type DynamicValue, KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlType, type KqlValue, type ResultTable } from "@huntkit/provider";
import type { HuntingFace } from "./hunting-faces.table.js";
import { jsonText } from "./json-text.js";

/** Types as the services name them: .NET's names. */
const typeNames: Readonly<Record<KqlType, string>> = {
  bool: "SByte", int: "Int32", long: "Int64", real: "Double", decimal: "SqlDecimal", datetime: "DateTime", timespan: "TimeSpan", string: "String", guid: "Guid", dynamic: "Object",
};

/** How an answer is written. */
export interface AnswerEncoding {
  /** The most rows that are written. */
  readonly rowCap: number;
  /** What the query took. */
  readonly seconds: number;
  /** The processor time that it took, in microseconds. */
  readonly processor: NodeJS.CpuUsage;
}

/** The body of an answer. */
export function encodeAnswer(face: HuntingFace["name"], table: ResultTable, encoding: AnswerEncoding): string {
  const { rowCap } = encoding;
  const rows = Array.from({ length: Math.min(rowCap, table.rowCount) }, (_, row) => rowText(face, table, row));
  const [name, type] = face === "graph" ? (["name", "type"] as const) : (["Name", "Type"] as const);
  const schema = jsonText(table.columns.map((column) => ({ [name]: column.name, [type]: typeNames[column.type] })));
  if (face === "graph") return `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.security.huntingQueryResults","schema":${schema},"results":[${rows.join(",")}]}`;
  return `{"Stats":${jsonText(statistics(rows, encoding))},"Schema":${schema},"Results":[${rows.join(",")}]}`;
}

function rowText(face: HuntingFace["name"], table: ResultTable, row: number): string {
  const members = table.columns.flatMap(({ name, type }, column) => {
    const value = table.cell(row, column);
    if (face !== "graph") return [[name, plainCell(value, type)]];
    const sidecar = sidecarOf(value, type, row);
    return [...(sidecar === undefined ? [] : [[`${name}@odata.type`, sidecar]]), [name, graphCell(value, type)]];
  });
  return jsonText(Object.fromEntries(members as [string, unknown][]));
}

// Microsoft's caches have no like here, so they were asked for nothing.
function statistics(rows: readonly string[], { seconds, processor: { user, system } }: AnswerEncoding): unknown {
  const asked = { hits: 0, misses: 0, total: 0 };
  return {
    ExecutionTime: seconds,
    resource_usage: {
      cache: { memory: asked, disk: asked },
      cpu: { user: timeText(user), kernel: timeText(system), "total cpu": timeText(user + system) },
      memory: { peak_per_node: process.memoryUsage.rss() },
    },
    dataset_statistics: [{ table_row_count: rows.length, table_size: rows.reduce((sum, row) => sum + Buffer.byteLength(row), 0) }],
  };
}

function timeText(microseconds: number): string {
  return String(new KqlTimeSpan(BigInt(microseconds) * 10n));
}

/** A cell as the two older services write it. */
function plainCell(value: KqlValue, type: KqlType): unknown {
  if (value === null) return type === "string" ? "" : null;
  if (type === "bool") return value === true ? 1 : 0;
  return type === "dynamic" ? value : scalarCell(value);
}

/** A cell as Graph writes it: null is an empty object, and objects carry their OData type at every level. */
function graphCell(value: KqlValue, type: KqlType): unknown {
  if (value === null) return type === "string" ? "" : {};
  if (type === "bool") return value === true ? 1 : 0;
  if (type !== "dynamic") return scalarCell(value);
  if (Array.isArray(value)) return (value as readonly DynamicValue[]).map((item) => (typeof item === "object" && item !== null ? jsonText(item) : item));
  return marked(value as DynamicValue);
}

function marked(value: DynamicValue): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly DynamicValue[]).map(marked);
  const members = Object.entries(value).flatMap(([name, member]) => [...(typeof member === "bigint" ? [[`${name}@odata.type`, "#Int64"]] : []), [name, marked(member)]]);
  return Object.fromEntries([["@odata.type", "#microsoft.graph.security.dynamicColumnValue"], ...members] as [string, unknown][]);
}

/** The note on a cell's type; on numbers it comes in some rows and not in others, as in recordings. */
function sidecarOf(value: KqlValue, type: KqlType, row: number): string | undefined {
  if (value === null) return undefined;
  if (type === "dynamic") return Array.isArray(value) ? "#Collection(String)" : undefined;
  if (row % 3 === 2) return undefined;
  return type === "bool" ? "#SByte" : type === "long" && row % 2 === 0 ? "#Int64" : undefined;
}

function scalarCell(value: KqlValue): unknown {
  if (value instanceof KqlDateTime) return String(value).replace(/\.?0+Z$/, "Z");
  if (value instanceof KqlTimeSpan || value instanceof KqlDecimal) return String(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}
