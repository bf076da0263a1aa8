import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runInProcess } from "../test/run-in-process.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-load-"));
});
afterEach(() => rm(folder, { recursive: true }));

interface Query {
  readonly family?: string;
  readonly name: string;
  readonly text: string;
  readonly replaces?: boolean;
}

const fileText = ({ family = "Own", name, text, replaces = false }: Query) =>
  `metadata:\n  data_environments: [Local]\n  data_families: [${family}]\n  template_syntax: huntkit\n  replaces: ${replaces}\nsources:\n  ${name}:\n    description: Mine\n    args:\n      query: "${text}"\n`;

async function put(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, ".."), { recursive: true });
  await writeFile(join(folder, path), text);
}

const command = (words: readonly string[], env: Readonly<Record<string, string>> = {}) => runInProcess(words, { cwd: folder, env: { NO_COLOR: "1", ...env } });
const settings = "QueryDefinitions:\n  Custom: [settled]\n";

describe("queries of one's own", () => {
  it("come from the settings, the environment and the option, all at once", async () => {
    await put("msticpyconfig.yaml", settings);
    await put("settled/a.yaml", fileText({ name: "of_settings", text: "A" }));
    await put("one/deep/b.yaml", fileText({ name: "of_first_folder", text: "B" }));
    await put("two.yaml", fileText({ name: "of_single_file", text: "C" }));
    await put("given/d.yml", fileText({ name: "of_option", text: "D" }));
    const { code, stdout, stderr } = await command(["queries", "--family", "Own", "--queries", "given", "--format", "csv"], { HUNTKIT_QUERIES: ["one", join(folder, "two.yaml"), ""].join(delimiter) });
    expect([code, stderr]).toEqual([0, ""]);
    expect([...stdout.matchAll(/^Own\.(\w+)/gm)].map((match) => match[1])).toEqual(["of_first_folder", "of_option", "of_settings", "of_single_file"]);
  });

  it("are run, shown and found by words", async () => {
    await put("mine.yaml", fileText({ name: "count_to_two", text: "range n from 1 to 2 step 1" }));
    await put("data/T.csv", "a\r\n1\r\n");
    const env = { HUNTKIT_QUERIES: "mine.yaml" };
    expect(await command(["run", "count_to_two", "--path", "data", "--format", "csv"], env)).toEqual({ code: 0, stdout: "n\r\n1\r\n2\r\n", stderr: "" });
    expect((await command(["show", "Own.count_to_two"], env)).stdout).toContain("range n from 1 to 2 step 1");
    expect((await command(["queries", "count", "two", "--format", "csv"], env)).stdout).toMatch(/^Query.*\r\nOwn\.count_to_two,/);
  });

  it("of the option go before all others, with a warning that names both files", async () => {
    await put("msticpyconfig.yaml", settings);
    await put("settled/a.yaml", fileText({ name: "mine", text: "Settled" }));
    await put("given/a.yaml", fileText({ name: "mine", text: "Given" }));
    const { stdout, stderr } = await command(["render", "mine", "--queries", "given"]);
    expect(stdout).toBe("Given\n");
    expect(stderr).toMatch(/^warning: Query Own\.mine from \S+settled\/a\.yaml is replaced by the one from \S+given\/a\.yaml\.\n$/);
  });

  it("of the environment go before those of the settings only if they say so", async () => {
    await put("msticpyconfig.yaml", settings);
    await put("settled/a.yaml", fileText({ name: "mine", text: "Settled" }));
    await put("e.yaml", fileText({ name: "mine", text: "Variable" }));
    const byMistake = await command(["render", "mine"], { HUNTKIT_QUERIES: "e.yaml" });
    expect([byMistake.code, byMistake.stdout]).toEqual([0, "Settled\n"]);
    expect(byMistake.stderr).toMatch(/^warning: Query Own\.mine from \S+e\.yaml is already there from \S+settled\/a\.yaml\. Rename it, or set `replaces: true`/);
    await put("e.yaml", fileText({ name: "mine", text: "Variable", replaces: true }));
    const onPurpose = await command(["render", "mine"], { HUNTKIT_QUERIES: "e.yaml" });
    expect(onPurpose.stdout).toBe("Variable\n");
    expect(onPurpose.stderr).toMatch(/^warning: Query Own\.mine from \S+settled\/a\.yaml is replaced by the one from \S+e\.yaml\.\n$/);
  });

  it("of a standing folder leave those of the library as they are", async () => {
    await put("e.yaml", fileText({ family: "M365D", name: "list_host_processes", text: "Replaced" }));
    const { stdout, stderr } = await command(["render", "M365D.list_host_processes", "--host_name", "a"], { HUNTKIT_QUERIES: "e.yaml" });
    expect(stdout).toContain("DeviceProcessEvents");
    expect(stderr).toMatch(/^warning: Query M365D\.list_host_processes from \S+e\.yaml is already there/);
  });

  it("twice in one folder keep the first and tell of the second", async () => {
    await put("given/a.yaml", fileText({ name: "mine", text: "First" }));
    await put("given/b.yaml", fileText({ name: "mine", text: "Second" }));
    const { stdout, stderr } = await command(["render", "mine", "--queries", "given"]);
    expect(stdout).toBe("First\n");
    expect(stderr).toMatch(/b\.yaml is already there from \S+a\.yaml/);
  });
});

