import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { runInProcess } from "../test/run-in-process.js";
import { main } from "./index.js";

const second = "22222222-2222-4222-8222-222222222222";
let folder = "";
let emulator: Emulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-cli-defender-"));
  await mkdir(join(folder, "data"));
  const rows = Array.from({ length: 60 }, (_, index) => JSON.stringify({ Timestamp: new Date(Date.UTC(2026, 6, 1) + index * 7_200_000).toISOString(), DeviceName: "pc-1", FileName: `f${index}.exe` }));
  await writeFile(join(folder, "data", "DeviceProcessEvents.ndjson"), rows.join("\n"));
  const data = { path: join(folder, "data") };
  emulator = await startEmulator({ tenants: [{ data }, { id: second, domain: "second.example", data }], hunting: { callsPerMinute: 100_000, callsPerHour: 100_000 } });
  const instance = (name: string, tenant: string): string => `  ${name}:\n    Args: {TenantId: ${tenant}, ClientId: ${emulatorDefaults.clientId}, ClientSecret: "${emulatorDefaults.clientSecret}", LoginUri: "${emulator.loginUri}", ApiUri: "${emulator.apiUri}", CaFile: "${emulator.caFile}"}\n`;
  await writeFile(join(folder, "msticpyconfig.yaml"), `DataProviders:\n${instance("MicrosoftDefender", emulatorDefaults.tenantId)}${instance("MicrosoftDefender-Second", second)}`);
}, 60_000);
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => emulator.faults.clear());

const here = (words: readonly string[], more = {}): ReturnType<typeof runInProcess> => runInProcess(words, { cwd: folder, ...more });
const text = "DeviceProcessEvents | project FileName";
const week = ["--since", "2026-07-01", "--until", "2026-07-06"];
const lines = (csv: string): string[] => csv.trim().split("\r\n").slice(1).sort();
const local = async (): Promise<string[]> => lines((await here(["kql", text, "--path", "data", "--format", "csv"])).stdout);

it("gives over the service what it gives over the files, whole and in parts", async () => {
  const expected = await local();
  expect(expected).toHaveLength(60);
  for (const more of [[], ["--split-by", "1d"], ["--split-by", "auto"]]) {
    const { code, stdout, stderr } = await here(["kql", text, "--env", "M365DGraph", "--format", "csv", ...week, ...more]);
    expect([code, stderr, lines(stdout)]).toEqual([0, "", expected]);
  }
});

it.each([["--env", "M365DGraph"], ["--env", "M365D"], ["--env", "MDE"], ["--path", "data"]])("gives with --since and --until only the rows of that time, also where the service takes no range: %s %s", async (...source) => {
  for (const more of [[], ["--split-by", "1d"]]) {
    const { code, stdout, stderr } = await here(["kql", text, ...source, "--format", "csv", "--since", "2026-07-02", "--until", "2026-07-04", ...more]);
    expect([code, lines(stdout)]).toEqual([0, Array.from({ length: 24 }, (_, index) => `f${index + 12}.exe`).sort()]);
    expect(stderr.match(/1 February 2027/g)?.length ?? 0).toBe(source[1] === "M365D" || source[1] === "MDE" ? 1 : 0);
  }
});

it("runs a query of the library in the parts of its own time range", async () => {
  const words = ["run", "M365D.list_host_processes", "--host_name", "pc-1", "--start", "2026-07-02", "--end", "2026-07-04", "--format", "ndjson"];
  const sorted = ({ stdout }: { readonly stdout: string }): string[] => stdout.trim().split("\n").sort();
  const expected = sorted(await here([...words, "--path", "data"]));
  const result = await here([...words, "--env", "M365DGraph", "--split-by", "1d"]);
  expect([result.code, result.stderr]).toEqual([0, ""]);
  expect(expected).toHaveLength(24);
  expect(sorted(result).map((line) => (JSON.parse(line) as { FileName: string }).FileName)).toEqual(expected.map((line) => (JSON.parse(line) as { FileName: string }).FileName));
  expect(emulator.requests.list().filter(({ service }) => service === "hunting").length).toBeGreaterThanOrEqual(2);
});

