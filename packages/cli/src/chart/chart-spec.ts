import type { TopLevelSpec } from "vega-lite";
import { ParameterError, type ResultTable, type Visualization } from "@huntkit/provider";
import { chartData, type ChartData, textProperty } from "./chart-data.js";

/** A chart as a Vega-Lite specification, and how many points it draws. */
export interface ChartSpec {
  readonly spec: TopLevelSpec;
  readonly points: number;
}

const MOST_POINTS = 100_000;
const markOf = { timechart: "line", linechart: "line", areachart: "area", barchart: "bar", columnchart: "bar", piechart: "arc", scatterchart: "point" } as const;

/**
 * The chart that a `render` asks for. The names of columns are titles only: cells are never read as paths or expressions.
 * @throws {ParameterError} if the table does not fit the chart, or has too many points to draw.
 */
export function chartSpec(table: ResultTable, visualization: Visualization): ChartSpec {
  const data = chartData(table, visualization);
  if (data.points.length > MOST_POINTS)
    throw new ParameterError({ code: "chart-too-large", message: `The chart would have ${data.points.length} points; at most ${MOST_POINTS} can be read. Summarize more coarsely.` });
  const title = textProperty(visualization.properties["title"]);
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    ...(title === undefined ? {} : { title: { text: title } }),
    width: 720,
    height: data.kind === "barchart" && data.xType !== "time" ? { step: 20 } : 360,
    background: "white",
    data: { values: data.points.map(({ x, y, series }) => ({ x, y: y ?? null, series })) },
    ...(data.kind === "piechart" ? pie(data, visualization) : axes(data, visualization)),
  };
  return { spec: spec as TopLevelSpec, points: data.points.length };
}

function pie(data: ChartData, { properties }: Visualization): object {
  return {
    mark: { type: "arc", tooltip: true },
    encoding: {
      theta: { field: "y", type: "quantitative", title: data.yTitle },
      color: { field: data.xType === "text" ? "x" : "series", type: "nominal", title: data.xTitle, sort: null, ...colours(data.xType === "text" ? data.points.length : data.series.length), ...legend(properties) },
      tooltip: [{ field: "x", title: data.xTitle }, { field: "y", title: data.yTitle }],
    },
  };
}

function axes(data: ChartData, { properties }: Visualization): object {
  const type = markOf[data.kind];
  const isBar = type === "bar";
  const across = { field: "x", type: isBar && data.xType !== "time" ? "nominal" : { time: "temporal", number: "quantitative", text: "nominal" }[data.xType], title: data.xTitle, ...(isBar || data.xType === "text" ? { sort: null } : {}), ...timeScale(data, properties["xaxis"]) };
  const up = { field: "y", type: "quantitative", title: data.yTitle || null, stack: stacking(data, properties["kind"]), scale: yScale(properties) };
  const tooltip = [{ field: "x", type: data.xType === "time" ? "temporal" : "nominal", title: data.xTitle }, { field: "y", title: data.yTitle || "value" }, { field: "series", title: "series" }];
  return {
    mark: { type, tooltip: true, ...(type === "line" ? { point: data.points.length <= 200 } : {}) },
    encoding: {
      ...(data.kind === "barchart" ? { x: up, y: across } : { x: across, y: up }),
      ...(data.series.length > 1 ? { color: { field: "series", type: "nominal", title: null, sort: null, ...colours(data.series.length), ...legend(properties) } } : {}),
      ...(isBar && properties["kind"] === "unstacked" && data.series.length > 1 ? { [data.kind === "barchart" ? "yOffset" : "xOffset"]: { field: "series", sort: null } } : {}),
      tooltip,
    },
  };
}

// Times are those of the data: UTC, whatever the machine's zone is.
function timeScale({ xType }: ChartData, axis: unknown): object {
  if (xType === "time") return { scale: { type: "utc" } };
  return xType === "number" && axis === "log" ? { scale: { type: "log" } } : {};
}

function yScale(properties: Visualization["properties"]): object {
  const [least, most] = [properties["ymin"], properties["ymax"]].map((value) => (typeof value === "number" ? value : undefined));
  return { ...(least === undefined ? {} : { domainMin: least }), ...(most === undefined ? {} : { domainMax: most }), ...(properties["yaxis"] === "log" ? { type: "log" } : {}) };
}

function stacking({ kind }: ChartData, how: unknown): "zero" | "normalize" | null {
  if (how === "stacked100") return "normalize";
  if (how === "unstacked") return null;
  const stacks = kind === "barchart" || kind === "columnchart";
  return stacks || how === "stacked" ? "zero" : null;
}

/** Twenty colours where ten would come twice. */
function colours(count: number): object {
  return count > 10 ? { scale: { scheme: "tableau20" } } : {};
}

function legend(properties: Visualization["properties"]): object {
  return properties["legend"] === "hidden" ? { legend: null } : {};
}
