import { createTokenSource } from "@huntkit/auth";
import { createManualClock, type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { HuntError } from "@huntkit/provider";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type DefenderConnectOptions, defenderDrivers } from "./index.js";

const clock = createManualClock();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock, hunting: { callsPerMinute: 100_000, callsPerHour: 100_000 }, tenants: [{ data: { tables: { DeviceInfo: [{ Timestamp: "2026-07-01T10:00:00Z", DeviceName: "pc1" }] } } }] });
});
afterAll(() => emulator.close());
beforeEach(() => void vi.spyOn(process, "emitWarning").mockReturnValue(undefined)); // the emulator's clock runs ahead, of which sign-in warns
afterEach(() => emulator.faults.clear());

const options = (): DefenderConnectOptions => ({
  tenantId: emulatorDefaults.tenantId, clientId: emulatorDefaults.clientId, clientSecret: emulatorDefaults.clientSecret,
  loginUri: emulator.loginUri, apiUri: emulator.apiUri, caFile: emulator.caFile, environmentVariables: {}, callsPerMinute: 100_000, callsPerHour: 100_000,
});

/** Every token given so far is refused from now on. */
function revokeTokens(): void {
  clock.advance(1000);
  for (const tenant of emulator.directory.tenants) tenant.tokensValidFrom = clock.now() - (clock.now() % 1000);
}

const graphDriver = defenderDrivers.find(({ names }) => names.includes("M365DGraph")) as (typeof defenderDrivers)[number];
const tokenRequests = (): number => emulator.requests.list().filter(({ path, method }) => method === "POST" && path.endsWith("/token")).length;

it.each(defenderDrivers.map((driver) => [driver.names[0], driver] as const))("%s gets one new token for 30 queries whose token was revoked", async (_name, driver) => {
  const connection = await driver.connect(options());
  await connection.query("DeviceInfo | count");
  revokeTokens();
  emulator.requests.clear();
  const results = await Promise.all(Array.from({ length: 30 }, () => connection.query("DeviceInfo | count")));
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => "complete"));
  expect(tokenRequests()).toBe(1);
  await connection.query("DeviceInfo | count");
  expect(tokenRequests()).toBe(1);
  await connection.close();
});

it("tells so when a token that was handed in is refused, and asks at most twice", async () => {
  const { tenantId, clientId, clientSecret } = emulatorDefaults;
  const signIn = createTokenSource({ tenantId, clientId, clientSecret, loginUri: emulator.loginUri, caFile: emulator.caFile });
  const accessToken = (await signIn.getToken(["https://graph.microsoft.com/.default"])).token.reveal();
  await signIn.close();
  const connection = await graphDriver.connect({ accessToken, apiUri: emulator.apiUri, caFile: emulator.caFile, environmentVariables: {} });
  expect((await connection.query("DeviceInfo | count")).status).toBe("complete");
  revokeTokens();
  emulator.requests.clear();
  const error = await connection.query("DeviceInfo | count").catch((caught: unknown) => caught);
  expect(HuntError.isInstance(error) && error.code).toBe("token-refused");
  expect(emulator.requests.list().filter(({ service }) => service === "hunting")).toHaveLength(2);
  expect(String(error)).not.toContain(accessToken);
  await connection.close();
});
