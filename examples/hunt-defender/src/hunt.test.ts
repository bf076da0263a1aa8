import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@huntkit/emulator";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ExampleRun, runExample } from "../../run-example.js";

let emulator: Emulator;
let folder = "";
beforeEach(async () => {
  const rows = [1, 2, 3].map((day) => ({ Timestamp: `2026-07-0${day}T12:00:00Z`, DeviceName: "ws-001", FileName: `program-${day}.exe` }));
  emulator = await startEmulator({ tenants: [{ data: { tables: { DeviceProcessEvents: rows } } }] });
  folder = await mkdtemp(join(tmpdir(), "huntkit-example-"));
  await writeFile(join(folder, "msticpyconfig.yaml"), emulator.settingsYaml(), { mode: 0o600 });
});
afterEach(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

const hunt = (): Promise<ExampleRun> => runExample(new URL("hunt.ts", import.meta.url), { parameters: ["ws-001", "2026-07-01", "2026-07-04"], env: { MSTICPYCONFIG: join(folder, "msticpyconfig.yaml") } });
const programs = (text: string): string[] => [...text.matchAll(/program-\d/g)].map(String);

it("signs in with the settings and gets every row, in parts", async () => {
  const { code, stdout, stderr } = await hunt();
  expect([code, stderr]).toEqual([0, ""]);
  expect(programs(stdout)).toEqual(["program-1", "program-2", "program-3"]);
  expect(stdout).toContain("All 3 rows.");
  expect(emulator.requests.list().filter(({ path }) => path.endsWith("runHuntingQuery"))).toHaveLength(3);
});

it("tells exactly which day is missing, and ends with 3", async () => {
  emulator.faults.add({ status: 200, contentType: "application/json", body: { something: "else" }, match: { service: "hunting", body: /2026-07-02T00[^]*2026-07-03T00/ }, times: Infinity });
  const { code, stdout } = await hunt();
  expect(stdout).toMatch(/^- 2026-07-02T00:00:00\.0000000Z to 2026-07-03T00:00:00\.0000000Z: answer-unexpected \(asked 1 times\)$/m);
  expect([code, programs(stdout)]).toEqual([3, ["program-1", "program-3"]]);
});
