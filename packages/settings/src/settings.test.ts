import { mkdtempSync, rmSync, statSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { HuntError, Secret } from "@huntkit/provider";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { editSettings, formatConnectionString, loadSettings, maskedSettings, parseConnectionString, validateSettings } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secret = "s3cr3t-that-must-not-show";
const yaml = `# hunting
DataProviders:
  MicrosoftDefender:
    Args:
      TenantId: 0123e4
      ClientId: app
      ClientSecret: ${secret}   # keep
  MicrosoftDefender-Second:
    Args:
      TenantId: other
      ClientSecret:
        EnvironmentVar: SECOND_SECRET
Unknown:
  Kept: 1
`;
const file = join(folder, "msticpyconfig.yaml");
writeFileSync(file, yaml);
const places = { path: file, environment: { SECOND_SECRET: "from-environment" }, workingFolder: folder, homeFolder: folder };

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(() => "none", (error: unknown) => (HuntError.isInstance(error) ? (error as HuntError).code : String(error)));
}

describe("connection arguments", () => {
  it("come from the section with their exact texts, secrets as secrets", async () => {
    const settings = await loadSettings(places);
    const found = await settings.connectionArguments("MicrosoftDefender", { instance: "Default" });
    expect(found).toMatchObject({ tenantId: "0123e4", clientId: "app" });
    expect(found.clientSecret).toBeInstanceOf(Secret);
    expect((found.clientSecret as Secret).reveal()).toBe(secret);
    expect(inspect(found, { depth: 9, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it("come from the instance that is named, references resolved; a reference to nothing is an error that names it", async () => {
    const found = await (await loadSettings(places)).connectionArguments("MicrosoftDefender", { instance: "Second" });
    expect((found.clientSecret as Secret).reveal()).toBe("from-environment");
    const without = await loadSettings({ ...places, environment: {} });
    const error: unknown = await without.connectionArguments("MicrosoftDefender", { instance: "Second" }).catch((caught: unknown) => caught);
    expect((error as Error).message).toContain("SECOND_SECRET");
  });

  it("given ones win one by one", async () => {
    const found = await (await loadSettings(places)).connectionArguments("MicrosoftDefender", { instance: "Default", given: { tenantId: "mine" } });
    expect(found).toMatchObject({ tenantId: "mine", clientId: "app" });
  });

  it("of an instance that does not exist are refused with those that do", async () => {
    const error: unknown = await (await loadSettings(places)).connectionArguments("MicrosoftDefender", { instance: "Third" }).catch((caught: unknown) => caught);
    expect((error as Error).message).toContain("Second");
  });
});

it("a file that is no YAML is told with line and column, and never quoted", async () => {
  const broken = join(folder, "broken.yaml");
  writeFileSync(broken, `A:\n  ClientSecret: "${secret}\n\tB: [`);
  const error = (await loadSettings({ ...places, path: broken }).catch((caught: unknown) => caught)) as Error;
  expect(error.message).toMatch(/broken\.yaml/);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
});

it("no file is no settings, and a file that is named but not there is an error", async () => {
  expect((await loadSettings({ environment: {}, workingFolder: join(folder, "nowhere"), homeFolder: join(folder, "nowhere") })).path).toBeUndefined();
  expect(await codeOf(loadSettings({ ...places, path: join(folder, "absent.yaml") }))).toBe("settings-file-missing");
});

describe("editing", () => {
  it("keeps comments and order, and writes for the owner alone", async () => {
    const copy = join(folder, "edited.yaml");
    writeFileSync(copy, yaml);
    const editor = await editSettings(copy);
    editor.set("DataProviders.MicrosoftDefender.Args.ClientSecret", { KeyVault: "vault/secret" });
    editor.set("DataProviders.MicrosoftDefender.Args.Cloud", "gcc");
    expect(editor.unset("Unknown.Kept")).toBe(true);
    expect(editor.unset("Unknown.Nothing")).toBe(false);
    await editor.save();
    const text = readFileSync(copy, "utf8");
    expect(text).toContain("# hunting");
    expect(text).toContain("KeyVault: vault/secret");
    expect(text).not.toContain(secret);
    expect(text.indexOf("MicrosoftDefender:")).toBeLessThan(text.indexOf("MicrosoftDefender-Second:"));
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(await codeOf(editSettings(copy).then((again) => again.set("DataProviders.MicrosoftDefender.Args.Cloud.Deep", 1)))).toBe("setting-not-a-section");
  });

  it("says of a file that holds no sections that it does, and begins one that holds only comments", async () => {
    const list = join(folder, "list.yaml");
    writeFileSync(list, "- a\n");
    expect(await codeOf(editSettings(list))).toBe("settings-yaml");
    for (const text of ["# begun\n~\n", "# begun\n", "# begun\n\n---\n"]) {
      writeFileSync(list, text);
      const editor = await editSettings(list);
      editor.set("KeyVault.VaultName", "hunt");
      expect(editor.text()).toContain("# begun\n");
      expect(editor.text()).toContain("KeyVault:\n  VaultName: hunt\n");
    }
    writeFileSync(list, "A: &name { B: 1 }\nC: *name\n");
    const withAlias = await editSettings(list);
    withAlias.unset("A");
    expect(await codeOf(Promise.resolve().then(() => withAlias.text()))).toBe("settings-edit-alias");
  });

  it("begins a file that does not exist", async () => {
    const fresh = join(folder, "fresh.yaml");
    const editor = await editSettings(fresh);
    editor.set("KeyVault.VaultName", "hunt");
    await editor.save();
    expect(readFileSync(fresh, "utf8")).toBe("KeyVault:\n  VaultName: hunt\n");
  });
});

it("finds nothing wrong with the sections, keys and values that the reference documents", async () => {
  const text = `AzureSentinel:
  Workspaces:
    Default: { WorkspaceId: 00000000-0000-0000-0000-000000000001, TenantId: 00000000-0000-0000-0000-000000000002 }
QueryDefinitions:
  Default: [queries]
  Custom:
    - ./working
    - ~/.msticpy/queries
TIProviders:
  OTX: { Args: { AuthKey: 1234567890 }, Primary: True, Provider: "OTX" }
  XForce: { Args: { ApiID: { EnvironmentVar: XFORCE_ID }, AuthKey: { KeyVault: my_vault/my_secret } }, Primary: False, Provider: "XForce" }
  OpenPageRank: { Args: { AuthKey: { KeyVault: } }, Primary: False, Provider: "OPR" }
  Greynoise: { Args: { AuthKey: "" }, Primary: True }
OtherProviders:
  GeoIPLite: { Args: { AuthKey: { EnvironmentVar: "MAXMIND_AUTH" }, DBFolder: "~/.msticpy" }, Provider: "GeoLiteLookup" }
DataProviders:
  MicrosoftDefender:
    Args:
      TenantId: 00000000-0000-0000-0000-000000000002
      ClientId: 00000000-0000-0000-0000-000000000003
      ClientSecret:
        KeyVault:
  MicrosoftDefender-Tenant1: { Args: { tenant_id: t, client_id: c, UserName: u@example, location: ~/cache.bin, cloud: gcc } }
  Cybereason: { Args: { TenantId: t, ClientId: 1234, ClientSecret: { EnvironmentVar: "CYBEREASON_AUTH" } } }
Azure: { cloud: "global", auth_methods: ["cli", "msi", "interactive"] }
KeyVault: { TenantId: t, SubscriptionId: s, ResourceGroup: g, AzureRegion: r, VaultName: "myvault", UseKeyring: True, Authority: global, AuthnType: device }
UserDefaults: { QueryProviders: { AzureSentinel: { Default: { alias: asi, connect: False } } }, LoadComponents: { TILookup: } }
msticpy: { FriendlyExceptions: True, http_timeout: 30, Proxies: { https: { Url: "https://proxy:8080", UserName: u, Password: { EnvironmentVar: P } } } }
`;
  expect(await validateSettings(text, { environment: {} })).toEqual([]);
});

it("masks secrets for people, not where they are kept", () => {
  const shown = maskedSettings({ Args: { ClientSecret: secret, ClientId: "app", Other: { KeyVault: "v/s" } }, Api: { ApiKey: "k" } });
  expect(shown).toEqual({ Args: { ClientSecret: "***", ClientId: "app", Other: { KeyVault: "v/s" } }, Api: { ApiKey: "***" } });
});

it("a connection string gives back any value that was written into it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.string({ minLength: 1 }), (tenant, client) => {
      const read = parseConnectionString(formatConnectionString({ tenantId: tenant, clientId: client }).reveal()) as Record<string, unknown>;
      expect([read["tenantId"], read["clientId"]]).toEqual([tenant, client]);
    }),
    { numRuns: 5000 },
  );
});
