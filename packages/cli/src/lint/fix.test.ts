import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInProcess } from "../../test/run-in-process.js";
import { lintPaths } from "./lint-paths.js";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "huntkit-fix-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fixed(name: string, text: string) {
  const path = join(folder, name);
  await writeFile(path, text);
  const outcome = await lintPaths([path], { environment: "M365D", fix: true });
  return { ...outcome, path, text: await readFile(path, "utf8") };
}

const head = "metadata:\n  template_syntax: huntkit # keep me\n  data_environments: [MDE, M365D]\n  data_families:   [Test]\n";
const parameters = "    parameters:\n      host: { description: h, type: string }\n      start: { description: s, type: datetime }\n";

describe("lint --fix", () => {
  it("mends a query of a file and keeps comments, layout, placeholders and everything else", async () => {
    const before = `# top\n${head}sources:\n  q:   # spaces stay\n    description:  makeset( stays a word\n    args:\n      query: |\n        // makeset(FileName) in a comment stays\n        DeviceProcessEvents\n        | where Timestamp > datetime({{start}}) and DeviceName == {{host}}\n        | extend Note = "makeset(a)", Data = parsejson(AdditionalFields)\n        | where DeviceId !~ "12"\n        | summarize   makeset(FileName),\n            makelist( ProcessId , 5 ) by DeviceName\n${parameters}`;
    const { text, fixed: mended, findings } = await fixed("q.yaml", before);
    expect(text).toBe(before.replace("= parsejson(", "= parse_json(").replace("!~", "!=").replace("   makeset(FileName)", "   make_set(FileName, 128)").replace("makelist( ProcessId", "make_list( ProcessId"));
    expect(mended.map(({ line, column, code, query }) => [line, column, code, query])).toEqual([
      [14, 46, "HK105", "q"], [15, 26, "HK108", "q"], [16, 23, "HK105", "q"], [17, 13, "HK105", "q"],
    ]);
    expect(findings).toEqual([]);
  });

  it("does nothing more the second time, and does not write the file then", async () => {
    const { path, text } = await fixed("twice.kql", "DeviceEvents | where Timestamp > ago(1d) | summarize makeset(parsejson(AdditionalFields).a)");
    expect(text).toBe("DeviceEvents | where Timestamp > ago(1d) | summarize makeset(parse_json(AdditionalFields).a)".replace("makeset(parse_json(AdditionalFields).a)", "make_set(parse_json(AdditionalFields).a, 128)"));
    const { mtimeMs, ino } = await stat(path);
    const again = await lintPaths([path], { environment: "M365D", fix: true });
    expect(again).toMatchObject({ fixed: [], findings: [] });
    expect(await stat(path)).toMatchObject({ mtimeMs, ino });
  });

  it("keeps the line ends of Windows and the text around a block of Markdown", async () => {
    const before = "# A\r\n\r\n```kql\r\nDeviceEvents | where Timestamp > ago(1d) | extend A = parsejson(AdditionalFields)\r\n```\r\n\r\n```text\r\nparsejson(x)\r\n```\r\n";
    expect((await fixed("n.md", before)).text).toBe(before.replace("= parsejson", "= parse_json"));
  });

  it.each([
    ["does not load", `${head}sources:\n\tq: 1\n`],
    ["has a query that cannot be used", `${head}sources:\n  q:\n    args: { query: "DeviceEvents | where Timestamp > ago(1d) | extend A = parsejson(AdditionalFields)" }\n  r:\n    args: { query: "DeviceEvents | where A == {{nope}}" }\n`],
    ["does not bind", `${head}sources:\n  q:\n    args:\n      query: |\n        DeviceEvents | where Timestamp > ago(1d) | extend A = parsejson(AdditionalFields) | where Nope == 1\n`],
    ["takes the finding back", `# huntkit-ignore-file HK105 -- the old service\n${head}sources:\n  q:\n    args: { query: "DeviceEvents | where Timestamp > ago(1d) | extend A = parsejson(AdditionalFields)" }\n`],
    ["is folded, so that its words cannot be found for sure", `${head}sources:\n  q:\n    args:\n      query: "DeviceEvents | where Timestamp > ago(1d) | extend A = p\\x61rsejson(AdditionalFields)"\n`],
  ])("never touches a file that %s", async (_name, text) => {
    const outcome = await fixed("untouched.yaml", text);
    expect(outcome.text).toBe(text);
    expect(outcome.fixed).toEqual([]);
  });

  it("changes a text that queries share once, and one that stands in a quoted line", async () => {
    const before = `${head}sources:\n  q:\n    args: { query: &text 'DeviceEvents | where Timestamp > ago(1d) | extend A = parsejson(AdditionalFields)' }\n  r:\n    args: { query: *text }\n`;
    const { text, findings } = await fixed("shared.yaml", before);
    expect([text, findings]).toEqual([before.replace("parsejson", "parse_json"), []]);
  });

  it("leaves a name that is right in one environment of the query only", async () => {
    const before = `${head.replace("[MDE, M365D]", "[M365D, LogAnalytics]")}sources:\n  q:\n    args: { query: 'AADSignInEventsBeta | where Timestamp > ago(1d) | project AccountUpn' }\n`;
    expect((await fixed("one.yaml", before)).text).toBe(before.replace("AADSignInEventsBeta", "EntraIdSignInEvents"));
    const { text, findings } = await fixed("two.yaml", before.replace("[M365D, LogAnalytics]", "[MDE, M365D]"));
    expect(text).toContain("AADSignInEventsBeta");
    expect(findings.map(({ code, environment }) => [code, environment]).sort()).toEqual([["HK107", "M365D"], ["KS204", "MDE"]]);
  });

  it("says what it mended and ends by what is left", async () => {
    const path = join(folder, "told.kql");
    await writeFile(path, "DeviceEvents | extend A = parsejson(AdditionalFields)");
    const before = await runInProcess(["lint", path]);
    expect(before).toMatchObject({ code: 0, stdout: expect.stringContaining("1 can be fixed by --fix") });
    const after = await runInProcess(["lint", path, "--fix", "--strict"]);
    expect(after.code).toBe(2);
    expect(after.stdout).toMatch(/told\.kql:1:27 fixed HK105: parsejson\(\) is an old name\. Use parse_json\(\)\.\n.*1:1 warning HK101: .*\n.*\n.*\n1 file: 0 errors, 1 warning, 0 suggestions, 1 fixed\n$/s);
    expect(JSON.parse((await runInProcess(["lint", path, "--fix", "--format", "json"])).stdout)).toMatchObject({ fixed: [], findings: [{ code: "HK101", fixable: false }] });
  });
});
