import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { generateSample } from "@huntkit/driver-local/sample";
import { type Emulator, type EmulatorOptions, emulatorDefaults, startEmulator } from "../index.js";
import { postToken, secretForm } from "../testing/entra-client.js";
import { call, type TestAnswer } from "../testing/http-client.js";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  ends.push(() => emulator.close());
  return emulator;
}

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "huntkit-emulator-test-"));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function hunt(emulator: Emulator, Query: string): Promise<TestAnswer> {
  const bearer = String((await postToken(emulator, secretForm())).json()["access_token"]);
  return call(emulator, "/v1.0/security/runHuntingQuery", { method: "POST", headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" }, body: JSON.stringify({ Query }) });
}

const named = (DeviceName: string) => ({ tables: { DeviceInfo: [{ Timestamp: "2026-07-01T00:00:00Z", DeviceName }] } });

it("the sample week of the demo can be hunted in", async () => {
  const folder = await freshFolder();
  const { rows } = await generateSample({ out: folder, date: "2026-07-08" });
  const emulator = await start({ tenants: [{ data: { path: folder } }] });
  const answer = await hunt(emulator, "DeviceProcessEvents | summarize Rows = count(), Devices = dcount(DeviceName)");
  expect(answer.json()).toMatchObject({ results: [{ Rows: rows["DeviceProcessEvents"], Devices: expect.any(Number) }] });
}, 300_000);

it("a tenant without data knows no table, yet answers what needs none", async () => {
  const emulator = await start();
  expect((await hunt(emulator, "print Answer = 42")).json()).toMatchObject({ schema: [{ name: "Answer", type: "Int64" }], results: [{ Answer: 42 }] });
  expect((await hunt(emulator, "let days = 7d; DeviceInfo | where Timestamp > ago(days)")).json()).toMatchObject({ error: { code: "BadRequest", message: expect.stringContaining("named 'DeviceInfo'") } });
});

it("a table of the schema without data is empty, or refused as one without a licence", async () => {
  const emulator = await start({ tenants: [{ data: named("d1") }] });
  expect((await hunt(emulator, "EmailEvents | project Subject")).json()).toMatchObject({ schema: [{ name: "Subject", type: "String" }], results: [] });
  emulator.setHunting({ missingTables: "refused" });
  expect((await hunt(emulator, "EmailEvents | project Subject")).json()).toMatchObject({ error: { message: expect.stringContaining("named 'EmailEvents'") } });
  expect((await hunt(emulator, "DeviceInfo | project DeviceName")).status).toBe(200);
});

it("other data holds from the next query on, while one that runs goes on over the old", async () => {
  const emulator = await start({ tenants: [{ data: named("old") }] });
  await hunt(emulator, "DeviceInfo");
  const running = hunt(emulator, "range N from 1 to 3000000 step 1 | extend Text = strcat('x', N) | summarize dcount(Text), N = count() | project N");
  await expect.poll(() => emulator.requests.count({ service: "hunting" })).toBe(2);
  await emulator.setData(named("new"));
  expect((await hunt(emulator, "DeviceInfo | project DeviceName")).json()).toMatchObject({ results: [{ DeviceName: "new" }] });
  expect((await running).json()).toMatchObject({ results: [{ N: 3_000_000 }] });
});

it.each([
  ["a folder that is not there", async () => ({ path: join(await freshFolder(), "none") })],
  ["a file", async () => ({ path: await fileIn(await freshFolder()) })],
  ["a table that leaves its folder", async () => ({ tables: { "../escaped": [] } })],
])("data that cannot be used is refused when it is given: %s", async (_what, made) => {
  const data = await made();
  await expect(startEmulator({ tenants: [{ data }] })).rejects.toMatchObject({ code: "emulator-data" });
  const emulator = await start();
  await expect(emulator.setData(data)).rejects.toMatchObject({ code: "emulator-data" });
  await expect(emulator.setData({ tenant: "nobody.example", tables: {} })).rejects.toMatchObject({ code: "emulator-tenant" });
  expect(emulator.directory.tenants[0]?.id).toBe(emulatorDefaults.tenantId);
});

async function fileIn(folder: string): Promise<string> {
  const path = join(folder, "DeviceInfo.csv");
  await writeFile(path, "DeviceName\nd1\n");
  return path;
}
