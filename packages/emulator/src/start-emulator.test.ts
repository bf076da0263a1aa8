import { access, readFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { Agent, get } from "node:https";
import { afterEach, expect, it } from "vitest";
import { parse } from "node:path";
import { type AuthorizationNeed, createCertificateAuthority, createClientCertificate, createManualClock, type Emulator, type EmulatorOptions, emulatorDefaults, type EmulatorService, jsonResponse, startEmulator } from "./index.js";
import { call } from "./testing/http-client.js";
import { postToken, secretForm } from "./testing/entra-client.js";

const running: Emulator[] = [];
afterEach(() => Promise.all(running.splice(0).map((emulator) => emulator.close())));

async function start(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

const discovery = `/${emulatorDefaults.tenantId}/v2.0/.well-known/openid-configuration`;

function status(address: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
  });
}

it("trusting the CA is enough, for the address, for localhost and for the names of the real services; without it nothing goes", async () => {
  const emulator = await start();
  const agent = new Agent({ ca: emulator.caPem, lookup: (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]) });
  for (const host of ["127.0.0.1", "localhost", "login.microsoftonline.com", "login.microsoftonline.us", "kv1.vault.azure.net", "graph.microsoft.com", "api.security.microsoft.com", "us.api.security.microsoft.com", "api-gov.securitycenter.microsoft.us"])
    expect(await status(`https://${host}:${emulator.port}${discovery}`, agent), host).toBe(200);
  await expect(status(`https://evil.example:${emulator.port}${discovery}`, agent)).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  await expect(status(`${emulator.origin}${discovery}`, new Agent())).rejects.toMatchObject({ code: "SELF_SIGNED_CERT_IN_CHAIN" });
  agent.destroy();
});

// All of 127.0.0.0/8 is loopback on Linux: a server bound to every address would answer at 127.0.0.2.
it.skipIf(process.platform !== "linux")("no address but 127.0.0.1 answers (Linux)", async () => {
  const emulator = await start();
  const attempt = new Promise((resolve, reject) => createConnection(emulator.port, "127.0.0.2").on("connect", resolve).on("error", reject));
  await expect(attempt).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

it("the CA file is there while it runs and gone after; a wanted one stays", async () => {
  const emulator = await startEmulator();
  expect(await readFile(emulator.caFile, "utf8")).toContain(emulator.caPem);
  expect(emulator.caPem).not.toContain("PRIVATE");
  await emulator.close();
  await expect(access(emulator.caFile)).rejects.toMatchObject({ code: "ENOENT" });
  await expect(access(parse(emulator.caFile).dir)).rejects.toMatchObject({ code: "ENOENT" });
});

it("a restart on the same port with the same authority is the same server to a client", async () => {
  const first = await startEmulator();
  const { port, certificateAuthority, caPem } = first;
  await first.close();
  const second = await start({ port, certificateAuthority });
  const agent = new Agent({ ca: caPem });
  expect(await status(`${second.origin}${discovery}`, agent)).toBe(200);
  agent.destroy();
});

it("an authority with an RSA key works; a key of another certificate is refused, and so is a port that is taken", async () => {
  const [one, two] = await Promise.all([createCertificateAuthority({ keyType: "rsa" }), createClientCertificate({ commonName: "b", keyType: "ec" })]);
  const emulator = await start({ certificateAuthority: one });
  expect((await call(emulator, discovery)).status).toBe(200);
  await expect(startEmulator({ certificateAuthority: { ...one, privateKeyPem: two.privateKeyPem } })).rejects.toMatchObject({ code: "emulator-authority" });
  await expect(startEmulator({ certificateAuthority: two })).rejects.toMatchObject({ code: "emulator-authority" });
  await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: "emulator-port" });
  await expect(startEmulator({ tenants: [{ domain: "token.example" }] })).rejects.toMatchObject({ code: "emulator-tenant" });
});

it("an unknown path is 404 and in the log as nobody's", async () => {
  const emulator = await start();
  expect((await call(emulator, "/api/nothing")).status).toBe(404);
  expect(emulator.requests.list()).toMatchObject([{ number: 1, service: "none", path: "/api/nothing", status: 404 }]);
});

it("the log has no secret of any request, and can be filtered and cleared", async () => {
  const emulator = await start();
  const token = String((await postToken(emulator, secretForm({ scope: "https://vault.azure.net/.default" }))).json()["access_token"]);
  await postToken(emulator, { grant_type: "refresh_token", client_id: emulatorDefaults.clientId, refresh_token: "refresh-me" });
  await call(emulator, "/secrets/x?api-version=7.4", { method: "PUT", body: "{\"value\":\"vault-value\"}", headers: { authorization: `Bearer ${token}`, "x-identity-header": "header-value" } });
  const text = JSON.stringify(emulator.requests.list());
  for (const secret of [emulatorDefaults.clientSecret, "refresh-me", "vault-value", "header-value", token, token.split(".")[2] ?? ""]) expect(text).not.toContain(secret);
  expect(emulator.requests.count({ grantType: "refresh_token" })).toBe(1);
  expect(emulator.requests.list({ service: "keyvault" })).toMatchObject([{ bearer: true, tenant: emulatorDefaults.tenantId, bodyBytes: 23, status: 200 }]);
  expect(emulator.requests.count({ path: /token$/, method: "POST", tenant: emulatorDefaults.tenantId })).toBe(2);
  emulator.requests.clear();
  expect(emulator.requests.count()).toBe(0);
});

