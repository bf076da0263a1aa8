import { ManagedIdentityCredential } from "@azure/identity";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Emulator, emulatorDefaults, startEmulator } from "../index.js";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  Object.assign(process.env, emulator.managedIdentity.appServiceEnvironment);
});
afterAll(async () => {
  for (const name of Object.keys(emulator.managedIdentity.appServiceEnvironment)) delete process.env[name];
  await emulator.close();
});

it("@azure/identity gets a token in App Service", async () => {
  const token = await new ManagedIdentityCredential().getToken("https://vault.azure.net/.default");
  expect(decodeJwt(token.token)).toMatchObject({ aud: "https://vault.azure.net", appid: emulatorDefaults.identityClientId });
  expect(emulator.requests.list({ service: "identity" })).toMatchObject([{ path: "/msi/token", status: 200 }]);
});

it("App Service refuses a wrong header, a wrong version and an unknown identity", async () => {
  const { IDENTITY_ENDPOINT: address, IDENTITY_HEADER: header } = emulator.managedIdentity.appServiceEnvironment;
  const status = async (query: string, value: string): Promise<number> => (await fetch(`${address}?${query}`, { headers: { "x-identity-header": value } })).status;
  expect(await status("api-version=2019-08-01&resource=https://vault.azure.net", "wrong")).toBe(401);
  expect(await status("api-version=2017-09-01&resource=https://vault.azure.net", header)).toBe(400);
  expect(await status("api-version=2019-08-01&resource=https://vault.azure.net&client_id=none", header)).toBe(400);
  expect(await status("api-version=2019-08-01&resource=https://vault.azure.net", header)).toBe(200);
});
