import type { ResultTable, Visualization } from "@huntkit/provider";
import { chartData, type ChartData, type ChartPoint, isChartKind } from "./chart-data.js";

const MOST_BARS = 20;
const MOST_LINES = 10;
const LONGEST_NAME = 32;
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const heights = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/**
 * A small chart for a terminal: bars for bars and pieces, one line of heights for each series over time.
 * @param width The cells of a line.
 * @returns an empty text for a `render` that is no chart, for scatterchart, and for no points.
 */
export function terminalChart(table: ResultTable, visualization: Visualization, width: number): string {
  if (!isChartKind(visualization.kind) || visualization.kind === "scatterchart" || table.rowCount === 0) return "";
  const data = chartData(table, visualization);
  return ["barchart", "columnchart", "piechart"].includes(data.kind) ? bars(data, width) : lines(data, width);
}

function bars({ points, series, xType }: ChartData, width: number): string {
  const shown = points.slice(0, MOST_BARS);
  const names = shown.map(({ x, series: name }) => shortName(`${labelOf(x, xType)}${series.length > 1 ? `, ${name}` : ""}`));
  const nameWidth = Math.max(...names.map((name) => name.length));
  const most = Math.max(...shown.map(({ y }) => y ?? 0), 0);
  const room = Math.max(5, width - nameWidth - 16);
  const rest = points.length > shown.length ? `… and ${points.length - shown.length} more\n` : "";
  return shown.map(({ y }, index) => `${(names[index] ?? "").padEnd(nameWidth)} ${bar(y ?? 0, most, room)} ${numberText(y)}\n`).join("") + rest;
}

function bar(value: number, most: number, room: number): string {
  const parts = most > 0 && value > 0 ? Math.round((value / most) * room * 8) : 0;
  return "█".repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? "");
}

function lines({ points, series, xType }: ChartData, width: number): string {
  const shown = series.slice(0, MOST_LINES);
  const names = shown.map(shortName);
  const nameWidth = Math.max(...names.map((name) => name.length));
  const steps = [...new Set(points.map(({ x }) => x))].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const room = Math.min(steps.length, Math.max(5, width - nameWidth - 24));
  const rest = series.length > shown.length ? `… and ${series.length - shown.length} more\n` : "";
  const drawn = shown.map((name, index) => `${(names[index] ?? "").padEnd(nameWidth)} ${heightsOf(points.filter((point) => point.series === name), steps, room)}\n`);
  return `${drawn.join("")}${rest}${" ".repeat(nameWidth + 1)}${labelOf(steps[0] ?? "", xType)} … ${labelOf(steps.at(-1) ?? "", xType)}\n`;
}

function heightsOf(points: readonly ChartPoint[], steps: readonly (number | string)[], room: number): string {
  const places = new Map(steps.map((x, index) => [x, Math.floor((index * room) / steps.length)]));
  const cells = new Array<number | undefined>(room).fill(undefined);
  for (const { x, y } of points) {
    const place = places.get(x) ?? 0;
    if (y !== undefined) cells[place] = Math.max(cells[place] ?? Number.NEGATIVE_INFINITY, y);
  }
  const values = cells.filter((value) => value !== undefined);
  const [least, most] = [Math.min(0, ...values), Math.max(...values, 0)];
  const drawn = cells.map((value) => (value === undefined ? " " : (heights[most === least ? 0 : Math.round(((value - least) / (most - least)) * 7)] ?? " ")));
  return `${drawn.join("")} ${values.length === 0 ? "" : `${numberText(Math.min(...values))} to ${numberText(Math.max(...values))}`}`;
}

function labelOf(x: number | string, type: ChartData["xType"]): string {
  if (type !== "time" || typeof x !== "number") return String(x);
  return new Date(x).toISOString().replace(/(?:T00:00)?:00\.000Z$/, "").replace("T", " ");
}

function numberText(value: number | undefined): string {
  if (value === undefined) return "";
  return Number.isInteger(value) ? value.toLocaleString("en-US") : String(Number(value.toPrecision(5)));
}

// A cell's text may hold anything: one line, and nothing that steers the terminal.
function shortName(name: string): string {
  const printable = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "?");
  return printable.length > LONGEST_NAME ? `${printable.slice(0, LONGEST_NAME - 1)}…` : printable;
}
