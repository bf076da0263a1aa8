import { mkdtemp, symlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { queryLibraryFolder } from "@huntkit/query-library";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInProcess } from "../../test/run-in-process.js";
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

it("tells files that are no text, and links that lead nowhere, and goes on with the others", async () => {
  const inner = await mkdtemp(join(folder, "odd-"));
  await writeFile(join(inner, "a.kql"), Buffer.from("\ufeffDeviceInfo | take 1", "utf16le"));
  await writeFile(join(inner, "b.kql"), "DeviceInfo | take 1 | nope");
  await symlink(join(inner, "nothing"), join(inner, "c.yaml"));
  const { findings } = await lintPaths([inner], { environment: "M365D" });
  expect(findings.map(({ file, code }) => [file.slice(inner.length + 1), code])).toEqual(expect.arrayContaining([["a.kql", "file-encoding"], ["c.yaml", "file-unreadable"]]));
  expect(findings.filter(({ file }) => file.endsWith("b.kql"))).not.toEqual([]);
});

describe("lint of query files", () => {
  it("finds each fault of a template at its place in the file, with the environments that have it", async () => {
    const { findings } = await lint("q.yaml", file);
    expect(findings.map(short)).toEqual([
      [23, 9, "KS204", "error", "unserved", "MDE"],
      [32, 17, "KS142", "error", "wrong_column", undefined],
      [34, 7, "unused-parameter", "warning", "wrong_column", undefined],
      [38, 14, "HK101", "warning", "unbounded", undefined],
    ]);
  });

  it("tells a broken file with its place, and never stops for it", async () => {
    expect((await lint("tab.yaml", "metadata:\n\tversion: 1\n")).findings.map(short)).toEqual([[2, 1, expect.any(String), "error", undefined, undefined]]);
  });

  it("takes a finding back only by a comment with a reason, and never an error", async () => {
    const comments = (text: string) => lint("s.yaml", file.replace("  unbounded:", `${text}\n  unbounded:`));
    expect(await comments("  # huntkit-ignore-file HK101,KS142 -- an inventory of everything")).toMatchObject({ suppressed: 1, findings: [{ code: "KS204" }, { code: "KS142" }, { code: "unused-parameter" }] });
    expect((await comments("  # huntkit-ignore-file HK101")).suppressed).toBe(0);
  });

  it("finds nothing in the shipped library", async () => {
    const { findings, files } = await lintPaths([queryLibraryFolder], { environment: "M365D" });
    expect(files.length).toBeGreaterThan(10);
    expect(findings).toEqual([]);
  });
});

const source = (query: string, parameters = "{}", head = "template_syntax: huntkit, data_environments: [MDE, M365D]") =>
  `metadata: { ${head}, data_families: [F] }\nsources:\n  q:\n    args:\n      query: |\n        ${query}\n    parameters: ${parameters}\n`;
const bounded = "DeviceEvents | where Timestamp > ago(1d)";

it("suggests the nearest names for a table and a column that do not exist", async () => {
  const hint = async (query: string, environments = "[MDE, M365D]"): Promise<string[]> => (await lint("hint.yaml", source(query, "{}", `template_syntax: huntkit, data_environments: ${environments}`))).findings.map(({ message }) => /Did you mean.*/.exec(message)?.[0] ?? "");
  expect(await hint("DeviceEvent | where Timestamp > ago(1d)")).toEqual(['Did you mean "DeviceEvents" or "DeviceFileEvents"?']);
  expect(await hint(`${bounded} and DeviceNam == 'a'`)).toEqual(['Did you mean "DeviceName", "DeviceId" or "RemoteDeviceName"?']);
  expect(await hint(`${bounded} and Zzqqy == 'a'`)).toEqual([""]);
});

