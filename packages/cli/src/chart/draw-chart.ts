import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ParameterError, type ResultTable, UnsupportedError, type Visualization } from "@huntkit/provider";
import { chartSpec } from "./chart-spec.js";

/** The forms in which a chart is written. */
export const chartForms = ["svg", "png", "html"] as const;

/** One of {@link chartForms}. */
export type ChartForm = (typeof chartForms)[number];

/**
 * The form that a file's ending asks for.
 * @throws {ParameterError} for other endings.
 */
export function chartForm(file: string): ChartForm {
  const form = chartForms.find((known) => file.toLowerCase().endsWith(`.${known}`));
  if (form) return form;
  throw new ParameterError({ code: "chart-form-unknown", message: `The chart's file "${file}" should end in .svg, .png or .html.` });
}

/**
 * Draws what a `render` asks for. Nothing is fetched: an HTML file holds everything that it needs.
 * @throws {ParameterError} if the table does not fit the chart; {@link UnsupportedError} for PNG on a machine without fonts.
 */
export async function drawChart(table: ResultTable, visualization: Visualization, form: ChartForm): Promise<Uint8Array | string> {
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  const { spec } = chartSpec(table, visualization);
  const compiled = compile(spec).spec;
  if (form === "html") return htmlPage(compiled);
  const view = new vega.View(vega.parse(compiled), { renderer: "none" });
  const svg = await view.toSVG().finally(() => view.finalize());
  return form === "svg" ? svg : pngOf(svg);
}

async function pngOf(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const drawsText = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">A</text></svg>').getBBox() !== undefined;
  if (drawsText) return new Resvg(svg, { fitTo: { mode: "zoom", value: 2 } }).render().asPng();
  throw new UnsupportedError({ code: "chart-without-fonts", construct: "png", message: "A PNG needs a font, and this machine has none that can be found. Install one (for example fonts-dejavu-core), or write .svg or .html." });
}

async function htmlPage(compiled: object): Promise<string> {
  const file = join(dirname(createRequire(import.meta.url).resolve("vega/vega-schema.json")), "vega.min.js");
  const script = (await readFile(file, "utf8")).replaceAll("</script", "<\\/script");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>huntkit</title>
<style>body{margin:2rem;font-family:sans-serif}</style>
<div id="chart"></div>
<script>${script}</script>
<script id="spec" type="application/json">${JSON.stringify(compiled).replaceAll("<", "\\u003c")}</script>
<script>new vega.View(vega.parse(JSON.parse(document.getElementById("spec").textContent)),{renderer:"svg",container:"#chart",hover:true}).runAsync()</script>
</html>
`;
}