function echoService(need: AuthorizationNeed): EmulatorService {
  return {
    name: "echo",
    match: (path) => path === "/api/echo",
    handle: async (request, context) => ({ ...jsonResponse(200, await context.authorize(request, need)), compress: true }),
  };
}

it("a service that is plugged in can judge tokens", async () => {
  const clock = createManualClock();
  const emulator = await start({ clock, services: [echoService({ audience: "https://graph.microsoft.com", roles: ["ThreatHunting.Read.All"], scopes: ["ThreatHunting.Read.All"] })] });
  const ask = async (authorization?: string): Promise<Record<string, unknown>> => (await call(emulator, "/api/echo", { headers: authorization === undefined ? {} : { authorization } })).json();
  const bearer = async (changes: Record<string, string> = {}): Promise<string> => `Bearer ${String((await postToken(emulator, secretForm(changes))).json()["access_token"])}`;
  const good = await bearer();
  expect(await ask(good)).toMatchObject({ ok: true, principal: { kind: "app", clientId: emulatorDefaults.clientId, tenantId: emulatorDefaults.tenantId, roles: ["ThreatHunting.Read.All"] } });
  expect(await ask()).toEqual({ ok: false, reason: "missing" });
  expect(await ask("Bearer nonsense")).toEqual({ ok: false, reason: "malformed" });
  expect(await ask(`${good.slice(0, -8)}AAAAAAAA`)).toEqual({ ok: false, reason: "signature" });
  expect(await ask(await bearer({ scope: "https://api.security.microsoft.com/.default" }))).toMatchObject({ reason: "audience", audience: "https://api.security.microsoft.com" });
  const app = emulator.directory.app(emulatorDefaults.clientId);
  if (app !== undefined) app.roles = [];
  expect(await ask(await bearer())).toMatchObject({ reason: "permission" });
  clock.advance(3_599_000);
  expect(await ask(good)).toEqual({ ok: false, reason: "expired" });
  clock.advance(-2 * 3_599_000);
  expect(await ask(good)).toEqual({ ok: false, reason: "not-yet-valid" });
});

it("a token of another emulator is refused", async () => {
  const [mine, other] = await Promise.all([start({ services: [echoService({ audience: "https://graph.microsoft.com" })] }), start()]);
  const { access_token: token } = (await postToken(other, secretForm())).json();
  expect((await call(mine, "/api/echo", { headers: { authorization: `Bearer ${String(token)}` } })).json()).toEqual({ ok: false, reason: "signature" });
});

it("a big answer is sent as gzip to who asks for it", async () => {
  const emulator = await start({ services: [{ name: "big", match: (path) => path === "/big", handle: () => ({ ...jsonResponse(200, "x".repeat(100_000)), compress: true }) }] });
  const packed = await call(emulator, "/big", { headers: { "accept-encoding": "gzip" } });
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(Number(packed.headers["content-length"])).toBeLessThan(2_000);
  expect((await call(emulator, "/big")).text).toHaveLength(100_002);
});

it("a defect of a service is told to the listener and is a 500 without details", async () => {
  const defects: unknown[] = [];
  const emulator = await start({ onDefect: (error) => defects.push(error), services: [{ name: "bad", match: () => true, handle: () => Promise.reject(new TypeError("inner workings")) }] });
  const answer = await call(emulator, "/bad");
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain("inner workings");
  expect(defects).toEqual([new TypeError("inner workings")]);
});

it("the settings name the emulator, its CA and the default app", async () => {
  const emulator = await start();
  expect(emulator.settingsYaml()).toBe(`DataProviders:
  MicrosoftDefender:
    Args:
      TenantId: "${emulatorDefaults.tenantId}"
      ClientId: "${emulatorDefaults.clientId}"
      ClientSecret: "${emulatorDefaults.clientSecret}"
      LoginUri: "${emulator.origin}"
      ApiUri: "${emulator.origin}"
      CaFile: "${emulator.caFile}"
KeyVault:
  TenantId: "${emulatorDefaults.tenantId}"
  VaultName: "${emulatorDefaults.vaultName}"
  VaultUri: "${emulator.origin}"
  LoginUri: "${emulator.origin}"
  CaFile: "${emulator.caFile}"
`);
});