describe("each rule about templates has a hit and a near miss", () => {
  it.each([
    ["a file that is not of the form", source(bounded, "[1]"), [["query-file-invalid", "error"]]],
    ["a key that the form does not have", source(bounded).replace("    args:", "    argz: 1\n    args:"), [["query-file-invalid", "error"]]],
    ["a key of the author's own", `x-owner: me\n${source(bounded)}`, []],
    ["a placeholder without a parameter", source(`${bounded} | where DeviceName == {{host}}`), [["placeholder-undeclared", "error"]]],
    ["a placeholder with one", source(`${bounded} | where DeviceName == {{host}}`, "{ host: { type: string } }"), []],
    ["a parameter that is not used", source(bounded, "{ host: { type: string } }"), [["unused-parameter", "warning"]]],
    ["a type that is none", source(`${bounded} | where DeviceName == {{host}}`, "{ host: { type: strng } }"), [["parameter-type-unknown", "error"]]],
    ["a syntax error", source(`${bounded} | where`), [["KS006", "error"]]],
    ["a bare text of the reference's syntax", source("DeviceEvents | where Timestamp > ago(1d) {more}", "{ more: { type: str } }", "data_environments: [MDE]"), [["raw-parameter", "warning"]]],
    ["a bare text that stands for the name of a column", source("DeviceEvents | where {column} > ago(1d) and Timestamp > ago(1d)", "{ column: { type: str, default: Timestamp } }", "data_environments: [MDE]"), [["raw-parameter", "warning"]]],
    ["a wrong name behind a condition that is not met by default", source(`${bounded}\n        {{#if deep}}\n        | where Nope == 1\n        {{/if}}`, "{ deep: { type: bool, default: false } }"), [["KS142", "error"]]],
    ["a wrong name where a condition that is met by default is not", source(`${bounded}\n        {{#unless host}}\n        | where Nope == 1\n        {{/unless}}`, "{ host: { type: string } }"), [["KS142", "error"]]],
    ["right names on both sides of a condition", source(`${bounded} {{#if deep}}| where DeviceName == 'a'{{else}}| take 1{{/if}}`, "{ deep: { type: bool, default: false } }"), []],
    ["one of two parameters, of which one is always there", source(`${bounded} {{#if a}}| where DeviceName == {{a}}{{/if}}{{#if b}}| where DeviceName == {{b}}{{/if}}`, "{ a: { type: string, default: x }, b: { type: string } }\n    require_one_of: [a, b]"), [["require-one-of-needless", "warning"]]],
    ["one of two parameters", source(`${bounded} {{#if a}}| where DeviceName == {{a}}{{/if}}{{#if b}}| where DeviceName == {{b}}{{/if}}`, "{ a: { type: string }, b: { type: string } }\n    require_one_of: [a, b]"), []],
    ["the same, declared and checked", source(`${bounded}\n        {{more}}`, "{ more: { type: kql } }"), []],
    ["the same syntax with the text in quotes", source(`DeviceEvents | where Timestamp > ago(1d) and DeviceName == "{more}"`, "{ more: { type: str } }", "data_environments: [MDE]"), []],
    ["a comparison without need for case", source(`${bounded} | where DeviceId =~ "12"`), [["HK108", "suggestion"]]],
    ["the same with a value that is only an example", source(`${bounded} | where DeviceId =~ {{id}}`, "{ id: { type: string, examples: ['12'] } }"), []],
    ["a table that one environment does not serve", source("EmailEvents | where Timestamp > ago(1d)"), [["KS204", "error"]]],
    ["a table that a union reads by a pattern in one environment", source("union Email* | where Timestamp > ago(1d)"), [["KS142", "error"], ["KS142", "error"]]],
    ["a query for local data with a wrong column", source(`${bounded} | where Nope == 1`, "{}", "template_syntax: huntkit, data_environments: [Local]"), [["KS142", "error"]]],
    ["a query for an environment without a schema", source("SecurityEvent | take 1", "{}", "template_syntax: huntkit, data_environments: [LogAnalytics]"), [["environment-unchecked", "information"]]],
  ])("%s", async (_name, text, expected) => {
    const { findings } = await lint("rule.yaml", text);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual(expected);
  });

  it("looks a query over once where environments serve the same tables, and again where they do not", async () => {
    const { findings } = await lint("env.yaml", source("union DeviceAlertEvents, DeviceInfo | where Timestamp > ago(1d) | summarize by Title"));
    expect(findings.map(({ code, environment }) => [code, environment])).toEqual([["KS204", "M365D"]]);
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

  it("takes the fences of CommonMark: longer ones, tildes, in lists, not closed, with the line ends of Windows", async () => {
    const wrong = "DeviceEvents | tak 5";
    const text = ["````md", "```kql", wrong, "```", "````", "- item", "  ~~~Kusto title=x", `  ${wrong}`, "  ~~~", "```kqlx", wrong, "```", "```kql", "", `  ${wrong}`].join("\r\n");
    const errors = (await lint("f.md", text)).findings.filter(({ severity }) => severity === "error");
    expect([...new Set(errors.map(({ line }) => line))]).toEqual([8, 15]);
    expect(errors[0]?.column).toBe(18);
  });

  it("says so where there is nothing to lint, or a path is not there", async () => {
    await expect(lintPaths([join(folder, "none")], { environment: "M365D" })).rejects.toMatchObject({ code: "path-unreadable" });
  });
});

describe("the exit code of huntkit lint", () => {
  it.each([
    ["DeviceEvents | where Timestamp > ago(1d)", [], 0],
    ["DeviceEvents", [], 0],
    ["DeviceEvents", ["--strict"], 2],
    ["DeviceEvents | where Timestamp > ago(1d) | where tolower(DeviceName) == 'a'", ["--strict"], 0],
    ["DeviceEvents | tak 5", [], 2],
    ["EmailEvents | where Timestamp > ago(1d)", ["--env", "MDE"], 2],
    ["EmailEvents | where Timestamp > ago(1d)", ["--env", "m365dgraph"], 0],
  ])("%s %j", async (text, words, code) => {
    const path = join(folder, "exit.kql");
    await writeFile(path, text);
    expect((await runInProcess(["lint", path, ...words])).code).toBe(code);
  });

  it("is 2 for a path, a kind of file or an environment that is not there", async () => {
    for (const words of [["none"], ["package.json", "--env", "M365D"], [".", "--env", "Nope"]]) expect((await runInProcess(["lint", ...words])).code).toBe(2);
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
