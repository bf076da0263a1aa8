import { gzipSync } from "node:zlib";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tableFromIPC } from "apache-arrow";
import { runInProcess } from "../test/run-in-process.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-cli-"));
  await mkdir(join(folder, "data"));
  await mkdir(join(folder, "empty"));
  const processes = [
    { Timestamp: "2026-07-01T10:00:00.1234567Z", DeviceName: "pc-1.corp", AccountName: "ann", FileName: "powershell.exe", ProcessId: 9007199254740993n, ProcessCommandLine: "powershell -enc \u001b[31m\u202eevil" },
    { Timestamp: "2026-07-01T11:00:00Z", DeviceName: "pc-2.corp", AccountName: "bob", FileName: "cmd.exe", ProcessId: 7, ProcessCommandLine: "=cmd|'/c calc'!A1" },
  ];
  const lines = processes.map((row) => JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? `@${value}` : value)).replace(/"@(\d+)"/g, "$1"));
  await writeFile(join(folder, "data", "DeviceProcessEvents.ndjson.gz"), gzipSync(`${lines.join("\n")}\n`));
});
afterAll(() => rm(folder, { recursive: true }));

const here = (words: readonly string[], more = {}) => runInProcess(words, { cwd: folder, ...more });
const range = ["--start", "2026-07-01", "--end", "2026-07-02"];

