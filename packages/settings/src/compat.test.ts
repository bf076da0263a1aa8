import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HuntError, Secret } from "@huntkit/provider";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type ConnectionArguments, type ConnectionArgumentsOptions, findSettingsFile, formatConnectionString, loadSettings, normalizeVaultName, parseConnectionString, parseVaultReference, validateSettings, vaultAuthority, vaultSuffix } from "./index.js";

// What the reference documents of its settings and connections, row by row.
const folder = mkdtempSync(join(tmpdir(), "huntkit-compat-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Environment = Readonly<Record<string, string>>;

function argumentsOf(values: object, options: ConnectionArgumentsOptions = {}, environment: Environment = {}): Promise<ConnectionArguments> {
  return loadSettings({ values: values as Readonly<Record<string, unknown>>, environment }).then((settings) => settings.connectionArguments("MicrosoftDefender", options));
}

function section(args: object, more: object = {}): object {
  return { DataProviders: { MicrosoftDefender: { Args: args } }, ...more };
}

async function failure(work: Promise<unknown>): Promise<HuntError> {
  const error: unknown = await work.then(() => undefined, (caught: unknown) => caught);
  expect(HuntError.isInstance(error), String(error)).toBe(true);
  return error as HuntError;
}

const plain = (found: object): object => Object.fromEntries(Object.entries(found).map(([name, value]: [string, unknown]) => [name, value instanceof Secret ? value.reveal() : value]));

describe("the file is looked for in this order", () => {
  const [home, work, named, given] = ["home", "work", "named.yaml", "given.yaml"].map((name) => join(folder, name)) as [string, string, string, string];
  const places = { homeFolder: home, workingFolder: work };
  const write = (file: string): string => (writeFileSync(file, "A: 1\n"), file);
  beforeEach(() => {
    for (const one of [home, work, named, given]) rmSync(one, { recursive: true, force: true });
    for (const one of [join(home, ".msticpy"), work]) mkdirSync(one, { recursive: true });
  });

  it("the path given, MSTICPYCONFIG, the working folder, ~/.msticpy", async () => {
    const files = [join(home, ".msticpy", "msticpyconfig.yaml"), join(work, "msticpyconfig.yaml")];
    expect(await findSettingsFile({ ...places, environment: {} })).toBeUndefined();
    for (const file of files) expect([write(file), await findSettingsFile({ ...places, environment: {} })]).toEqual([file, file]);
    expect(await findSettingsFile({ ...places, environment: { MSTICPYCONFIG: write(named) } })).toBe(named);
    expect(await findSettingsFile({ ...places, environment: { MSTICPYCONFIG: named }, path: write(given) })).toBe(given);
    rmSync(files[1] ?? "");
    expect(await findSettingsFile({ ...places, environment: {} })).toBe(files[0]);
  });

  it("one that was named and is not there is an error, not the next one", async () => {
    write(join(work, "msticpyconfig.yaml"));
    expect((await failure(findSettingsFile({ ...places, environment: { MSTICPYCONFIG: named } }))).message).toContain("MSTICPYCONFIG");
    expect((await failure(findSettingsFile({ ...places, environment: {}, path: given }))).code).toBe("settings-file-missing");
  });
});

const spellings: Readonly<Record<string, readonly string[]>> = {
  tenantId: ["TenantId", "tenant_id"],
  clientId: ["ClientId", "client_id"],
  clientSecret: ["ClientSecret", "client_secret"],
  username: ["UserName", "Username", "user_name"],
  certificate: ["Certificate", "cert"],
  privateKey: ["PrivateKey", "private_key"],
  privateKeySecret: ["PrivateKeySecret", "private_key_secret"],
  cloud: ["Cloud", "cloud"],
  location: ["location", "Location"],
};

describe.each(Object.entries(spellings))("the argument %s", (name, names) => {
  const anyCase = [...names, ...names.map((one) => one.toUpperCase()), ...names.map((one) => one.toLowerCase()), name];

  it.each(anyCase)("is taken as %s from settings, parameters and connection strings", async (spelling) => {
    expect(plain(await argumentsOf(section({ [spelling]: "v" })))).toMatchObject({ [name]: "v" });
    expect(plain(await argumentsOf({}, { given: { [spelling]: "v" } }))).toMatchObject({ [name]: "v" });
    expect(plain(parseConnectionString(`${spelling}='v'`))).toEqual({ [name]: "v" });
    expect(formatConnectionString({ [spelling]: "v" }).reveal()).toMatch(/='v'$/);
  });
});

describe("instances", () => {
  const tenant = (TenantId: string): object => ({ Args: { TenantId } });
  const providers = { MicrosoftDefender: tenant("plain"), "MicrosoftDefender-Tenant1": tenant("one"), MDATPApp: tenant("old"), "MDATPApp-Tenant2": tenant("two") };

  it.each([
    [undefined, "plain"],
    ["", "plain"],
    ["Default", "plain"],
    ["Tenant1", "one"],
    ["TENANT1", "one"],
    ["Tenant2", "two"],
  ])("%s is the section of %s", async (instance, tenantId) => {
    expect(await argumentsOf({ DataProviders: providers }, instance === undefined ? {} : { instance })).toMatchObject({ tenantId });
  });

  it("the legacy section is read, and goes behind one of the present name", async () => {
    expect(await argumentsOf({ DataProviders: { MDATPApp: tenant("old") } })).toMatchObject({ tenantId: "old" });
    expect(await argumentsOf({ DataProviders: { MDATPApp: tenant("old"), MicrosoftDefender: tenant("new") } })).toMatchObject({ tenantId: "new" });
  });

  it("several and none named, or none of that name, is an error that lists them", async () => {
    const several = { "MicrosoftDefender-A": tenant("a"), "MicrosoftDefender-B": tenant("b") };
    expect((await failure(argumentsOf({ DataProviders: several }))).message).toMatch(/several instances of MicrosoftDefender: A, B\. .*--instance A/);
    expect((await failure(argumentsOf({ DataProviders: several }, { instance: "C" }))).message).toMatch(/no instance "C" .*Instances: A, B\./);
    expect((await failure(argumentsOf({ DataProviders: several }, { instance: "Default" }))).message).toContain("Instances: A, B.");
  });
});

describe("a value", () => {
  it("may come from an environment variable; one that is not set, or empty, is an error with both names", async () => {
    const values = section({ ClientSecret: { EnvironmentVar: "HUNT_SECRET" } });
    expect(plain(await argumentsOf(values, {}, { HUNT_SECRET: "s" }))).toMatchObject({ clientSecret: "s" });
    for (const environment of [{}, { HUNT_SECRET: "" }]) expect((await failure(argumentsOf(values, {}, environment))).message).toMatch(/DataProviders\.MicrosoftDefender\.Args\.ClientSecret .*HUNT_SECRET/);
  });

  it("that is written and holds nothing is an error", async () => {
    for (const TenantId of [null, "", "  ", []]) expect((await failure(argumentsOf(section({ TenantId })))).message).toContain("DataProviders.MicrosoftDefender.Args.TenantId");
  });

  const path = ["DataProviders", "MicrosoftDefender", "Args", "ClientSecret"];
  it.each([
    [null, undefined, "DataProviders-MicrosoftDefender-Args-ClientSecret"],
    ["", undefined, "DataProviders-MicrosoftDefender-Args-ClientSecret"],
    ["default", undefined, "DataProviders-MicrosoftDefender-Args-ClientSecret"],
    ["Default", undefined, "DataProviders-MicrosoftDefender-Args-ClientSecret"],
    ["my_secret", undefined, "my-secret"],
    ["my_vault/my.secret", "my-vault", "my-secret"],
    [4711, undefined, "4711"],
  ])("KeyVault: %s is in vault %s the secret %s", (value, vault, secret) => {
    expect(parseVaultReference(value, path)).toEqual({ vault, secret });
  });

  it("has names of vaults in which all but letters, digits and hyphens is a hyphen", () => {
    expect(normalizeVaultName("A.b_c d/ä-9")).toBe("A-b-c-d---9");
    expect(parseVaultReference(undefined, ["DataProviders", "MicrosoftDefender-My Tenant", "Args", "client_secret"]).secret).toBe("DataProviders-MicrosoftDefender-My-Tenant-Args-client-secret");
  });

  it.each([["global", "vault.azure.net"], ["public", "vault.azure.net"], ["usgov", "vault.usgovcloudapi.net"], ["gov", "vault.usgovcloudapi.net"], ["CN", "vault.azure.cn"], ["china", "vault.azure.cn"]])("of the cloud %s is in a vault of %s", (name, suffix) => {
    expect(vaultSuffix(vaultAuthority(name))).toBe(suffix);
  });
});

describe("the way of signing in", () => {
  const both = { ClientSecret: "s", UserName: "u@example" };
  const azure = { Azure: { auth_methods: ["cli"] } };
  it.each<[string, object, ConnectionArgumentsOptions, Environment, object]>([
    ["a secret", section({ ClientSecret: "s" }), {}, {}, { clientSecret: "s", delegatedAuth: false }],
    ["a user", section({ UserName: "u@example" }), {}, {}, { username: "u@example", delegatedAuth: true }],
    ["a user, by delegated_auth", section({ delegated_auth: "yes", auth_type: "Device" }), {}, {}, { delegatedAuth: true, authType: "device" }],
    ["a certificate", section({ Certificate: "/c.pem", PrivateKey: "/k.pem", PrivateKeySecret: "p" }), {}, {}, { certificate: "/c.pem", privateKey: "/k.pem", privateKeySecret: "p", delegatedAuth: false }],
    ["both and delegated_auth", section({ ...both, DelegatedAuth: true }), {}, {}, { username: "u@example", delegatedAuth: true }],
    ["both and not delegated_auth", section({ ...both, DelegatedAuth: false }), {}, {}, { clientSecret: "s", delegatedAuth: false }],
    ["a secret given over a user", section({ UserName: "u@example" }), { given: { client_secret: "s" } }, {}, { clientSecret: "s", delegatedAuth: false }],
    ["a user given over a secret", section({ ClientSecret: "s" }), { given: { username: "u@example" } }, {}, { username: "u@example", delegatedAuth: true }],
    ["settings over variables", section({ UserName: "u@example" }), {}, { HUNTKIT_CLIENT_SECRET: "s" }, { username: "u@example", delegatedAuth: true }],
    ["a chain", section({ AuthMethods: "env, cli" }), {}, {}, { authMethods: ["env", "cli"] }],
    ["the chain of Azure where the connection has no way of its own", section({ TenantId: "t" }, azure), {}, {}, { tenantId: "t", authMethods: ["cli"] }],
    ["its own secret over the chain of Azure", section({ ClientSecret: "s" }, azure), {}, {}, { clientSecret: "s", delegatedAuth: false }],
    ["its own user over the chain of Azure", section({ UserName: "u@example" }, azure), {}, {}, { username: "u@example", delegatedAuth: true }],
    ["the chain of Azure over variables", section({ TenantId: "t" }, azure), {}, { HUNTKIT_USERNAME: "u" }, { tenantId: "t", authMethods: ["cli"], username: "u" }],
    ["a secret given over a chain", section({ AuthMethods: ["cli"] }), { given: { clientSecret: "s" } }, {}, { clientSecret: "s", delegatedAuth: false }],
    ["a chain given over a secret, which its own method may use", section({ ClientSecret: "s" }), { given: { authMethods: ["clientsecret"] } }, {}, { authMethods: ["clientsecret"], clientSecret: "s" }],
    ["a secret over the chain of a variable", section({ ClientSecret: "s" }), {}, { HUNTKIT_AUTH_METHODS: "cli" }, { clientSecret: "s", delegatedAuth: false }],
    ["variables alone", {}, {}, { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s" }, { tenantId: "t", clientId: "c", clientSecret: "s", delegatedAuth: false }],
    ["no secret of another application's variable", section({ ClientId: "mine" }), {}, { AZURE_CLIENT_ID: "other", AZURE_CLIENT_SECRET: "s" }, { clientId: "mine" }],
  ])("%s", async (_title, values, options, environment, expected) => {
    expect(plain(await argumentsOf(values, options, environment))).toEqual(expected);
  });

  it("is asked for when one source gives both a secret and a user", async () => {
    for (const work of [argumentsOf(section(both)), argumentsOf({}, { given: { client_secret: "s", username: "u" } }), argumentsOf({}, {}, { HUNTKIT_CLIENT_SECRET: "s", HUNTKIT_USERNAME: "u" })])
      expect(await failure(work)).toMatchObject({ code: "sign-in-ambiguous", message: expect.stringContaining("DelegatedAuth") as string });
  });
});

describe("checking tells", () => {
  const args = (text: string): string => `DataProviders:\n  MicrosoftDefender:\n    Args:\n      ${text}\n`;
  it.each([
    ["a mistyped argument", args("ClientSecrt: x"), "settings-unknown-key", "4:7", /Did you mean "ClientSecret"/],
    ["a mistyped key of the vault", "KeyVault:\n  VaultNam: x\n", "settings-unknown-key", "2:3", /Did you mean "VaultName"/],
    ["a mistyped reference", args("ClientSecret: { KeyVaul: x }"), "settings-unknown-key", "4:23", /Did you mean "KeyVault"/],
    ["a cloud that is none", args("Cloud: gcc-hihg"), "setting-unknown-word", "4:14", /the nearest is "gcc-high"\. Known: global, us/],
    ["a method that is none", args("AuthMethods: [env, magic]"), "setting-unknown-word", "4:26", /Known: env/],
    ["a method that is none, for Azure", "Azure:\n  auth_methods:\n    - cli\n    - powershel\n", "setting-unknown-word", "4:7", /the nearest is "powershell"/],
    ["a value in a vault that nobody names", args("ClientSecret: { KeyVault: }"), "key-vault-name-missing", "4:21", /Set KeyVault\.VaultName/],
    ["a reference without a name", args("ClientSecret: { KeyVault: vault/ }"), "key-vault-reference", "4:21", /vault\/secret/],
    ["an empty value", args("ClientSecret:"), "setting-empty", "4:7", /holds nothing/],
    ["a variable that is not set", args("ClientSecret: { EnvironmentVar: HUNT_SECRET }"), "setting-variable-missing", "4:21", /HUNT_SECRET, which is not set/],
    ["a type that does not fit", args("DelegatedAuth: perhaps"), "settings-invalid", "4:22", /must be true or false/],
    ["an argument twice", `${args("TenantId: t")}      tenant_id: u\n`, "settings-double-argument", "5:7", /same argument as TenantId/],
    ["a key twice", `${args("TenantId: t")}      TenantId: u\n`, "settings-yaml", "5:7", /stands twice/],
    ["several documents", `${args("TenantId: t")}---\nA: 1\n`, "settings-yaml", "5:1", /several documents/],
    ["a tab", "A:\n\tB: 1\n", "settings-yaml", "2:1", /a tab/],
  ])("%s", async (_title, text, code, place, message) => {
    const [problem, ...more] = await validateSettings(text, { environment: {} });
    expect(more).toEqual([]);
    expect([problem?.code, `${problem?.place?.line}:${problem?.place?.column}`]).toEqual([code, place]);
    expect(problem?.message).toMatch(message);
  });

  it("nothing of words that are known in another spelling", async () => {
    expect(await validateSettings(args("{ Cloud: GCC_High, AuthMethods: [Managed_Identity, DeviceCode] }"), { environment: {} })).toEqual([]);
  });
});
