import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exampleEnvironment, startWords } from "../../run-example.js";

let emulator: Emulator;
beforeAll(async () => void (emulator = await startEmulator({ tenants: [{ data: { tables: { DeviceInfo: [{ Timestamp: "2026-07-01T00:00:00Z" }, { Timestamp: "2026-07-02T00:00:00Z" }] } } }] })));
afterAll(() => emulator.close());

interface Service {
  readonly address: string;
  readonly errors: () => string;
  readonly stop: () => Promise<number | null>;
}

async function serve(secret: string): Promise<Service> {
  const { tenantId, clientId } = emulatorDefaults;
  const env = exampleEnvironment({ HUNT_TENANT: tenantId, HUNT_CLIENT: clientId, HUNT_SECRET: secret, HUNT_LOGIN: emulator.loginUri, HUNT_API: emulator.apiUri, NODE_EXTRA_CA_CERTS: emulator.caFile });
  const child: ChildProcess = spawn(process.execPath, startWords(new URL("serve.ts", import.meta.url)), { cwd: new URL("..", import.meta.url), env, stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const [address] = (await Promise.race([once(lines, "line"), once(child, "close").then(() => [`ended: ${errors}`])])) as [string];
  const ended = once(child, "close") as Promise<[number | null]>;
  return { address, errors: () => errors, stop: async () => (child.kill("SIGTERM"), (await ended)[0]) };
}

it("signs in once for requests that come together, and answers them", async () => {
  const service = await serve(emulatorDefaults.clientSecret);
  const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(service.address)).json()));
  expect(answers).toEqual([1, 2, 3].map(() => ({ results: [{ "Count": 2, "Count@odata.type": "#Int64" }], roles: ["ThreatHunting.Read.All"] })));
  expect(emulator.requests.list().filter(({ path }) => path.endsWith("/token"))).toHaveLength(1);
  expect([await service.stop(), service.errors()]).toEqual([0, ""]);
});

it("tells what failed by its code, and no secret", async () => {
  const service = await serve("not~the~secret");
  const refused = await fetch(service.address);
  expect([refused.status, await refused.json()]).toEqual([502, { code: "client-secret-wrong" }]);
  await service.stop();
  expect(service.errors()).toContain("client-secret-wrong: ");
  expect(service.errors()).not.toContain("not~the~secret");
});