describe("huntkit run", () => {
  it("finds rows with a library query, keeps every digit and tick, and takes the folder from the environment", async () => {
    const { code, stdout, stderr } = await here(["run", "list_host_processes", "--host-name", "pc-1", ...range, "--format", "ndjson"], { env: { HUNTKIT_PATH: "data" } });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stdout).toContain('"Timestamp":"2026-07-01T10:00:00.1234567Z"');
    expect(stdout).toContain('"ProcessId":9007199254740993');
  });

  it("takes lists, relative times, further clauses and a limit", async () => {
    const { code, stdout, stderr } = await here(["run", "process_cmd_line", "--cmd_line", "enc", "-P", "cmd_line=calc", "--start", "-8d@d", "--param", "add_query_items=| project FileName | sort by FileName asc", "--limit", "1", "--path", "data", "--format", "csv"]);
    expect([code, stdout, stderr]).toEqual([0, "FileName\r\ncmd.exe\r\n", "warning: Only the first 1 of 2 rows are given, because of the limit.\n"]);
  });

  it("says which time was asked for when the usual one has no rows", async () => {
    const query = ["run", "list_host_processes", "--host-name", "pc-1", "--path", "data", "--format", "ndjson"];
    expect(await here([...query, "--end", "2020-01-02", "--start", "2020-01-01"])).toMatchObject({ code: 0, stdout: "", stderr: "" });
    const usual = await here(query);
    expect([usual.code, usual.stdout]).toEqual([0, ""]);
    expect(usual.stderr).toMatch(/no rows in the last day.*--start/);
  });

  it("takes the means of the engine from options and the environment, and refuses them for a service", async () => {
    const count = ["kql", "DeviceProcessEvents | count", "--path", "data", "--format", "csv"];
    expect(await here([...count, "--memory-limit", "1GB", "--spill-folder", "."])).toMatchObject({ code: 0, stdout: "Count\r\n2\r\n" });
    for (const [words, env] of [[["--memory-limit", "much"], {}], [[], { HUNTKIT_MEMORY_LIMIT: "much" }]] as const) expect(await here([...count, ...words], { env })).toMatchObject({ code: 2, stderr: expect.stringContaining('memoryLimit "much" is not a size') as string });
    expect(await here([...count, "--spill-folder", "nowhere"])).toMatchObject({ code: 2, stderr: expect.stringContaining("spillFolder") as string });
    expect(await here(["run", "list_host_processes", "--host-name", "pc-1", ...range, "--path", "data", "--geo-database", "gone.mmdb"])).toMatchObject({ code: 2, stderr: expect.stringContaining("gone.mmdb") as string });
    await mkdir(join(folder, "lists"));
    await writeFile(join(folder, "lists", "bad.csv"), "cmd.exe\n");
    const listed = ["kql", `DeviceProcessEvents | where FileName in ((externaldata(Name:string)[@'${join(folder, "lists", "bad.csv")}'])) | count`, "--path", "data", "--format", "csv"];
    expect((await here(listed)).code).toBe(2);
    expect(await here([...listed, "--external-folder", "lists"])).toMatchObject({ code: 0, stdout: "Count\r\n1\r\n" });
    expect(await here(["kql", "DeviceInfo", "--env", "M365DGraph", "--geo-database", "x"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--geo-database is for the data environment Local") as string });
  });

  it("sends no control character of the data to the terminal", async () => {
    const { stdout } = await here(["run", "M365D.process_creations", "--process_identifier", "powershell", ...range, "--path", "data", "--add_query_items", "| project ProcessCommandLine"], { terminal: { columns: 100 } });
    expect(stdout).toBe("ProcessCommandLine\npowershell -enc \\u001b[31m\\u202eevil\n1 row\n");
  });

  it("writes each form to a file, and formulas harmlessly on request", async () => {
    const query = ["kql", "DeviceProcessEvents | where FileName == 'cmd.exe' | project ProcessCommandLine, ProcessId", "--path", "data"];
    await here([...query, "--output", "out.csv", "--csv-safe"]);
    expect(await readFile(join(folder, "out.csv"), "utf8")).toBe("ProcessCommandLine,ProcessId\r\n'=cmd|'/c calc'!A1,7\r\n");
    await here([...query, "--output", "out.arrow"]);
    expect(tableFromIPC(await readFile(join(folder, "out.arrow"))).getChild("ProcessId")?.get(0)).toBe(7n);
    await here([...query, "-o", "out.md"]);
    expect(await readFile(join(folder, "out.md"), "utf8")).toMatch(/^\| ProcessCommandLine \| ProcessId \|\n/);
  });
});

describe("Parquet", () => {
  it("is a table again, with the same types and values", async () => {
    await mkdir(join(folder, "kept"));
    const values = "print Flag = true, Small = int(-5), Big = 9223372036854775807, Ratio = 0.1, When = datetime(2026-07-01T10:00:00.1234567Z), Id = guid(0f8fad5b-d9cb-469f-a165-70867728950e), Bag = dynamic({'a':[1,null]}), Text = 'x', Missing = long(null), Span = timespan(1.02:03:04.5), Exact = decimal(0.1), Far = datetime(9999-12-31T23:59:59.9999999)";
    expect((await here(["kql", values, "--output", "kept/Kept.parquet"])).stderr).toBe("Wrote 1 row to kept/Kept.parquet\n");
    const fresh = await here(["kql", values, "--format", "ndjson"]);
    expect(await here(["kql", "Kept", "--path", "kept", "--format", "ndjson"])).toMatchObject({ code: 0, stdout: fresh.stdout });
    const types = async (text: string, ...path: string[]) => (await here(["kql", `${text} | getschema | project ColumnName, ColumnType`, ...path, "--format", "csv"])).stdout;
    expect(await types("Kept", "--path", "kept")).toBe(await types(values));
  });

  it("holds rows of a table of Defender, which can be hunted in again", async () => {
    await mkdir(join(folder, "saved"));
    await here(["kql", "DeviceProcessEvents", "--path", "data", "--output", "saved/DeviceProcessEvents.parquet"]);
    const hunt = ["kql", "DeviceProcessEvents | where Timestamp between (datetime(2026-07-01T10:00:00.1234567Z) .. 1tick) | project Timestamp, ProcessId", "--format", "csv"];
    const first = await here([...hunt, "--path", "data"]);
    expect(first.stdout).toContain("9007199254740993");
    expect((await here([...hunt, "--path", "saved"])).stdout).toBe(first.stdout);
  });

  it("does not go to a terminal", async () => {
    expect(await here(["kql", "print 1", "--format", "parquet"], { terminal: { columns: 80 } })).toMatchObject({ code: 2, stderr: expect.stringMatching(/parquet is binary.*--output/) as string });
  });
});

describe("huntkit kql", () => {
  it("needs no folder for a text that reads no table, and says so for one that does", async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith("huntkit-no-data-"));
    expect(await here(["kql", "print x = strcat('a', 1); range i from 1 to 2 step 1 | summarize s = sum(i)", "--format", "csv"])).toMatchObject({ code: 0, stdout: "x\r\na1\r\n\ns\r\n3\r\n", stderr: "" });
    expect(await here(["kql", "DeviceInfo | count"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--path") as string });
    expect((await readdir(tmpdir())).filter((name) => name.startsWith("huntkit-no-data-"))).toEqual(before);
  });

  it("takes a text, a file and the standard input", async () => {
    await writeFile(join(folder, "hunt.kql"), "\ufeffDeviceProcessEvents\n| count\n");
    for (const [words, stdin] of [[["DeviceProcessEvents | count"]], [["--file", "hunt.kql"]], [[], "DeviceProcessEvents | count"], [["-"], "DeviceProcessEvents | count"]] as const)
      expect((await here(["kql", ...words, "--path", "data", "--format", "csv"], stdin === undefined ? {} : { stdin })).stdout).toBe("Count\r\n2\r\n");
  });

  it("explains what a query reads, gives, and the SQL, without running it", async () => {
    const { code, stdout } = await here(["kql", "DeviceProcessEvents | summarize Starts = count() by FileName", "--path", "data", "--explain"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Reads\n  DeviceProcessEvents: FileName\n");
    expect(stdout).toContain("Gives\n  FileName: string\n  Starts: long\n");
    expect(stdout).toMatch(/\nSQL\n.*SELECT/s);
  });

  it("explains against the schema of a service without any data", async () => {
    const { code, stdout } = await here(["kql", "DeviceInfo | project DeviceName", "--env", "MDE", "--explain"]);
    expect([code, stdout]).toEqual([0, "Reads\n  DeviceInfo: DeviceName\n\nGives\n  DeviceName: string\n"]);
  });
});

describe("what the user can mend", () => {
  it.each([
    ["an unknown query", ["run", "list_host_proceses", "--path", "data"], /Did you mean "list_host_processes"/],
    ["a missing parameter", ["run", "list_host_processes", "--path", "data"], /needs a parameter that was not given:\n {2}host_name/],
    ["a value of the wrong type", ["run", "list_host_processes", "--host_name", "a", "--start", "someday", "--path", "data"], /Parameter start: "someday" is not a time/],
    ["an end before the start", ["run", "list_host_processes", "--host_name", "a", "--start", "2026-07-02", "--end", "2026-07-01", "--path", "data"], /before it starts/],
    ["a mistyped parameter", ["run", "list_host_processes", "--host_nam", "a", "--path", "data"], /no parameter "host_nam".*Did you mean "host_name"/],
    ["no folder", ["kql", "DeviceInfo"], /add --path <folder>/],
    ["a folder that is not there", ["kql", "print 1", "--path", "none"], /none" does not exist/],
    ["a folder without tables", ["kql", "print 1", "--path", "empty"], /empty" holds no table/],
    ["an unknown environment", ["kql", "print 1", "--path", "data", "--env", "Locl"], /Did you mean "Local"/],
    ["an unknown table", ["kql", "DeviceProcesEvents | take 1", "--path", "data"], /line 1, column 1: .*'DeviceProcesEvents'/],
    ["a mistake of syntax", ["kql", "DeviceProcessEvents\n| where FileName ==", "--path", "data"], /line 2, column 20:.*\n2 \| \| where FileName ==\n {2}\| +\^/],
    ["a construct that is not supported", ["kql", "DeviceProcessEvents | evaluate autocluster()", "--path", "data"], /does not support the plug-in autocluster \(line 1, column 23\).*\n1 \| .*\n {2}\| +\^+/],
    ["a limit that is no number", ["kql", "print 1", "--path", "data", "--limit", "ten"], /--limit "ten" is not a number/],
    ["an output folder that is not there", ["kql", "print 1", "--path", "data", "--output", "none/a.csv"], /its folder does not exist/],
    ["a file that is no zip", ["import", "not.zip", "--out", "tables"], /not\.zip is not a zip file/],
    ["a log that is not there", ["import", "none.zip", "--out", "tables"], /none\.zip cannot be read/],
    ["a wrong day", ["demo", "--date", "2026-13-01"], /"2026-13-01" is not a date/],
  ])("%s: one paragraph, exit code 2, nothing written", async (_title, words, message) => {
    await writeFile(join(folder, "not.zip"), "hello");
    const before = await readdir(folder);
    const { code, stdout, stderr } = await here(words);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toMatch(/\n\n|\n {4}at /);
    expect(await readdir(folder)).toEqual(before);
  });

  it("a Parquet file that was cut in half", async () => {
    await here(["import", "events.json", "--out", "cut"]);
    await writeFile(join(folder, "events.json"), `${JSON.stringify({ Channel: "Microsoft-Windows-Sysmon/Operational", EventID: 1, Hostname: "pc-1", "@timestamp": "2026-07-01T10:00:00Z", UtcTime: "2026-07-01 10:00:00.000", ProcessGuid: "{11111111-1111-1111-1111-111111111111}", ProcessId: "8", Image: "C:\\Windows\\cmd.exe", CommandLine: "cmd", User: "CORP\\ann" })}\n`);
    const imported = await here(["import", "events.json", "--out", "cut"]);
    expect([imported.code, imported.stderr]).toEqual([0, ""]);
    expect(imported.stdout).toContain("DeviceProcessEvents: 1 row");
    const file = join(folder, "cut", "DeviceProcessEvents.parquet");
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    const { code, stderr } = await here(["kql", "DeviceProcessEvents | take 1", "--path", "cut"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: .*DeviceProcessEvents\.parquet/)]);
  });
});

describe("stopping", () => {
  it("ends with exit code 130 and one word", async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await here(["kql", "print 1", "--path", "data", "--output", "stopped.csv"], { signal: controller.signal })).toEqual({ code: 130, stdout: "", stderr: "Cancelled.\n" });
    expect(await readdir(folder)).not.toContain("stopped.csv");
  });
});

describe("huntkit demo", () => {
  it("makes the sample once, finds the attack and shows the commands to repeat", async () => {
    const first = await here(["demo", "--out", "sample"]);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/Made a sample in sample: .* rows in \d+ tables/);
    expect(first.stdout.match(/^\d\. .*\n {3}huntkit run \S+ --path sample .*--start 2026-07-01 --end 2026-07-08\n/gm)).toHaveLength(3);
    expect(first.stdout).toMatch(/ws-001 the account dana\.reyes had PowerShell fetch/);
    expect(first.stdout).toMatch(/updater\.exe on ws-001 called it \d+ times .*srv-file01 does too/);
    expect(first.stdout).toMatch(/On srv-file01 a scheduled task starts it/);
    expect(first.stdout).not.toContain("Nothing was found");
    const again = await here(["demo", "--out", "sample"]);
    expect(again.stdout.split("\n").slice(1)).toEqual(first.stdout.split("\n").slice(1));
    expect(again.stdout).toMatch(/^The sample is there already, in sample/);
    const through = async (script: Record<string, string>) => (await here(["demo", "--out", "sample"], { env: script })).stdout.match(/^ {2}(.*) queries /m)?.[1];
    expect(await through({ npm_lifecycle_event: "huntkit", npm_package_name: "huntkit-workspace" })).toBe("npm run --silent huntkit --");
    expect(await through({ npm_lifecycle_event: "npx", npm_package_name: "somebody-s-project" })).toBe("npx huntkit");
  });
});
