import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("../bin/huntkit.js", import.meta.url));
const isBuilt = ["../dist/index.js", "../dist/query-index.json", "../../driver-local/dist/index.js", "../../kql/dist/index.js"].every((path) => existsSync(new URL(path, import.meta.url)));
const env = { ...process.env, NO_COLOR: "1" };

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-cli-"));
  await writeFile(join(folder, "DeviceEvents.ndjson"), '{"Timestamp":"2026-07-01T10:00:00Z","DeviceName":"pc-1"}\n');
});
afterAll(() => rm(folder, { recursive: true }));

function run(words: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], { cwd: folder, env, encoding: "utf8", ...(input === undefined ? {} : { input }) });
  return { status, stdout, stderr };
}

describe.skipIf(!isBuilt)("the built command (needs `npm run build`)", () => {
  it("ends with 0 and writes only rows to the standard output", () => {
    expect(run(["kql", "DeviceEvents | project DeviceName", "--path", ".", "--format", "csv"])).toEqual({ status: 0, stdout: "DeviceName\r\npc-1\r\n", stderr: "" });
    expect(run(["kql", "-", "--path", ".", "--format", "ndjson"], "print 1")).toMatchObject({ status: 0, stdout: '{"print_0":1}\n' });
  });

  it("ends with 2 for a mistake of the user, without a stack", () => {
    const { status, stderr } = run(["kql", "Nope | take 1", "--path", "."]);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^error: .*\nline 1, column 1/)]);
    expect(run(["nope"]).status).toBe(2);
  });

  it("loads neither the engine, the language service nor YAML to list the queries", () => {
    const coverage = join(folder, "coverage");
    const { status } = spawnSync(process.execPath, [command, "queries"], { cwd: folder, env: { ...env, NODE_V8_COVERAGE: coverage } });
    expect(status).toBe(0);
    const [report = ""] = readdirSync(coverage);
    const { result } = JSON.parse(readFileSync(join(coverage, report), "utf8")) as { result: { url: string }[] };
    const loaded = result.map((script) => script.url).join("\n");
    expect(loaded).toMatch(/commander/);
    expect(loaded).not.toMatch(/duckdb|language-service|\/yaml\/|js-yaml|handlebars|\/ajv\/|apache-arrow|string-width|packages\/(kql|driver-local)\//);
  });

  it("is quiet when the reader of its pipe stops", async () => {
    const child = spawn(process.execPath, [command, "kql", "range i from 1 to 200000 step 1 | extend Text = strcat('row ', i)", "--path", ".", "--format", "csv"], { cwd: folder, env });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect([status, errors]).toEqual([0, ""]);
  });

  it("stops at Ctrl-C with 130, and leaves no half-written file", async () => {
    const query = "range a from 1 to 1000000 step 1 | extend k = 1 | join kind=inner (range b from 1 to 1000000 step 1 | extend k = 1) on k | summarize sum(a * b)";
    const child = spawn(process.execPath, [command, "kql", query, "--path", ".", "--output", "never.csv"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    const closed = new Promise((resolve) => child.on("close", resolve));
    const timer = setInterval(() => child.kill("SIGINT"), 2500);
    const status = await closed;
    clearInterval(timer);
    expect([status, errors]).toEqual([130, "Cancelled.\n"]);
    expect((await readdir(folder)).filter((name) => name.includes("never"))).toEqual([]);
  });
});
