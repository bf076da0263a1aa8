import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInProcess } from "../test/run-in-process.js";
import { version } from "./version.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function queryFile(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return name;
}

const ownFile = `metadata:
  data_environments: [Local]
  data_families: [Own]
  template_syntax: huntkit
sources:
  my_query:
    description: Mine
    args:
      query: T | where A == {{first}} and B == {{second}} and C == {{third}}
    parameters:
      first: { type: int, description: The first }
      second: { type: str, description: The second }
      third: { type: datetime, description: The third, default: now }
`;

describe("huntkit", () => {
  it("tells its version, the same as in package.json", async () => {
    const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
    expect(await runInProcess(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    expect(version).toBe(manifest.version);
  });

  it.each([["--help"], ["queries", "--help"], ["show", "--help"], ["render", "--help"], ["run", "--help"], ["kql", "--help"], ["import", "--help"], ["schema", "--help"], ["demo", "--help"]])(
    "shows examples in the help of %j %j",
    async (...words) => {
      const { code, stdout } = await runInProcess(words.filter((word) => word !== undefined));
      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples:\n {2}\$ huntkit /);
    },
  );

  it("has an example and a section in docs/cli.md for every command", async () => {
    const guide = await readFile(new URL("../../../docs/cli.md", import.meta.url), "utf8");
    const { stdout } = await runInProcess(["--help"]);
    const names = [...(stdout.split("Commands:")[1]?.split("Examples:")[0] ?? "").matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1] ?? "");
    expect(names).toEqual(expect.arrayContaining(["queries", "show", "render", "run", "kql", "import", "schema", "demo"]));
    for (const name of names.filter((known) => known !== "help")) {
      expect(guide).toMatch(new RegExp(`^## \`huntkit ${name}\\b`, "m"));
      expect((await runInProcess([name, "--help"])).stdout).toContain(`$ huntkit ${name}`);
    }
  });

  it("suggests the nearest command, and shows help where there is none", async () => {
    expect(await runInProcess(["querys"])).toEqual({ code: 2, stdout: "", stderr: "error: unknown command 'querys'\n(Did you mean queries?)\n" });
    expect((await runInProcess([])).code).toBe(2);
  });

  it("suggests the nearest option", async () => {
    const { code, stderr } = await runInProcess(["queries", "--famly", "M365D"]);
    expect([code, stderr]).toEqual([2, "error: unknown option '--famly'\n(Did you mean --family?)\n"]);
  });
});

describe("huntkit queries", () => {
  it("lists every family by default, one environment on request", async () => {
    const all = await runInProcess(["queries", "--format", "csv"]);
    expect(all.stdout).toContain("M365D.list_host_processes,host_name,");
    expect(all.stdout).toMatch(/^MDE\.list_alerts,/m);
    const one = await runInProcess(["queries", "--env", "m365d", "--format", "csv"]);
    expect(one.stdout).toMatch(/^M365D\.list_alerts,/m);
    expect(one.stdout).not.toMatch(/^MDE\.list_alerts,/m);
  });

  it("filters by words, family, table and parameter together", async () => {
    const { stdout } = await runInProcess(["queries", "connections", "--family", "M365D", "--table", "^DeviceNetworkEvents$", "--parameter", "^ip_address$", "--format", "ndjson"]);
    expect(stdout.trim().split("\n").map((line) => (JSON.parse(line) as { Query: string }).Query)).toEqual(["M365D.ip_connections"]);
  });

  it("filters by name, tag and technique", async () => {
    const found = async (...words: string[]) => ((await runInProcess(["queries", "--format", "ndjson", ...words])).stdout.trim().split("\n").map((line) => (JSON.parse(line) as { Query: string }).Query));
    expect(await found("--name", "^M365D\\.list_host_")).toEqual(["M365D.list_host_processes"]);
    const dumping = await found("--technique", "T1003", "--family", "M365DHunting");
    expect(dumping).toContain("M365DHunting.lsass_access");
    expect(await found("--technique", "T1003\\.001", "--family", "M365DHunting")).not.toEqual(dumping);
    expect(await found("--technique", "credential access", "--tag", "^T1110$", "--family", "M365DHunting")).toContain("M365DHunting.brute_force");
    expect((await runInProcess(["queries", "--tag", "("])).code).toBe(2);
  });

  it("fits the terminal", async () => {
    const { stdout } = await runInProcess(["queries"], { terminal: { columns: 60 } });
    for (const line of stdout.trim().split("\n").slice(0, -1)) expect(line.length).toBeLessThanOrEqual(60);
  });

  it("says so when nothing matches", async () => {
    const { code, stderr } = await runInProcess(["queries", "xyzzy"]);
    expect([code, stderr]).toEqual([0, "No query matches. `huntkit queries` lists all.\n"]);
  });

  it("refuses an environment that no query is for", async () => {
    const { code, stderr } = await runInProcess(["queries", "--env", "M365"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: No query is for a data environment "M365". Did you mean "M365D"/)]);
  });
});

