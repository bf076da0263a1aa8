import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { queryLibraryFolder } from "@huntkit/query-library";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lintPaths } from "./lint-paths.js";
import { sarif } from "./write-sarif.js";

const file = `metadata:
  version: 1
  description: test
  template_syntax: huntkit
  data_environments: [MDE, M365D]
  data_families: [Test]
sources:
  good:
    description: fine
    args:
      query: |
        DeviceProcessEvents
        | where Timestamp >= datetime({{start}}) and Timestamp < datetime({{end}})
        | where FileName =~ {{name}}
    parameters:
      start: { description: s, type: datetime }
      end: { description: e, type: datetime }
      name: { description: n, type: string }
  unserved:
    description: a table that MDE does not serve
    args:
      query: |
        EmailEvents
        | where Timestamp > ago(1d)
    parameters: {}
  wrong_column:
    description: a column that no environment has
    args:
      query: |
        DeviceProcessEvents
        | where Timestamp > ago(1d)
        | where Nope == 1
    parameters:
      idle: { description: never used, type: string, default: a }
  unbounded:
    description: no time
    args:
      query: DeviceEvents | take 5
    parameters: {}
`;

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "huntkit-lint-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lint(name: string, text: string) {
  const path = join(folder, name);
  await writeFile(path, text);
  return lintPaths([path], { environment: "M365D" });
}
const short = ({ line, column, code, severity, query, environment }: { line: number; column: number; code: string; severity: string; query?: string; environment?: string }) => [line, column, code, severity, query, environment];

describe("lint of query files", () => {
  it("finds each fault of a template at its place in the file, with the environments that have it", async () => {
    const { findings } = await lint("q.yaml", file);
    expect(findings.map(short)).toEqual([
      [23, 9, "KS204", "error", "unserved", "MDE"],
      [26, 3, "unused-parameter", "warning", "wrong_column", undefined],
      [32, 17, "KS142", "error", "wrong_column", undefined],
      [38, 14, "HK101", "warning", "unbounded", undefined],
    ]);
  });

  it("tells a broken file with its place, and never stops for it", async () => {
    expect((await lint("tab.yaml", "metadata:\n\tversion: 1\n")).findings.map(short)).toEqual([[2, 1, expect.any(String), "error", undefined, undefined]]);
  });

  it("takes a finding back only by a comment with a reason, and never an error", async () => {
    const comments = (text: string) => lint("s.yaml", file.replace("  unbounded:", `${text}\n  unbounded:`));
    expect(await comments("  # huntkit-ignore-file HK101,KS142 -- an inventory of everything")).toMatchObject({ suppressed: 1, findings: [{ code: "KS204" }, { code: "unused-parameter" }, { code: "KS142" }] });
    expect((await comments("  # huntkit-ignore-file HK101")).suppressed).toBe(0);
  });

  it("finds no error and no warning in the shipped library", async () => {
    const { findings, files } = await lintPaths([queryLibraryFolder], { environment: "M365D" });
    expect(files.length).toBeGreaterThan(10);
    expect(findings.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
  });
});

describe("lint of other files", () => {
  it("checks a query file of KQL", async () => {
    expect((await lint("h.kql", "DeviceEvents\n| where Timestamp > ago(1d)\n| where Nope == 1")).findings.map(short)).toEqual([[3, 9, "KS142", "error", undefined, undefined]]);
  });

  it("checks the KQL blocks of Markdown at their own lines, and no others", async () => {
    const text = "# Hunt\n\n```kql\nDeviceEvents | where Timestamp > ago(1d) and Nope == 1\n```\n\n```sql\nSELECT wrong FROM\n```\n\n```kusto\nDeviceEvents | tak 5\n```\n";
    expect((await lint("d.md", text)).findings.map(({ line, severity }) => [line, severity])).toEqual(expect.arrayContaining([[4, "error"], [12, "error"]]));
  });

  it("says so where there is nothing to lint, or a path is not there", async () => {
    await expect(lintPaths([join(folder, "none")], { environment: "M365D" })).rejects.toMatchObject({ code: "path-unreadable" });
  });
});

it("writes SARIF whose results point at rules and places", async () => {
  const { findings } = await lint("q.yaml", file);
  const made = (await sarif(findings, folder)) as { version: string; runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[] }[] }[] };
  const [run] = made.runs;
  expect(made.version).toBe("2.1.0");
  expect(run?.results).toHaveLength(findings.length);
  for (const [index, result] of (run?.results ?? []).entries()) {
    expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(result.locations[0]?.physicalLocation).toMatchObject({ artifactLocation: { uri: "q.yaml" }, region: { startLine: findings[index]?.line } });
  }
});
