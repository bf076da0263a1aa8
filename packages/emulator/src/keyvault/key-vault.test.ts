import { Agent } from "node:https";
import { ClientSecretCredential, type TokenCredential } from "@azure/identity";
import { SecretClient, type SecretClientOptions } from "@azure/keyvault-secrets";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createManualClock, type Emulator, emulatorDefaults, faultKinds, type ManualClock, startEmulator, type VaultOptions } from "../index.js";
import { call } from "../testing/http-client.js";
import { postToken, secretForm } from "../testing/entra-client.js";

let emulator: Emulator;
let clock: ManualClock;
const many = Object.fromEntries(Array.from({ length: 61 }, (_item, index) => [`secret-${String(index).padStart(2, "0")}`, `value ${index}`]));
const vaults: readonly VaultOptions[] = [
  { name: "first", secrets: { "DataProviders-MicrosoftDefender-Args-ClientSecret": "from the vault" } },
  { name: "second", secrets: many },
  { name: "closed", secrets: { a: "1" }, access: { [emulatorDefaults.clientId]: ["list"] } },
];

beforeEach(async () => {
  clock = createManualClock();
  emulator = await startEmulator({ clock, tenants: [{ vaults }, { id: "0b6c1d3e-7a55-4a8e-8f0c-6d2e5c9b7a02", domain: "fabrikam.example", vaults: [{ name: "foreign" }] }] });
});
afterEach(() => emulator.close());

function credential(): TokenCredential {
  return new ClientSecretCredential(emulatorDefaults.tenantId, emulatorDefaults.clientId, emulatorDefaults.clientSecret, { authorityHost: emulator.loginUri, disableInstanceDiscovery: true, tlsOptions: { ca: emulator.caPem } });
}

function client(address: string = emulator.vaultUri, options: SecretClientOptions = {}): SecretClient {
  return new SecretClient(address, credential(), { disableChallengeResourceVerification: true, tlsOptions: { ca: emulator.caPem }, retryOptions: { maxRetries: 0 }, ...options });
}

it("the real client reads, writes, lists versions and disables", async () => {
  const secrets = client();
  expect((await secrets.getSecret("DataProviders-MicrosoftDefender-Args-ClientSecret")).value).toBe("from the vault");
  const first = await secrets.setSecret("name", "one", { contentType: "text", tags: { a: "b" }, expiresOn: new Date(clock.now() + 10_000) });
  clock.advance(1_000);
  const second = await secrets.setSecret("name", "two");
  expect(await secrets.getSecret("NAME")).toMatchObject({ value: "two", name: "name" });
  expect(await secrets.getSecret("name", { version: first.properties.version as string })).toMatchObject({ value: "one", properties: { contentType: "text", tags: { a: "b" }, recoverableDays: 90 } });
  const versions = [];
  for await (const version of secrets.listPropertiesOfSecretVersions("name")) versions.push(version.version);
  expect(versions).toEqual([first.properties.version, second.properties.version]);
  await secrets.updateSecretProperties("name", second.properties.version as string, { enabled: false });
  await expect(secrets.getSecret("name")).rejects.toMatchObject({ statusCode: 403, code: "Forbidden" });
  clock.advance(60_000);
  expect((await secrets.getSecret("name", { version: first.properties.version as string })).value).toBe("one");
});

it("61 secrets come in pages of 25, each once, in three requests", async () => {
  const names = [];
  for await (const { name } of client(emulator.vaultUriOf("second")).listPropertiesOfSecrets()) names.push(name);
  expect(names).toEqual(Object.keys(many));
  expect(emulator.requests.list({ service: "keyvault" }).filter(({ status }) => status === 200)).toHaveLength(3);
});

it("vaults are told apart by the path prefix and by the host name, with the check of the challenge on", async () => {
  expect((await client(emulator.vaultUriOf("second")).getSecret("secret-07")).value).toBe("value 7");
  await expect(client(emulator.vaultUriOf("first")).getSecret("secret-07")).rejects.toMatchObject({ code: "SecretNotFound" });
  const agent = new Agent({ ca: emulator.caPem, lookup: (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]) });
  const byHost = new SecretClient(`https://second.vault.azure.net:${emulator.port}`, credential(), { agent, retryOptions: { maxRetries: 0 } });
  const secret = await byHost.getSecret("secret-08");
  expect(secret).toMatchObject({ value: "value 8", properties: { vaultUrl: `https://second.vault.azure.net:${emulator.port}` } });
  agent.destroy();
});