describe("a broken query file", () => {
  it("in a folder is told on the standard error with line and column, and the others load", async () => {
    await put("given/good.yaml", fileText({ name: "good", text: "T" }));
    await put("given/bad.yaml", "metadata:\n\tdata_environments: [Local]\n");
    await put("given/half.yaml", `${fileText({ name: "fine", text: "T" })}  lame:\n    description: Lame\n    args:\n      query: "T | where a == {{nowhere}}"\n`);
    const { code, stdout, stderr } = await command(["queries", "--family", "Own", "--queries", "given", "--format", "csv"]);
    expect(code).toBe(0);
    expect([...stdout.matchAll(/^Own\.(\w+)/gm)].map((match) => match[1])).toEqual(["fine", "good"]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toEqual([
      expect.stringMatching(/^warning: \S+given\/bad\.yaml, line 2, column 1: A tab stands where YAML needs spaces/),
      expect.stringMatching(/^warning: \S+given\/half\.yaml, line 11, column 3: .*nowhere/),
    ]);
  });

  it("is named when a query of it is asked for", async () => {
    await put("e/half.yaml", `${fileText({ name: "fine", text: "T" })}  lame:\n    description: Lame\n    args:\n      query: "T | where a == {{nowhere}}"\n`);
    const { code, stdout, stderr } = await command(["render", "lame"], { HUNTKIT_QUERIES: "e" });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/error: There is no query "lame"\. It stands in a file that is broken: \S+half\.yaml, line 11, column 3/);
  });

  it("of a standing place that is not there is told, and the command goes on", async () => {
    const { code, stderr } = await command(["render", "M365D.list_host_processes", "--host_name", "a"], { HUNTKIT_QUERIES: "nowhere" });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^warning: The query file or folder \S+nowhere is not there\. Check the path\.\n$/)]);
  });

  it("shows no control characters of its name on a terminal", async () => {
    await put("e/\u001b[31m.yaml", "metadata: {\n");
    expect((await command(["queries"], { HUNTKIT_QUERIES: "e" })).stderr).toMatch(/^warning: [^\u001b]*\\u001b\[31m\.yaml, line 2, column 1/);
  });
});

describe("settings that cannot be used", () => {
  it("are told, and the command goes on without their folders", async () => {
    await put("msticpyconfig.yaml", "QueryDefinitions: [\n");
    const { code, stdout, stderr } = await command(["render", "M365D.list_host_processes", "--host_name", "a"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("DeviceProcessEvents")]);
    expect(stderr).toMatch(/^warning: The query folders of the settings are not used\. \S+msticpyconfig\.yaml, line 2/);
  });

  it("are an error if the option names them", async () => {
    const { code, stderr } = await command(["run", "list_host_processes", "--host_name", "a", "--path", ".", "--config", "none.yaml"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: There is no settings file \S+none\.yaml/)]);
  });
});
