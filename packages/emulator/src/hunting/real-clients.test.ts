import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { Client } from "@microsoft/microsoft-graph-client";
import { fetch as undiciFetch } from "undici";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../index.js";
import { postToken, secretForm } from "../testing/entra-client.js";
import { agentOf } from "../testing/http-client.js";

let emulator: Emulator;
let token = "";
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

beforeAll(async () => {
  emulator = await startEmulator({ tenants: [{ data: { tables: { DeviceInfo: [{ Timestamp: "2026-07-01T00:00:00Z", DeviceName: "pc-1" }, { Timestamp: "2026-07-02T00:00:00Z", DeviceName: "pc-2" }] } } }] });
  token = String((await postToken(emulator, secretForm())).json()["access_token"]);
});
afterAll(() => emulator.close());

it("Microsoft's Graph client gets rows, and the service's error with its code", async () => {
  const before = globalThis.fetch;
  globalThis.fetch = ((address: string, options: object) => undiciFetch(address, { ...options, dispatcher: agentOf(emulator) })) as unknown as typeof fetch;
  try {
    const client = Client.init({ baseUrl: `${emulator.apiUri}/`, customHosts: new Set(["127.0.0.1"]), authProvider: (done) => done(null, token) });
    const answer = (await client.api("/security/runHuntingQuery").post({ Query: "DeviceInfo | project DeviceName | sort by DeviceName asc", Timespan: "2026-07-01/2026-07-03" })) as { readonly schema: unknown; readonly results: unknown };
    expect(answer.schema).toEqual([{ name: "DeviceName", type: "String" }]);
    expect(answer.results).toEqual([{ DeviceName: "pc-1" }, { DeviceName: "pc-2" }]);
    await expect(client.api("/security/runHuntingQuery").post({ Query: "Nothing" })).rejects.toMatchObject({ statusCode: 400, code: "BadRequest", message: expect.stringContaining("named 'Nothing'") });
  } finally {
    globalThis.fetch = before;
  }
});

it.skipIf(!hasCurl)("curl gets rows (skipped without curl)", async () => {
  const { stdout } = await promisify(execFile)("curl", ["-sS", "--compressed", "--cacert", emulator.caFile, "-H", `Authorization: Bearer ${token}`, "-H", "Content-Type: application/json", "-d", '{"Query":"DeviceInfo | count"}', `${emulator.apiUri}/v1.0/security/runHuntingQuery`]);
  expect(JSON.parse(stdout)).toMatchObject({ schema: [{ name: "Count", type: "Int64" }], results: [{ Count: 2 }] });
});
