import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ClientSecretCredential } from "@azure/identity";
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createManualClock, type Emulator, emulatorDefaults, type ManualClock, startEmulator } from "../index.js";
import { call } from "../testing/http-client.js";
import { graphScope, msalApp, postToken, secretForm } from "../testing/entra-client.js";

let emulator: Emulator;
let clock: ManualClock;
const otherTenant = "0b6c1d3e-7a55-4a8e-8f0c-6d2e5c9b7a02";
const day = 86_400_000;

beforeEach(async () => {
  clock = createManualClock();
  emulator = await startEmulator({
    clock,
    tenants: [
      { apps: [{ secrets: [emulatorDefaults.clientSecret, "second~secret", { value: "old~secret", expires: clock.now() - day }] }] },
      { id: otherTenant, domain: "fabrikam.example", apps: [{ clientId: "11111111-2222-4333-8444-555555555555", roles: [] }], users: [], vaults: [] },
    ],
  });
});
afterEach(() => emulator.close());

it("msal-node gets a token whose claims name app, tenant, audience and roles", async () => {
  const result = await msalApp(emulator).acquireTokenByClientCredential({ scopes: [graphScope] });
  const claims = decodeJwt(result?.accessToken ?? "");
  expect(claims).toMatchObject({ aud: "https://graph.microsoft.com", appid: emulatorDefaults.clientId, tid: emulatorDefaults.tenantId, roles: ["ThreatHunting.Read.All"], idtyp: "app", appidacr: "1" });
  expect(claims.exp).toBe(Math.floor(clock.now() / 1000) + 3599);
  expect(claims["oid"]).toBe(emulator.directory.tenants[0]?.apps[0]?.objectId);
});

it("@azure/identity gets a token", async () => {
  const credential = new ClientSecretCredential(emulatorDefaults.tenantId, emulatorDefaults.clientId, "second~secret", { authorityHost: emulator.loginUri, disableInstanceDiscovery: true, tlsOptions: { ca: emulator.caPem } });
  const token = await credential.getToken("https://api.securitycenter.microsoft.com/.default");
  expect(decodeJwt(token.token)).toMatchObject({ aud: "https://api.securitycenter.microsoft.com", roles: ["AdvancedQuery.Read.All"] });
});

it("curl gets a token over TLS with the CA file", async () => {
  const fields = Object.entries(secretForm()).flatMap(([name, value]) => ["--data-urlencode", `${name}=${value}`]);
  const { stdout } = await promisify(execFile)("curl", ["-sS", "--noproxy", "*", "--cacert", emulator.caFile, ...fields, `${emulator.loginUri}/contoso.example/oauth2/v2.0/token`]);
  expect(JSON.parse(stdout)).toMatchObject({ token_type: "Bearer", expires_in: 3599 });
});

