import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KqlDateTime, type KqlValue, type ResultColumn, tableFromRows, type Visualization } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInProcess } from "../../test/run-in-process.js";
import { chartData, chartKinds } from "./chart-data.js";
import { chartForm, drawChart } from "./draw-chart.js";
import { terminalChart } from "./terminal-chart.js";

const day = (number: number) => KqlDateTime.parse(`2026-07-0${number}T00:00:00Z`) ?? null;
const columns: ResultColumn[] = [{ name: "Day", type: "datetime" }, { name: "File.Name[0]", type: "string" }, { name: "count_", type: "long" }];
const rows: KqlValue[][] = [[day(1), "cmd.exe", 3], [day(1), "</script><b>", 1], [day(2), "cmd.exe", null], [null, "cmd.exe", 9], [day(3), "cmd.exe", 6]];
const table = tableFromRows(columns, rows);
const drawn = (kind: string, properties: Visualization["properties"] = {}): Visualization => ({ kind, properties });

describe("which columns are drawn", () => {
  it("puts time across, numbers up and texts into series; a row without a time has no place, a null is a gap", () => {
    const data = chartData(table, drawn("timechart"));
    expect(data).toMatchObject({ xTitle: "Day", xType: "time", yTitle: "count_", series: ["cmd.exe", "</script><b>"] });
    expect(data.points.map(({ x, y }) => [new Date(x).toISOString().slice(8, 10), y])).toEqual([["01", 3], ["01", 1], ["02", undefined], ["03", 6]]);
  });

  it("follows xcolumn, ycolumns, series and titles", () => {
    const data = chartData(table, drawn("columnchart", { xcolumn: "File.Name[0]", ycolumns: "count_", series: "Day", xtitle: "File", ytitle: "Times" }));
    expect(data).toMatchObject({ xTitle: "File", yTitle: "Times", xType: "text" });
    expect(data.series).toHaveLength(4);
  });

  it.each([
    ["treemap", {}, /treemap.*cannot be drawn.*timechart/],
    ["barchart", { ycolumns: "nope" }, /nope.*does not have: Day, File\.Name\[0\], count_/],
  ])("refuses %s %j", (kind, properties, message) => expect(() => chartData(table, drawn(kind, properties))).toThrow(message));

  it("refuses a timechart without a time and a chart without numbers", () => {
    const texts = tableFromRows([{ name: "A", type: "string" }], [["a"]]);
    expect(() => chartData(texts, drawn("timechart"))).toThrow(/needs a column of type datetime/);
    expect(() => chartData(texts, drawn("barchart"))).toThrow(/needs a column of numbers beside A/);
  });
});

describe("drawing", () => {
  it.each(chartKinds)("draws a %s whose marks and texts are in the SVG", async (kind) => {
    const svg = String(await drawChart(table, drawn(kind, { title: "My & <title>" }), "svg"));
    expect(svg).toMatch(/^<svg[^>]*>[\s\S]*<\/svg>$/);
    expect(svg).toContain("My &amp; &lt;title&gt;");
    expect(svg).toContain(kind === "piechart" ? "count_".slice(0, 0) : "count_");
    expect(svg).toMatch({ timechart: /mark-line/, linechart: /mark-line/, areachart: /mark-area/, barchart: /mark-rect/, columnchart: /mark-rect/, piechart: /mark-arc/, scatterchart: /mark-symbol/ }[kind]);
    expect(svg).not.toContain("<b>");
  });

  it("draws one bar for each row, as long as its number", async () => {
    const counts = tableFromRows([{ name: "A", type: "string" }, { name: "N", type: "long" }], [["x", 10], ["y", 20]]);
    const svg = String(await drawChart(counts, drawn("columnchart"), "svg"));
    const heights = [...svg.matchAll(/aria-roledescription="bar" d="M[^"]*?v(\d+(?:\.\d+)?)/g)].map((match) => Number(match[1]));
    expect(heights).toHaveLength(2);
    expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(2, 1);
  });

  it("gives up to 20 series a colour each", async () => {
    const many = tableFromRows(columns, Array.from({ length: 40 }, (_, index) => [day(1 + (index >> 4)), `program ${index % 20}`, index]));
    const svg = String(await drawChart(many, drawn("timechart"), "svg"));
    expect(new Set([...svg.matchAll(/aria-roledescription="line mark"[^>]*stroke="([^"]+)"/g)].map((match) => match[1])).size).toBe(20);
  });

  it("writes a PNG, and an HTML page that fetches nothing and holds no mark-up of the data", async () => {
    expect(Buffer.from((await drawChart(table, drawn("timechart"), "png")) as Uint8Array).subarray(1, 4).toString()).toBe("PNG");
    const page = String(await drawChart(table, drawn("timechart"), "html"));
    expect(page).not.toMatch(/<(?:script|link|img)[^>]*(?:src|href)=/);
    expect(page.match(/<\/script>/g)).toHaveLength(3);
  });

  it("knows the forms by the file's ending", () => {
    expect(["a.svg", "a.PNG", "b/c.html"].map(chartForm)).toEqual(["svg", "png", "html"]);
    expect(() => chartForm("a.gif")).toThrow(/\.svg, \.png or \.html/);
  });
});

describe("on a terminal", () => {
  it("draws bars in proportion and lines of heights, and no control characters of the data", () => {
    const bars = tableFromRows([{ name: "A", type: "string" }, { name: "N", type: "long" }], [["x\u001b[2J", 10], ["long", 20]]);
    expect(terminalChart(bars, drawn("barchart"), 50)).toBe(`x?[2J ${"█".repeat(14)}▌ 10\nlong  ${"█".repeat(29)} 20\n`);
    expect(terminalChart(table, drawn("timechart"), 60)).toBe("cmd.exe      ▅ █ 3 to 6\n</script><b> █   1 to 1\n             2026-07-01 … 2026-07-03\n");
    expect(terminalChart(bars, drawn("table"), 50)).toBe("");
  });
});

describe("huntkit kql --chart", () => {
  let folder = "";
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "huntkit-chart-"))));
  afterAll(() => rm(folder, { recursive: true }));
  const data = async () => {
    await runInProcess(["demo", "--out", "data"], { cwd: folder });
    return join(folder, "data");
  };

  it("draws the render of a query into a file, shows it on a terminal, and says what to do without a render", async () => {
    const path = await data();
    const text = "DeviceProcessEvents | summarize count() by bin(Timestamp, 1d) | render timechart";
    const { code, stderr } = await runInProcess(["kql", text, "--path", path, "--chart", "c.svg"], { cwd: folder });
    expect([code, stderr]).toEqual([0, "Wrote the chart to c.svg\n"]);
    expect(await readFile(join(folder, "c.svg"), "utf8")).toMatch(/^<svg/);
    expect((await runInProcess(["kql", text, "--path", path], { cwd: folder, terminal: { columns: 80 } })).stdout).toMatch(/[▁-█]{3,}.* to /);
    expect(await runInProcess(["kql", "print 1", "--path", path, "--chart", "c.svg"], { cwd: folder })).toMatchObject({ code: 2, stderr: expect.stringContaining("| render timechart") as string });
  });
});
