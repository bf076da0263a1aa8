import { Agent } from "node:https";
import { inspect } from "node:util";
import { type Emulator, emulatorDefaults, faultKinds, startEmulator } from "@huntkit/emulator";
import { HuntError, QuotaError, ServiceError, SettingError, SignInError } from "@huntkit/provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emulatorTokenSource } from "../__fixtures__/emulator-token-source.js";
import { loadSettings, validateSettings } from "../load-settings.js";
import { createKeyVault, type KeyVaultOptions } from "./create-key-vault.js";
import type { SecretKeyring } from "./secret-keyring.js";

const value = "vault-value-that-must-not-show";
const { tenantId, clientId, vaultName } = emulatorDefaults;
const foreignTenant = "0b6c1d3e-7a55-4a8e-8f0c-6d2e5c9b7a02";
const secrets = Object.fromEntries(["wanted", "DataProviders-MicrosoftDefender-Args-ClientSecret", ...Array.from({ length: 12 }, (_item, index) => `many-${index}`)].map((name) => [name, `${value} of ${name}`]));
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    tenants: [{ vaults: [{ name: vaultName, secrets }, { name: "closed", secrets, access: { [clientId]: ["list"] } }] }, { id: foreignTenant, domain: "fabrikam.example", vaults: [{ name: "foreign", secrets }] }],
  });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.faults.clear();
  emulator.requests.clear();
});

function vault(options: Partial<KeyVaultOptions> = {}) {
  return createKeyVault({ tokenSource: emulatorTokenSource(emulator), vaultUri: emulator.vaultUri, caFile: emulator.caFile, environment: {}, retries: { maxRetries: 0 }, timeoutMilliseconds: 300_000, ...options });
}

/** The error, of which no part may show a value of the vault. */
async function failure(work: Promise<unknown>): Promise<HuntError> {
  const error: unknown = await work.then(() => undefined, (caught: unknown) => caught);
  expect(HuntError.isInstance(error), inspect(error)).toBe(true);
  expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(value);
  expect(inspect(error, { depth: 12, showHidden: true })).not.toMatch(/eyJ[\w-]+\.|Bearer e/);
  return error as HuntError;
}

const secretReads = (): number => emulator.requests.list({ service: "keyvault" }).filter(({ bearer }) => bearer).length;

describe("each failure is told apart, with the names of vault and secret and the fix", () => {
  const throttle = { ...faultKinds["429-seconds"], match: { service: "keyvault" }, times: Infinity };
  const server = { ...faultKinds["500"], match: { service: "keyvault" }, times: Infinity };
  const reset = { ...faultKinds["reset-before"], match: { service: "keyvault" }, times: Infinity };
  const silent = { ...faultKinds.stall, match: { service: "keyvault" }, times: Infinity };
  const rows: readonly (readonly [string, () => Promise<unknown>, string, typeof SettingError | typeof SignInError | typeof QuotaError | typeof ServiceError, RegExp])[] = [
    ["a secret that is not there", () => vault().getSecret("absent"), "key-vault-secret-missing", SettingError, /has no secret absent\. Check the name, or store it/],
    ["no right to read", () => vault({ vaultUri: emulator.vaultUriOf("closed") }).getSecret("wanted"), "key-vault-forbidden", SignInError, /does not let the one signed in read secret wanted\. Grant/],
    ["no right to write", () => vault({ vaultUri: emulator.vaultUriOf("closed") }).setSecret("wanted", value), "key-vault-forbidden", SignInError, /write secret wanted\. Grant .*(Officer|Set)/],
    ["a vault of another tenant, known before a token is asked for", () => vault({ vaultUri: emulator.vaultUriOf("foreign"), tenantId }).getSecret("wanted"), "key-vault-wrong-tenant", SignInError, /secret wanted, belongs to another tenant .*KeyVault\.TenantId/],
    ["a vault of another tenant, by its refusal", () => vault({ vaultUri: emulator.vaultUriOf("foreign") }).getSecret("wanted"), "key-vault-wrong-tenant", SignInError, /secret wanted, belongs to another tenant/],
    ["too many calls", () => (emulator.faults.add(throttle), vault().getSecret("wanted")), "key-vault-throttled", QuotaError, /asked too often and did not give secret wanted\. Try again in 1 seconds/],
    ["a vault that fails", () => (emulator.faults.add(server), vault().getSecret("wanted")), "key-vault-failed", ServiceError, /failed \(HTTP 500\) when secret wanted/],
    ["a closed port", () => vault({ vaultUri: "https://127.0.0.1:9" }).getSecret("wanted"), "key-vault-unreachable", ServiceError, /cannot be reached for secret wanted \(ECONNREFUSED\)/],
    ["no such host", () => vault({ vaultUri: undefined as never, vaultName: "contoso-hunting", agent: failingAgent() }).getSecret("wanted"), "key-vault-unreachable", ServiceError, /contoso-hunting cannot be reached for secret wanted \(ENOTFOUND\)\. There is no such host: check the vault's name/],
    ["a dropped connection", () => (emulator.faults.add(reset), vault().getSecret("wanted")), "key-vault-unreachable", ServiceError, /cannot be reached for secret wanted \(ECONNRESET\)/],
    ["a vault that does not answer", () => (emulator.faults.add(silent), vault({ timeoutMilliseconds: 300 }).getSecret("wanted")), "key-vault-unreachable", ServiceError, /did not give secret wanted within 0\.3 seconds/],
    ["an authority that is not trusted", () => vault({ caFile: undefined as never }).getSecret("wanted"), "key-vault-untrusted", SettingError, /secret wanted, comes from an authority that is not trusted .*CaFile/],
  ];

  it.each(rows)("%s", async (_title, work, code, type, message) => {
    const error = await failure(work());
    expect(error.code).toBe(code);
    expect(error).toBeInstanceOf(type);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/Key Vault \S/);
  });

  it("and no two have the same text", async () => {
    const texts = [];
    for (const [, work] of rows) {
      emulator.faults.clear();
      texts.push((await failure(work())).message);
    }
    expect(new Set(texts).size).toBe(rows.length);
  });
});