it("the signature of a token holds against the keys that the discovery document names, and not if a claim is changed", async () => {
  const { access_token: jwt } = (await postToken(emulator, secretForm())).json();
  const discovery = (await call(emulator, `/${emulatorDefaults.tenantId}/v2.0/.well-known/openid-configuration`)).json();
  const keys = createLocalJWKSet((await call(emulator, String(discovery["jwks_uri"]))).json() as never);
  await expect(jwtVerify(String(jwt), keys)).resolves.toMatchObject({ payload: { tid: emulatorDefaults.tenantId } });
  const [head, body, signature] = String(jwt).split(".");
  const forged = Buffer.from(JSON.stringify({ ...decodeJwt(String(jwt)), roles: ["All"] })).toString("base64url");
  await expect(jwtVerify(`${head}.${forged}.${signature}`, keys)).rejects.toMatchObject({ code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
  expect(body).not.toBe(forged);
});

it.each([
  ["wrong secret", { client_secret: "wrong" }, 401, "invalid_client", 7000215],
  ["expired secret", { client_secret: "old~secret" }, 401, "invalid_client", 7000222],
  ["no secret", { client_secret: "" }, 401, "invalid_client", 7000218],
  ["unknown app", { client_id: "99999999-2222-4333-8444-555555555555" }, 400, "unauthorized_client", 700016],
  ["unknown service", { scope: "https://nowhere.example/.default" }, 400, "invalid_resource", 500011],
  ["scope without .default", { scope: "https://graph.microsoft.com/User.Read" }, 400, "invalid_scope", 1002012],
  ["no scope", { scope: "" }, 400, "invalid_scope", 70011],
  ["unknown grant", { grant_type: "magic" }, 400, "unsupported_grant_type", 70003],
  ["no grant", { grant_type: "" }, 400, "invalid_request", 900144],
])("%s is refused as the service does", async (_name, changes, status, error, number) => {
  const answer = await postToken(emulator, secretForm(changes));
  expect(answer.status).toBe(status);
  const body = answer.json();
  expect(body).toMatchObject({ error, error_codes: [number], error_uri: `${emulator.origin}/error?code=${number}` });
  expect(body["error_description"]).toBe(`${String(body["error_description"]).split(" Trace ID:")[0]} Trace ID: ${body["trace_id"]} Correlation ID: ${body["correlation_id"]} Timestamp: ${body["timestamp"]}`);
  expect(body["error_description"]).toMatch(new RegExp(`^AADSTS${number}: `));
  expect(answer.text).not.toContain(emulatorDefaults.clientSecret);
});

it.each([
  ["an unknown tenant", "99999999-2222-4333-8444-555555555555", 90002],
  ["an app of another tenant", otherTenant, 700016],
  ["common, which names no tenant", "common", 50059],
])("%s is refused", async (_name, tenant, number) => {
  expect((await postToken(emulator, secretForm(), tenant)).json()).toMatchObject({ error_codes: [number] });
});

it("the tenant is found by its domain and in any case", async () => {
  expect((await postToken(emulator, secretForm(), "CONTOSO.example")).status).toBe(200);
  expect((await postToken(emulator, secretForm(), emulatorDefaults.tenantId.toUpperCase())).status).toBe(200);
});

it("msal-node sees the number of the refusal", async () => {
  await expect(msalApp(emulator, { clientSecret: "wrong" }).acquireTokenByClientCredential({ scopes: [graphScope] })).rejects.toMatchObject({ errorCode: "invalid_client", errorNo: 7000215, status: 401 });
});

it("a secret that ends while the emulator runs is refused from then on", async () => {
  clock.advance(3 * 365 * day);
  expect((await postToken(emulator, secretForm())).json()).toMatchObject({ error_codes: [7000222] });
});

it("the older end point takes resource and writes numbers as texts", async () => {
  const { scope: _scope, ...form } = secretForm({ resource: "https://api.securitycenter.microsoft.com" });
  const body = (await postToken(emulator, form, emulatorDefaults.tenantId, "oauth2/token")).json();
  expect(body).toMatchObject({ expires_in: "3599", resource: "https://api.securitycenter.microsoft.com", expires_on: String(Math.floor(clock.now() / 1000) + 3599) });
  expect(decodeJwt(String(body["access_token"]))).toMatchObject({ aud: "https://api.securitycenter.microsoft.com" });
});

it("a trailing slash of the address stays in the audience, and one of the path does not matter", async () => {
  const { access_token: jwt } = (await postToken(emulator, secretForm({ scope: "https://vault.azure.net//.default" }), emulatorDefaults.tenantId, "oauth2/v2.0/token/")).json();
  expect(decodeJwt(String(jwt)).aud).toBe("https://vault.azure.net/");
});

it("a blocked or disabled app gets no token, and roles taken away are missing from the next one", async () => {
  const app = emulator.directory.app(emulatorDefaults.clientId);
  if (app === undefined) throw new Error("the app is missing");
  app.roles = { graph: ["Other.Read"] };
  expect(decodeJwt(String((await postToken(emulator, secretForm())).json()["access_token"]))["roles"]).toEqual(["Other.Read"]);
  app.conditionalAccess = "block";
  expect((await postToken(emulator, secretForm())).json()).toMatchObject({ error_codes: [53003], suberror: "message_only" });
  app.disabled = true;
  expect((await postToken(emulator, secretForm())).json()).toMatchObject({ error_codes: [7000112] });
});

it("the correlation id of the client comes back", async () => {
  const id = "7a1f7a52-6d9c-4c3f-9f4b-4f6f2f1f0a11";
  const answer = await call(emulator, `/contoso.example/oauth2/v2.0/token?client-request-id=${id}`, { form: secretForm({ client_secret: "x" }) });
  expect(answer.json()["correlation_id"]).toBe(id);
  expect(answer.headers["client-request-id"]).toBe(id);
});

it("instance discovery names the host that was asked", async () => {
  const asked = encodeURIComponent(`${emulator.origin}/contoso.example/oauth2/v2.0/authorize`);
  const body = (await call(emulator, `/common/discovery/instance?api-version=1.1&authorization_endpoint=${asked}`)).json();
  expect(body["tenant_discovery_endpoint"]).toBe(`${emulator.origin}/contoso.example/v2.0/.well-known/openid-configuration`);
});