describe("huntkit show and render", () => {
  it("shows parameters, an example and the template", async () => {
    const { code, stdout } = await runInProcess(["show", "list_host_processes"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^M365D\.list_host_processes\n/);
    expect(stdout).toMatch(/host_name \(string\) +Name of the host/);
    expect(stdout).toContain("huntkit run M365D.list_host_processes --host_name value --start -7d@d --end now --path .demo");
    expect(stdout).toContain("{{host_name}}");
    expect(stdout).toMatch(/\nTables: DeviceProcessEvents\n/);
    expect(stdout).toMatch(/Rendered for the example\n[^]*Timestamp >= datetime\(2026-07-01T00:00:00[^]*"value"/);
    expect(JSON.parse((await runInProcess(["show", "list_host_processes", "--json"])).stdout)).toMatchObject({ names: expect.arrayContaining(["M365D.list_host_processes"]) });
  });

  it("shows for a hunt what it is for, its techniques, and where to read on", async () => {
    const { stdout } = await runInProcess(["show", "M365DHunting.brute_force"]);
    expect(stdout).toMatch(/\nTactics: credential access\nTechniques: T1110, T1078, T1133\n/);
    const file = await queryFile("kinds.yaml", `metadata:
  data_environments: [Local]
  data_families: [Own]
  template_syntax: huntkit
sources:
  kinds:
    description: Every note
    metadata: { references: ["https://example.com/a"], techniques: [T1003] }
    args:
      query: DeviceInfo | where OSPlatform == {{platform}} and JoinType in ({{joined}}) and ReportId > {{many}} and DeviceName != {{key}} and DeviceId == {{id}}
    parameters:
      platform: { type: string, description: The system., values: [Windows11, macOS] }
      joined: { type: list, description: How it joined, examples: [[a, b]] }
      many: { type: int, min: 1, max: 9, default: 5 }
      key: { type: string, secret: true, examples: [s3cret] }
      id: { type: string, examples: ["--x y"] }
`);
    const own = await runInProcess(["show", "kinds", "--queries", file], { cwd: folder });
    expect(own.stdout).toContain("References: https://example.com/a\n");
    expect(own.stdout).toMatch(/platform \(string\) +The system\. One of Windows11, macOS\. Required\./);
    expect(own.stdout).toMatch(/joined \(list of string\) +How it joined\. For example \["a","b"\]\. Required\./);
    expect(own.stdout).toMatch(/many \(int\) +From 1 to 9\. Default: 5\./);
    expect(own.stdout).toContain("huntkit run Own.kinds --platform Windows11 --joined a,b --key value --id='--x y' --path .demo");
    expect(own.stdout).toContain('JoinType in ("a", "b") and ReportId > 5');
    expect(own.stdout).not.toContain("s3cret");
  });

  it("renders values safely, with relative times", async () => {
    const { code, stdout } = await runInProcess(["render", "list_host_processes", "--host_name", 'a" | take 1', "--start", "-3d@d"]);
    expect(code).toBe(0);
    expect(stdout).toContain('DeviceName =~ "a\\" | take 1"');
    expect(stdout).toContain("datetime(2026-07-05T00:00:00");
  });

  it("suggests the nearest query", async () => {
    const { code, stderr } = await runInProcess(["show", "list_host_proceses"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: There is no query "list_host_proceses"\. Did you mean "list_host_processes"\?/)]);
  });

  it("lists all missing parameters at once", async () => {
    const file = await queryFile("own.yaml", ownFile);
    const { code, stderr } = await runInProcess(["render", "my_query", "--queries", file], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: Query my_query needs parameters.*\n +first: int, The first\n +second: string, The second\n$/);
  });

  it("refuses a value of the wrong type, and names what is accepted", async () => {
    const file = await queryFile("own.yaml", ownFile);
    const { code, stderr } = await runInProcess(["render", "my_query", "--first", "many", "--second", "x", "--queries", file], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: Parameter first: "many" is not /)]);
  });

  it("wants the query's name first", async () => {
    const { code, stderr } = await runInProcess(["render", "--host_name", "a", "list_host_processes"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/Name the query before its parameters: huntkit render <query> --host_name/)]);
  });

  it.each([
    ["a tab", "metadata:\n\tdata_environments: [Local]\n", /bad\.yaml.*2/s],
    ["a duplicate key", `${ownFile}  my_query: {}\n`, /bad\.yaml, line 14, column 3: A key stands twice/],
    ["an anchor bomb", `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij".split("").map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[index]}`).join(",")}]`).join("\n")}\n`, /bad\.yaml/],
  ])("tells file and place of a query file with %s", async (_title, text, message) => {
    await queryFile("bad.yaml", text);
    const { code, stdout, stderr } = await runInProcess(["queries", "--queries", "bad.yaml"], { cwd: folder });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n").length).toBeLessThan(10);
    expect(stderr).not.toContain("    at ");
  });

  it("tells a query file that is not there", async () => {
    const { code, stderr } = await runInProcess(["queries", "--queries", "none.yaml"], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/none\.yaml is not there/)]);
  });
});

