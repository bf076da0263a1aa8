import { KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlType, type KqlValue, ParameterError, type ResultTable, type Visualization } from "@huntkit/provider";

/** The kinds of chart that can be drawn. */
export const chartKinds = ["timechart", "barchart", "columnchart", "piechart", "linechart", "areachart", "scatterchart"] as const;

/** One of {@link chartKinds}. */
export type ChartKind = (typeof chartKinds)[number];

/** A point of a chart. */
export interface ChartPoint {
  /** Milliseconds since 1970 for a time, a number, or a text. */
  readonly x: number | string;
  /** Undefined where the cell is null or not finite: a gap. */
  readonly y: number | undefined;
  /** The name of the line, the bar's part or the piece. */
  readonly series: string;
}

/** What is to be drawn: the points in the order of the rows. */
export interface ChartData {
  readonly kind: ChartKind;
  readonly xTitle: string;
  readonly xType: "time" | "number" | "text";
  readonly yTitle: string;
  readonly points: readonly ChartPoint[];
  /** The names of the series, in the order in which they come. */
  readonly series: readonly string[];
}

const numeric: ReadonlySet<KqlType> = new Set<KqlType>(["int", "long", "real", "decimal", "timespan"]);
const byTime: ReadonlySet<ChartKind> = new Set<ChartKind>(["timechart"]);

/** Whether a word of `render` is a chart that can be drawn. */
export function isChartKind(kind: string): kind is ChartKind {
  return chartKinds.some((known) => known === kind);
}

/**
 * Which columns of a table a `render` draws, and their points, by the rules of the operator's page (render operator): x is the
 * first column of a fitting type, numbers are drawn, and texts make the series; `xcolumn`, `ycolumns` and `series` choose.
 * @throws {ParameterError} if the table has no columns that fit, or one that is named is not there.
 */
export function chartData(table: ResultTable, { kind, properties }: Visualization): ChartData {
  if (!isChartKind(kind)) throw chartError("chart-kind-unknown", `"render ${kind}" cannot be drawn as a chart. Known: ${chartKinds.join(", ")}.`);
  const x = xColumn(table, kind, columnList(properties["xcolumn"]));
  const named = columnList(properties["ycolumns"]).map((name) => columnIndex(table, name));
  const values = named.length > 0 ? named : indexes(table, (type, index) => numeric.has(type) && index !== x);
  if (values.length === 0) throw chartError("chart-without-numbers", `A ${kind} needs a column of numbers beside ${table.columns[x]?.name ?? "x"}. Add one, for example by summarize count().`);
  const series = seriesColumns(table, columnList(properties["series"]), [x, ...values]);
  const points = pointsOf(table, { x, values, series });
  const xName = table.columns[x]?.name ?? "";
  const yName = values.length === 1 ? (table.columns[values[0] ?? 0]?.name ?? "") : "";
  return {
    kind,
    points,
    series: [...new Set(points.map((point) => point.series))],
    xType: xTypeOf(table.columns[x]?.type ?? "string"),
    xTitle: textProperty(properties["xtitle"]) ?? xName,
    yTitle: textProperty(properties["ytitle"]) ?? yName,
  };
}

/** A property of `render` as a text; undefined if it is none. */
export function textProperty(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function xColumn(table: ResultTable, kind: ChartKind, [named]: readonly string[]): number {
  if (named !== undefined) return columnIndex(table, named);
  const wanted = byTime.has(kind) ? indexes(table, (type) => type === "datetime")[0] : kind === "scatterchart" ? 0 : (indexes(table, (type) => type !== "dynamic")[0] ?? 0);
  if (wanted !== undefined && table.columns.length > wanted) return wanted;
  throw chartError("chart-without-time", `A ${kind} needs a column of type datetime. Add one, for example by summarize count() by bin(Timestamp, 1h).`);
}

function seriesColumns(table: ResultTable, named: readonly string[], taken: readonly number[]): number[] {
  if (named.length > 0) return named.map((name) => columnIndex(table, name));
  return indexes(table, (type, index) => !taken.includes(index) && (type === "string" || type === "guid" || type === "bool"));
}

function pointsOf(table: ResultTable, columns: { readonly x: number; readonly values: readonly number[]; readonly series: readonly number[] }): ChartPoint[] {
  const points: ChartPoint[] = [];
  const isText = xTypeOf(table.columns[columns.x]?.type ?? "string") === "text";
  for (let row = 0; row < table.rowCount; row++) {
    if (!isText && table.cell(row, columns.x) === null) continue; // has no place
    const x = xValue(table.cell(row, columns.x));
    const names = columns.series.map((column) => String(table.cell(row, column) ?? ""));
    for (const column of columns.values) {
      const label = columns.values.length > 1 || names.length === 0 ? [...names, table.columns[column]?.name ?? ""] : names;
      points.push({ x, y: numberOf(table.cell(row, column)), series: label.join(", ") });
    }
  }
  return points;
}

function indexes({ columns }: ResultTable, fits: (type: KqlType, index: number) => boolean): number[] {
  return columns.flatMap((column, index) => (fits(column.type, index) ? [index] : []));
}

function columnIndex({ columns }: ResultTable, name: string): number {
  const index = columns.findIndex((column) => column.name === name);
  if (index >= 0) return index;
  throw chartError("chart-column-unknown", `render names the column ${name}, which the result does not have: ${columns.map((column) => column.name).join(", ")}.`);
}

function columnList(value: unknown): string[] {
  const items = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  return items.map((item) => String(item).trim()).filter((name) => name !== "");
}

function xTypeOf(type: KqlType): ChartData["xType"] {
  if (type === "datetime") return "time";
  return numeric.has(type) ? "number" : "text";
}

function xValue(value: KqlValue): number | string {
  if (value instanceof KqlDateTime) return value.toMilliseconds();
  const number = numberOf(value);
  return number ?? (value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** A number to draw; a timespan counts in seconds. */
function numberOf(value: KqlValue): number | undefined {
  if (typeof value === "number" || typeof value === "bigint") return finite(Number(value));
  if (value instanceof KqlDecimal) return finite(Number(value.toString()));
  if (value instanceof KqlTimeSpan) return value.toMilliseconds() / 1000;
  return undefined;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function chartError(code: string, message: string): ParameterError {
  return new ParameterError({ code, message });
}