it("a deleted secret can be recovered, or purged for good; its name is taken meanwhile", async () => {
  const secrets = client();
  await secrets.setSecret("gone", "v");
  const deleted = await (await secrets.beginDeleteSecret("gone", { intervalInMs: 0 })).pollUntilDone();
  expect(deleted).toMatchObject({ name: "gone", recoveryId: expect.stringContaining("/deletedsecrets/gone") });
  await expect(secrets.getSecret("gone")).rejects.toMatchObject({ statusCode: 404, code: "SecretNotFound" });
  await expect(secrets.setSecret("gone", "again")).rejects.toMatchObject({ statusCode: 409, code: "Conflict" });
  await (await secrets.beginRecoverDeletedSecret("gone", { intervalInMs: 0 })).pollUntilDone();
  expect((await secrets.getSecret("gone")).value).toBe("v");
  await (await secrets.beginDeleteSecret("gone", { intervalInMs: 0 })).pollUntilDone();
  const listed = [];
  for await (const { name } of secrets.listDeletedSecrets()) listed.push(name);
  expect(listed).toEqual(["gone"]);
  await secrets.purgeDeletedSecret("gone");
  await expect(secrets.getDeletedSecret("gone")).rejects.toMatchObject({ statusCode: 404 });
});

it("a backup restores all versions", async () => {
  const secrets = client();
  const first = await secrets.setSecret("kept", "one");
  await secrets.setSecret("kept", "two");
  const backup = await secrets.backupSecret("kept");
  await expect(secrets.restoreSecretBackup(backup as Uint8Array)).rejects.toMatchObject({ statusCode: 409 });
  const other = client(emulator.vaultUriOf("second"));
  await other.restoreSecretBackup(backup as Uint8Array);
  expect((await other.getSecret("kept")).value).toBe("two");
  expect((await other.getSecret("kept", { version: first.properties.version as string })).value).toBe("one");
});

it("a caller without a role is told so as the service does, and may do what it may", async () => {
  const closed = client(emulator.vaultUriOf("closed"));
  const error = await closed.getSecret("a").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ statusCode: 403, code: "Forbidden", message: expect.stringContaining("vaults/secrets/getSecret/action") });
  expect(JSON.stringify(error)).toContain("ForbiddenByRbac");
  const names = [];
  for await (const { name } of closed.listPropertiesOfSecrets()) names.push(name);
  expect(names).toEqual(["a"]);
  const vault = emulator.directory.tenants[0]?.vaults.find(({ name }) => name === "closed");
  if (vault !== undefined) vault.access = { [emulatorDefaults.clientId]: ["get"] };
  expect((await closed.getSecret("a")).value).toBe("1");
});

async function bearer(scope: string): Promise<Record<string, string>> {
  return { authorization: `Bearer ${String((await postToken(emulator, secretForm({ scope }))).json()["access_token"])}` };
}

it("without a good token the answer is the challenge, and says why", async () => {
  const challenge = `Bearer authorization="${emulator.origin}/${emulatorDefaults.tenantId}", resource="https://vault.azure.net"`;
  const read = (headers: Record<string, string>) => call(emulator, "/secrets/a?api-version=7.4", { headers });
  const headers = await bearer("https://vault.azure.net/.default");
  expect((await read({})).headers["www-authenticate"]).toBe(challenge);
  expect((await read({})).text).toContain("AKV10000");
  expect((await read(await bearer("https://graph.microsoft.com/.default"))).text).toContain("AKV10022");
  expect((await read({ authorization: `${headers["authorization"]}x` })).status).toBe(401);
  expect((await read(headers)).status).toBe(404);
  clock.advance(3_600_000);
  expect((await read(headers)).text).toContain("TokenExpired");
});

it("a vault of another tenant, an unknown vault, a bad name and a missing version of the API are refused", async () => {
  const headers = await bearer("https://vault.azure.net/.default");
  expect((await call(emulator, "/vaults/foreign/secrets?api-version=7.4", { headers })).text).toContain("AKV10032");
  expect((await call(emulator, "/vaults/none/secrets?api-version=7.4", { headers })).status).toBe(404);
  expect((await call(emulator, "/secrets/a", { headers })).json()).toMatchObject({ error: { code: "BadParameter" } });
  expect((await call(emulator, "/secrets/a_b?api-version=7.4", { method: "PUT", body: "{\"value\":\"x\"}", headers })).json()).toMatchObject({ error: { code: "BadParameter" } });
  expect((await call(emulator, "/secrets/a?api-version=7.4", { method: "PUT", body: "{", headers })).status).toBe(400);
  expect((await call(emulator, "/secrets/a?api-version=7.4", { method: "PUT", body: JSON.stringify({ value: "x".repeat(25_601) }), headers })).status).toBe(400);
  expect((await call(emulator, "/secrets/restore?api-version=7.4", { body: "{\"value\":\"bm9uZQ\"}", headers })).status).toBe(400);
});

it("the real client waits out a throttled answer that says when", async () => {
  emulator.faults.add({ ...faultKinds["429-seconds"], retryAfter: 0, match: { service: "keyvault" } });
  expect((await client(emulator.vaultUri, { retryOptions: { maxRetries: 1 } }).getSecret("DataProviders-MicrosoftDefender-Args-ClientSecret")).value).toBe("from the vault");
});
