import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runInProcess } from "../../test/run-in-process.js";
import { main } from "../index.js";

const program = fileURLToPath(new URL("../../.readme/program.ts", import.meta.url));
let folder = "";
let section = "";
const stopping = new AbortController();
let ended: Promise<number>;

/** The blocks of a language in the section, in order. */
const blocks = (language: string): string[] => [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);
/** The words of a command line of the README. */
const words = (line: string): string[] => [...line.replace(/^npm run huntkit -- /, "").matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-readme-"));
  const readme = await readFile(new URL("../../../../README.md", import.meta.url), "utf8");
  section = /## Hunt in Microsoft Defender\n[\s\S]*?(?=\n## )/.exec(readme)?.[0] ?? "";
  expect((await runInProcess(["demo"], { cwd: folder })).code).toBe(0);
  const [first = ""] = blocks("sh");
  const stdout = new PassThrough();
  const started = new Promise((resolve) => stdout.once("data", resolve));
  ended = main(words(first.trim()), { stdout, stderr: new PassThrough(), stdin: new PassThrough(), env: {}, cwd: folder, now: () => new Date(), signal: stopping.signal });
  await started;
}, 120_000);
afterAll(async () => {
  stopping.abort();
  await ended;
  await rm(folder, { recursive: true });
  await rm(join(program, ".."), { recursive: true, force: true });
});

it("the commands of the README's Defender section run as they stand there", async () => {
  const env: Record<string, string> = { NO_COLOR: "1" };
  const outputs: string[] = [];
  for (const line of (blocks("sh")[1] ?? "").trim().split("\n")) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) env[name] = value;
    else {
      const { code, stdout, stderr } = await runInProcess(words(line), { cwd: folder, env, now: () => new Date() });
      expect([line, code, code === 0 ? "" : stderr]).toEqual([line, 0, ""]);
      outputs.push(stdout);
    }
  }
  const [connected = "", rows = "", split = ""] = outputs;
  expect(connected).toContain("ThreatHunting.Read.All");
  expect(rows).toMatch(/^5 rows /m);
  const local = await runInProcess(["kql", "DeviceProcessEvents | where FileName =~ 'powershell.exe' | count", "--path", ".demo", "--format", "ndjson"], { cwd: folder });
  expect(split).toContain(`${(JSON.parse(local.stdout) as { Count: number }).Count} rows`);
}, 60_000);

it("its program runs as it stands there, in at most 15 lines", async () => {
  const [source = ""] = blocks("ts");
  expect(source.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(15);
  await mkdir(join(program, ".."), { recursive: true });
  await writeFile(program, source);
  const told: unknown[] = [];
  vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => void told.push(...values));
  vi.stubEnv("MSTICPYCONFIG", join(folder, ".emulator", "msticpyconfig.yaml"));
  await import(program);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  const local = await runInProcess(["run", "M365D.list_host_processes", "--host_name", "ws-001", "--start", "2026-07-01", "--end", "2026-07-08", "--path", ".demo", "--format", "ndjson"], { cwd: folder });
  expect(told).toEqual([local.stdout.trim().split("\n").length]);
}, 60_000);
