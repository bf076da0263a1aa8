import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInProcess } from "../../test/run-in-process.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-template-errors-"));
  await writeFile(join(folder, "DeviceFileEvents.ndjson"), '{"Timestamp":"2026-07-01T10:00:00Z","DeviceName":"pc-1","FileName":"a"}\n');
  await writeFile(
    join(folder, "own.yaml"),
    `metadata: { template_syntax: huntkit, data_environments: [Local], data_families: [Own] }
sources:
  hunt:
    args:
      query: |
        {{table}}
        | where DeviceName == {{host}}

        | where FileNam == "a"
        {{more}}
    parameters:
      table: { type: identifier, default: DeviceFileEvents }
      host: { type: string }
      more: { type: kql, default: "" }
`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...words: string[]) => runInProcess(["run", "hunt", "--queries", "own.yaml", "--path", ".", "--host", "a", ...words], { cwd: folder });

it("huntkit run shows a wrong name at its place in the template's file, with a caret", async () => {
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(stderr.replaceAll(folder, "")).toBe(`error: The query is not valid KQL for this schema.
/own.yaml:9:17: The name 'FileNam' does not refer to any known column, table, variable or function. (KS142)
9 | | where FileNam == "a"
  |         ^^^^^^^
Did you mean FileName instead of FileNam?
`);
});

it("huntkit run names the parameter whose value is wrong", async () => {
  expect((await run("--table", "DeviceFileEvent")).stderr).toBe('error: Parameter table: there is no table or column "DeviceFileEvent". Did you mean "DeviceFileEvents"?\n');
  expect((await run("--more", "| take")).stderr).toMatch(/^error: Parameter more: The clauses do not parse: .* \(line 1, column 7\)\.\n1 \| \| take\n {2}\| {7}\^\n$/s);
  expect((await run("--more", "| where Nope == 1")).stderr).toMatch(/own\.yaml:10:9 \(the value of more\): .*Nope.*\n10 \| \{\{more\}\}\n {3}\| \^{8}\n/);
});

it("huntkit render looks names up in the environment that is named", async () => {
  const render = (...words: string[]) => runInProcess(["render", "M365D.list_host_processes", "--env", "M365D", "--host_name", "a", ...words]);
  expect((await render("--table", "DeviceProcessEvent")).stderr).toBe('error: Parameter table: there is no table or column "DeviceProcessEvent". Did you mean "DeviceProcessEvents"?\n');
  for (const words of [["--table", "DeviceEvents"], ["--time_column", "TimeGenerated"], []]) expect((await render(...words)).code).toBe(0);
});