it("asks several instances at once and says where each row is from; one that fails is named, with exit code 3", async () => {
  const { code, stdout, stderr } = await here(["kql", `${text} | where FileName == 'f3.exe'`, "--env", "M365DGraph", "--format", "csv", "--all-instances"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(lines(stdout).map((line) => line.split(",")[1])).toEqual(["f3.exe", "f3.exe"]);
  emulator.faults.add({ match: { service: "hunting", tenant: second }, status: 403, times: Infinity, body: { error: { code: "Forbidden", message: "Missing application roles." } } });
  const partial = await here(["kql", `${text} | where FileName == 'f3.exe'`, "--env", "M365DGraph", "--format", "csv", "--all-instances"]);
  expect(partial.code).toBe(3);
  expect(lines(partial.stdout)).toHaveLength(1);
  expect(partial.stderr).toMatch(/incomplete: 1 part\(s\) of the data are missing:\n {2}Second, the whole time range: .*ThreatHunting\.Read\.All/s);
});

it("names each missing part with exit code 3, fails with --require-complete, and goes on from a checkpoint", async () => {
  const words = ["kql", text, "--env", "M365DGraph", "--format", "csv", ...week, "--split-by", "1d"];
  const down = (): void => void emulator.faults.add({ match: { service: "hunting", body: /2026-07-03T00:00/ }, status: 400, times: Infinity, body: { error: { code: "BadRequest", message: "Query operator expected.. Fix syntax errors in your query." } } });
  down();
  const strict = await here([...words, "--require-complete"]);
  expect([strict.code, strict.stdout]).toEqual([2, ""]);
  const first = await here([...words, "--checkpoint", "kept"]);
  expect(first.code).toBe(3);
  expect(first.stderr).toContain("2026-07-03T00:00:00.0000000Z to 2026-07-04T00:00:00.0000000Z: ");
  emulator.faults.clear();
  const asked = emulator.requests.count({ service: "hunting" });
  const next = await here([...words, "--checkpoint", "kept"]);
  expect([next.code, lines(next.stdout)]).toEqual([0, await local()]);
  expect(next.stderr).toContain("Goes on with the run begun at");
  expect(emulator.requests.count({ service: "hunting" }) - asked).toBeLessThan(5);
});

it("stops at Ctrl-C with the account so far, and writes nothing", async () => {
  const abort = new AbortController();
  emulator.setHunting({ answerDelayMilliseconds: 150 });
  const running = here(["kql", text, "--env", "M365DGraph", ...week, "--split-by", "6h", "--checkpoint", "stopped", "-o", "out.csv"], { signal: abort.signal });
  const before = emulator.requests.count({ service: "hunting" });
  await expect.poll(() => emulator.requests.count({ service: "hunting" }) - before, { timeout: 60_000 }).toBeGreaterThan(6);
  abort.abort();
  const { code, stderr } = await running;
  emulator.setHunting({ answerDelayMilliseconds: 0 });
  expect(code).toBe(130);
  expect(stderr).toMatch(/cancelled: \d+ rows had come; they are not written\. \d+ part\(s\) of the data are missing:/);
  expect(stderr).toContain("The finished parts are kept in stopped: the same command goes on with them.");
  await expect(readFile(join(folder, "out.csv"))).rejects.toMatchObject({ code: "ENOENT" });
});

it("asks Defender from the shell, completes its tables, and goes on after a refusal", async () => {
  const terminal = (): PassThrough => Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  const [stdin, stdout, stderr] = [terminal(), terminal(), terminal()];
  let shown = "";
  for (const stream of [stdout, stderr]) stream.on("data", (chunk: Buffer) => void (shown += chunk.toString()));
  const ended = main(["kql", "--env", "M365DGraph"], { stdin, stdout, stderr, env: { NO_COLOR: "1", HUNTKIT_HISTORY: "" }, cwd: folder, now: () => new Date(), signal: new AbortController().signal });
  await expect.poll(() => shown, { timeout: 60_000 }).toContain("M365DGraph: ");
  stdin.write("DeviceProc\t");
  await expect.poll(() => shown, { timeout: 60_000 }).toContain("DeviceProcessEvents");
  stdin.write(" | where FileName == 'f7.exe' | project FileName;\n");
  await expect.poll(() => shown, { timeout: 60_000 }).toContain("1 row");
  stdin.write("Nothing;\n");
  await expect.poll(() => shown, { timeout: 60_000 }).toContain("There is no table Nothing");
  stdin.write("DeviceProcessEvents | count;\n");
  await expect.poll(() => shown, { timeout: 60_000 }).toContain("60");
  stdin.write(".quit\n");
  expect(await ended).toBe(0);
});