describe("huntkit schema", () => {
  it("lists the tables of a service and the columns of one, in any case", async () => {
    expect((await runInProcess(["schema", "--env", "mde", "--format", "csv"])).stdout).toMatch(/^DeviceProcessEvents,\d+,/m);
    expect((await runInProcess(["schema", "deviceprocessevents", "--format", "csv"])).stdout).toMatch(/^Timestamp,datetime,/m);
  });

  it("suggests the nearest table and environment", async () => {
    expect((await runInProcess(["schema", "DeviceProcesEvents"])).stderr).toMatch(/Did you mean "DeviceProcessEvents"/);
    expect(await runInProcess(["schema", "--env", "M365"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/Did you mean "M365D"/) });
  });
});

describe("output", () => {
  it("goes to a file, in the form of its ending, whole", async () => {
    const { code, stdout, stderr } = await runInProcess(["queries", "--family", "M365D", "--output", "list.json"], { cwd: folder });
    expect([code, stdout, stderr]).toEqual([0, "", expect.stringMatching(/^Wrote \d+ rows to list\.json\n$/)]);
    expect(JSON.parse(await readFile(join(folder, "list.json"), "utf8"))).toContainEqual(expect.objectContaining({ Query: "M365D.list_host_processes" }));
  });

  it("is never binary on a terminal", async () => {
    expect(await runInProcess(["queries", "--format", "arrow"], { terminal: { columns: 80 } })).toMatchObject({ code: 2, stderr: expect.stringMatching(/--output/) });
  });

  it("uses colours on a terminal only, and not with NO_COLOR", async () => {
    const words = ["show", "list_host_processes"];
    expect((await runInProcess(words, { terminal: { columns: 80 }, env: {} })).stdout).toContain("\u001b[1m");
    expect((await runInProcess(words, { terminal: { columns: 80 }, env: { NO_COLOR: "1" } })).stdout).not.toContain("\u001b");
    expect((await runInProcess(words, { env: {} })).stdout).not.toContain("\u001b");
  });
});
