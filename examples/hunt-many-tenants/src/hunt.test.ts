import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@huntkit/emulator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runExample } from "../../run-example.js";

const clientId = "8d5b1c1a-6d0b-4c2e-9f53-2b1c9e6f1a01";
const ids = { Default: "00000000-0000-4000-8000-00000000000a", North: "00000000-0000-4000-8000-00000000000b", South: "00000000-0000-4000-8000-00000000000c" };
let emulator: Emulator;
let folder = "";

beforeAll(async () => {
  const devices = (...platforms: string[]): Record<string, unknown>[] => platforms.map((OSPlatform, index) => ({ Timestamp: "2026-07-01T00:00:00Z", DeviceId: `device-${index}`, OSPlatform }));
  emulator = await startEmulator({
    tenants: [
      { id: ids.Default, domain: "contoso.example", apps: [{ clientId, secrets: ["first secret"] }], data: { tables: { DeviceInfo: devices("Windows11", "Windows11") } } },
      { id: ids.North, domain: "north.example", apps: [{ clientId, secrets: ["second secret"] }], data: { tables: { DeviceInfo: devices("Linux") } } },
      { id: ids.South, domain: "south.example", apps: [{ clientId, secrets: ["third secret"], roles: [] }], data: { tables: { DeviceInfo: devices("Windows10") } } },
    ],
  });
  folder = await mkdtemp(join(tmpdir(), "huntkit-example-"));
  await writeFile(join(folder, "msticpyconfig.yaml"), settingsOf({ Default: "first secret", North: "second secret", South: "third secret" }), { mode: 0o600 });
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

function settingsOf(secrets: Readonly<Record<keyof typeof ids, string>>): string {
  const section = (name: keyof typeof ids): string => {
    const args = { TenantId: ids[name], ClientId: clientId, ClientSecret: secrets[name], LoginUri: emulator.loginUri, ApiUri: emulator.apiUri, CaFile: emulator.caFile };
    return `  MicrosoftDefender${name === "Default" ? "" : `-${name}`}:\n    Args:\n${Object.entries(args).map(([key, value]) => `      ${key}: ${JSON.stringify(value)}\n`).join("")}`;
  };
  return `DataProviders:\n${(Object.keys(ids) as (keyof typeof ids)[]).map(section).join("")}`;
}

it("asks all tenants at once, and names the one that refuses", async () => {
  const { code, stdout, stderr } = await runExample(new URL("hunt.ts", import.meta.url), { env: { MSTICPYCONFIG: join(folder, "msticpyconfig.yaml") } });
  expect(stdout.split("\n").filter((line) => /Default|North|South/.test(line)).sort()).toEqual(["Missing: South: permission-missing", "| Default | Windows11 | 2 |", "| North | Linux | 1 |"]);
  expect([code, stderr]).toEqual([3, ""]);
});
