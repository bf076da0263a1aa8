import { ManagedIdentityCredential } from "@azure/identity";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Emulator, emulatorDefaults, startEmulator } from "../index.js";

const other = "7d0f2f0a-1c1b-4f8a-9b5e-0a1b2c3d4e5f";
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ tenants: [{ managedIdentities: [{}, { clientId: other, resourceId: "/subscriptions/s/identity/other", roles: { graph: ["Other.Read"] } }] }] });
  process.env["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = emulator.managedIdentity.imdsEnvironment.AZURE_POD_IDENTITY_AUTHORITY_HOST;
});
afterAll(async () => {
  delete process.env["AZURE_POD_IDENTITY_AUTHORITY_HOST"];
  await emulator.close();
});

it("@azure/identity gets tokens of the system's and of a user-assigned identity", async () => {
  const system = decodeJwt((await new ManagedIdentityCredential().getToken("https://graph.microsoft.com/.default")).token);
  expect(system).toMatchObject({ aud: "https://graph.microsoft.com", appid: emulatorDefaults.identityClientId, tid: emulatorDefaults.tenantId, roles: ["ThreatHunting.Read.All"] });
  const assigned = decodeJwt((await new ManagedIdentityCredential({ clientId: other }).getToken("https://graph.microsoft.com/.default")).token);
  expect(assigned).toMatchObject({ appid: other, roles: ["Other.Read"], xms_mirid: "/subscriptions/s/identity/other" });
});

it.each([
  ["no Metadata header", {}, "api-version=2018-02-01&resource=https://vault.azure.net", "Required metadata header"],
  ["a forwarded request", { metadata: "true", "x-forwarded-for": "1.2.3.4" }, "api-version=2018-02-01&resource=https://vault.azure.net", "Required metadata header"],
  ["no resource", { metadata: "true" }, "api-version=2018-02-01", "resource"],
  ["no version", { metadata: "true" }, "resource=https://vault.azure.net", "api-version"],
  ["an unknown identity", { metadata: "true" }, "api-version=2018-02-01&resource=https://vault.azure.net&client_id=none", "Identity not found"],
  ["an unknown service", { metadata: "true" }, "api-version=2018-02-01&resource=https://nowhere.example", "AADSTS500011"],
])("IMDS refuses %s", async (_name, headers: Record<string, string>, query, text) => {
  const answer = await fetch(`${emulator.managedIdentity.origin}/metadata/identity/oauth2/token?${query}`, { headers });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(text);
});

it("nothing but managed identity is there without TLS", async () => {
  expect((await fetch(`${emulator.managedIdentity.origin}/contoso.example/v2.0/.well-known/openid-configuration`)).status).toBe(404);
});