function failingAgent(): NonNullable<KeyVaultOptions["agent"]> {
  const lookup = (_host: string, _options: unknown, done: (error: Error) => void): void => done(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }));
  return new Agent({ lookup: lookup as never });
}

describe("a vault", () => {
  it("is called for each secret once, for all at the same time, and never before the first is wanted", async () => {
    const tokenSource = emulatorTokenSource(emulator);
    const opened = vault({ tokenSource });
    expect([emulator.requests.count(), tokenSource.scopes]).toEqual([0, []]);
    const names = Array.from({ length: 12 }, (_item, index) => `many-${index}`);
    const found = await Promise.all([...names, ...names, ...names].map(async (name) => (await opened.getSecret(name)).reveal()));
    expect(found.slice(12)).toEqual([...names, ...names].map((name) => `${value} of ${name}`));
    expect(secretReads()).toBe(12);
    await Promise.all(names.map((name) => opened.getSecret(name)));
    expect(secretReads()).toBe(12);
    expect(new Set(tokenSource.scopes.flat())).toEqual(new Set(["https://vault.azure.net/.default"]));
  });

  it("is asked for all secrets without waiting for the answer about one", async () => {
    const fault = emulator.faults.add({ ...faultKinds.stall, match: { service: "keyvault", path: /many-/ }, times: Infinity });
    const [opened, stop] = [vault(), new AbortController()];
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on("warning", onWarning);
    const failures = Array.from({ length: 12 }, (_item, index) => failure(opened.getSecret(`many-${index}`, { signal: stop.signal })));
    await expect.poll(() => emulator.requests.count({ service: "keyvault" })).toBe(12);
    stop.abort();
    expect((await Promise.all(failures)).map(({ code }) => code)).toEqual(Array(12).fill("cancelled"));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
    fault.remove();
  });

  it("is asked again after a failure, and for a fresh value on demand", async () => {
    const opened = vault();
    emulator.faults.add({ ...faultKinds["500"], match: { service: "keyvault", path: "wanted" } });
    expect((await failure(opened.getSecret("wanted"))).code).toBe("key-vault-failed");
    expect((await opened.getSecret("wanted")).reveal()).toBe(secrets["wanted"]);
    await vault().setSecret("renewed", "one");
    await opened.getSecret("renewed");
    await vault().setSecret("renewed", "two");
    expect((await opened.getSecret("renewed")).reveal()).toBe("one");
    expect((await opened.getSecret("renewed", { refresh: true })).reveal()).toBe("two");
  });

  it("gives its own waits up when all who wait have gone, and not when one has", async () => {
    const fault = emulator.faults.add({ delayMilliseconds: 200, match: { service: "keyvault", path: "many-1" }, times: Infinity });
    const opened = vault();
    const [first, second] = [new AbortController(), new AbortController()];
    const one = failure(opened.getSecret("many-1", { signal: first.signal }));
    const other = opened.getSecret("many-1", { signal: second.signal });
    first.abort();
    expect((await one).code).toBe("cancelled");
    expect((await other).reveal()).toContain("many-1");
    fault.remove();
  });
});

