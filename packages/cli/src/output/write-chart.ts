import { resolve } from "node:path";
import { availableTable } from "@huntkit/core";
import { ParameterError, type QueryResult, type Visualization } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { terminalWidth } from "../terminal/terminal-width.js";
import type { OutputOptions } from "./write-table.js";

/**
 * Draws what a result's `render` asks for: into the file that is named, else on a terminal under its table.
 * @throws {ParameterError} if a file is named and the query has no `render`, its columns do not fit, or it cannot be written.
 */
export async function writeChart(result: QueryResult, { chart, format, output }: OutputOptions, surroundings: CommandSurroundings): Promise<void> {
  const { visualization } = result;
  if (chart !== undefined) return writeChartFile(chart, result, surroundings);
  if (visualization === undefined || surroundings.stdout.isTTY !== true || output !== undefined || (format ?? "table") !== "table") return;
  await showOnTerminal(result, visualization, surroundings);
}

async function writeChartFile(file: string, result: QueryResult, { cwd, stderr }: CommandSurroundings): Promise<void> {
  const { chartForm, drawChart } = await import("../chart/draw-chart.js");
  const form = chartForm(file);
  if (result.visualization === undefined) throw new ParameterError({ code: "chart-not-asked", message: "The query does not say which chart to draw. Add one at its end, for example | render timechart." });
  const drawn = await drawChart(availableTable(result), result.visualization, form);
  const { writeFileAtOnce } = await import("./atomic-file.js");
  await writeFileAtOnce(resolve(cwd, file), async (stream) => void stream.write(drawn));
  stderr.write(`Wrote the chart to ${file}${result.status === "partial" ? "; parts of the data are missing in it" : ""}\n`);
}

async function showOnTerminal(result: QueryResult, visualization: Visualization, surroundings: CommandSurroundings): Promise<void> {
  const { terminalChart } = await import("../chart/terminal-chart.js");
  try {
    const drawn = terminalChart(availableTable(result), visualization, terminalWidth(surroundings));
    if (drawn !== "") surroundings.stdout.write(`\n${drawn}`);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    surroundings.stderr.write(`warning: no chart: ${error.message}\n`);
  }
}
