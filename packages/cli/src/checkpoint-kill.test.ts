import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "@huntkit/emulator";
import { afterAll, beforeAll, expect, it } from "vitest";

const command = fileURLToPath(new URL("../bin/huntkit.js", import.meta.url));
const isBuilt = ["../dist/index.js", "../../core/dist/index.js", "../../driver-defender/dist/index.js"].every((path) => existsSync(new URL(path, import.meta.url)));
const kills = Number(process.env["HUNTKIT_KILLS"] ?? 6);
const seed = Number(process.env["HUNTKIT_PROPERTY_SEED"] ?? 20_261_124);
let folder = "";
let emulator: Emulator;
const ids = Array.from({ length: 300 }, (_, index) => index);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-kill-"));
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "data", "DeviceProcessEvents.ndjson"), ids.map((id) => JSON.stringify({ Timestamp: new Date(Date.UTC(2026, 5, 1) + id * 8_640_000).toISOString(), ProcessId: id })).join("\n"));
  emulator = await startEmulator({ tenants: [{ data: { path: join(folder, "data") } }], hunting: { callsPerMinute: 100_000, callsPerHour: 100_000, answerDelayMilliseconds: 40 } });
  await writeFile(join(folder, "msticpyconfig.yaml"), emulator.settingsYaml());
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** A moment to kill at: so many calls, and then so many milliseconds, in which answers come, parts are written and further calls are made. */
interface Moment {
  readonly calls: number;
  readonly milliseconds: number;
}

/** Runs the hunt; kills the process without warning at a moment. */
function hunt(run: number, moment: Moment | undefined): Promise<Ended> {
  const words = ["kql", "DeviceProcessEvents | project ProcessId", "--env", "M365DGraph", "--since", "2026-06-01", "--until", "2026-07-01", "--split-by", "1d", "--checkpoint", `kept-${run}`, "-o", `out-${run}.csv`];
  const child = spawn(process.execPath, [command, ...words], { cwd: folder, env: { ...process.env, MSTICPYCONFIG: join(folder, "msticpyconfig.yaml") }, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => void (stderr += chunk.toString()));
  const asked = emulator.requests.count({ service: "hunting" });
  let killing: NodeJS.Timeout | undefined;
  const kill = ({ calls, milliseconds }: Moment): void => {
    if (killing === undefined && emulator.requests.count({ service: "hunting" }) - asked >= calls) killing = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  };
  const watch = moment && setInterval(kill, 1, moment);
  return new Promise((resolve) => child.on("exit", (code) => {
    clearInterval(watch);
    clearTimeout(killing);
    resolve({ code, stderr });
  }));
}

it.skipIf(!isBuilt)(`a run that is killed ${kills} times at random moments (seed ${seed}) gives the truth in the end (needs \`npm run build\`; HUNTKIT_KILLS sets the number)`, async () => {
  let random = seed;
  const next = (most: number): number => (random = (random * 48_271) % 2_147_483_647) % most;
  let killed = 0;
  for (let run = 0; killed < kills; run++) {
    // Each run is killed up to three times before it may end.
    for (let time = 0; time < 3 && killed < kills; time++) if ((await hunt(run, { calls: 1 + next(10), milliseconds: next(100) })).code === null) killed++;
    const asked = emulator.requests.count({ service: "hunting" });
    const { code, stderr } = await hunt(run, undefined);
    expect([code, stderr.includes("error") ? stderr : ""]).toEqual([0, ""]);
    expect(emulator.requests.count({ service: "hunting" }) - asked).toBeLessThanOrEqual(30);
    const found = (await readFile(join(folder, `out-${run}.csv`), "utf8")).trim().split("\r\n").slice(1).map(Number).sort((left, right) => left - right);
    expect(found).toEqual(ids);
  }
  console.log(`killed ${killed} times (seed ${seed}): every run gave the ${ids.length} rows in the end`);
}, 120_000 + kills * 60_000);