describe("a keyring", () => {
  const working = (): SecretKeyring & { readonly kept: Map<string, string> } => {
    const kept = new Map<string, string>();
    return { kept, get: async (name) => kept.get(name), set: async (name, text) => void kept.set(name, text), delete: async (name) => void kept.delete(name) };
  };

  it("that is there keeps secrets, so that the next start asks no vault", async () => {
    const keyring = working();
    await vault({ keyring }).getSecret("wanted");
    expect([...keyring.kept.values()]).toEqual([secrets["wanted"]]);
    emulator.requests.clear();
    const tokenSource = emulatorTokenSource(emulator);
    expect((await vault({ keyring, tokenSource }).getSecret("wanted")).reveal()).toBe(secrets["wanted"]);
    expect([emulator.requests.count({ service: "keyvault" }), tokenSource.scopes]).toEqual([0, []]);
  });

  it("that is not there is told once, and the vault is asked", async () => {
    const warnings: string[] = [];
    const onWarning = (text: string): void => void warnings.push(text);
    const broken: SecretKeyring = { get: async () => Promise.reject(new Error(`no keyring for ${value}`)), set: async () => Promise.reject(new Error(value)), delete: async () => undefined };
    for (let count = 0; count < 3; count++) expect((await vault({ keyring: broken, onWarning }).getSecret("wanted")).reveal()).toBe(secrets["wanted"]);
    expect(warnings).toEqual([expect.stringMatching(/keyring of the operating system cannot be used: .*UseKeyring/)]);
    expect(warnings.join()).not.toContain(value);
  });

  it("of a machine without a desktop session neither stops nor hangs anything", async () => {
    const warnings: string[] = [];
    const bus = process.env["DBUS_SESSION_BUS_ADDRESS"];
    process.env["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent/bus";
    try {
      const opened = vault({ keyring: true, onWarning: (text) => void warnings.push(text) });
      expect((await opened.getSecret("wanted")).reveal()).toBe(secrets["wanted"]);
      expect(warnings.length).toBeLessThanOrEqual(1);
    } finally {
      if (bus === undefined) delete process.env["DBUS_SESSION_BUS_ADDRESS"];
      else process.env["DBUS_SESSION_BUS_ADDRESS"] = bus;
    }
  });
});

describe("settings with references to a vault", () => {
  const values = () => ({
    DataProviders: { MicrosoftDefender: { Args: { TenantId: tenantId, ClientId: clientId, ClientSecret: { KeyVault: "default" } } }, "MicrosoftDefender-Two": { Args: { ClientId: { KeyVault: "many-1" }, ClientSecret: { KeyVault: `${vaultName}/many-2` } } } },
    KeyVault: { VaultName: vaultName, VaultUri: emulator.vaultUri, CaFile: emulator.caFile, TenantId: tenantId },
  });

  it("read what is used and no more, each once", async () => {
    const settings = await loadSettings({ values: values(), environment: {}, tokenSource: emulatorTokenSource(emulator), keyVaultOptions: { timeoutMilliseconds: 300_000 } });
    expect(emulator.requests.count()).toBe(0);
    const [one, two] = await Promise.all([settings.connectionArguments("MicrosoftDefender", { instance: "Default" }), settings.connectionArguments("MicrosoftDefender", { instance: "Two" })]);
    expect(one.clientSecret?.reveal()).toBe(secrets["DataProviders-MicrosoftDefender-Args-ClientSecret"]);
    expect([two.clientId, two.clientSecret?.reveal()]).toEqual([secrets["many-1"], secrets["many-2"]]);
    await settings.connectionArguments("MicrosoftDefender", { instance: "Two" });
    expect(secretReads()).toBe(3);
  });

  it("take the address of the vault from the connection's own section", async () => {
    const settings = { DataProviders: { MicrosoftDefender: { Args: { VaultUri: emulator.vaultUri, ClientSecret: { KeyVault: "many-1" } } } }, KeyVault: { CaFile: emulator.caFile } };
    const loaded = await loadSettings({ values: settings, environment: {}, tokenSource: emulatorTokenSource(emulator), keyVaultOptions: { timeoutMilliseconds: 300_000 } });
    expect((await loaded.connectionArguments("MicrosoftDefender")).clientSecret?.reveal()).toBe(secrets["many-1"]);
    expect(await validateSettings(JSON.stringify(settings), { environment: {} })).toEqual([]);
  });

  it("leave the vault alone when the value is given, or another way of signing in is picked", async () => {
    const settings = await loadSettings({ values: values(), environment: {}, tokenSource: emulatorTokenSource(emulator), keyVaultOptions: { timeoutMilliseconds: 300_000 } });
    await settings.connectionArguments("MicrosoftDefender", { instance: "Default", given: { clientSecret: "mine" } });
    const person = await settings.connectionArguments("MicrosoftDefender", { instance: "Default", given: { delegatedAuth: true } });
    expect(person.clientSecret).toBeUndefined();
    expect(emulator.requests.count()).toBe(0);
  });
});
