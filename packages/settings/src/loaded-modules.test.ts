import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "tsup";
import { afterAll, beforeAll, expect, it } from "vitest";

const here = fileURLToPath(new URL("./__fixtures__/", import.meta.url));
const built = fileURLToPath(new URL(`../node_modules/.cache/read-settings-${process.pid}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "huntkit-loaded-"));

beforeAll(async () => {
  mkdirSync(built, { recursive: true });
  await build({
    entry: [join(here, "read-settings.ts")], outDir: built, outExtension: () => ({ js: ".mjs" }), format: "esm", target: "node20", platform: "node", splitting: true, config: false, silent: true, dts: false,
    noExternal: [/^@huntkit\//, "fastest-levenshtein"], external: [/^@(?!huntkit)/, "yaml", "https-proxy-agent"], esbuildOptions: (options) => void (options.conditions = ["huntkit-source"]),
  });
});
afterAll(() => {
  for (const path of [built, folder]) rmSync(path, { recursive: true, force: true });
});

/** The packages that a process of its own loads. */
function packagesOf(parameter: unknown): string[] {
  const list = join(folder, `loaded-${Math.random()}`);
  const { status, stderr } = spawnSync(process.execPath, ["--import", pathToFileURL(join(here, "list-loaded.mjs")).href, join(built, "read-settings.mjs"), JSON.stringify(parameter)], { encoding: "utf8", env: { ...process.env, LOADED_MODULES: list } });
  expect([status, stderr]).toEqual([0, ""]);
  const names = readFileSync(list, "utf8").split("\n").flatMap((url) => (/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? "").replace(/^\.cache$/, "") || []);
  return [...new Set(names)].sort();
}

function settingsFile(secret: string): string {
  const path = join(folder, "msticpyconfig.yaml");
  writeFileSync(path, `DataProviders:\n  MicrosoftDefender:\n    Args: { TenantId: t, ClientId: c, ClientSecret: ${secret} }\nKeyVault: { VaultName: v, VaultUri: "https://127.0.0.1:9" }\n`);
  return path;
}

it("loads no library at import", () => {
  expect(packagesOf({})).toEqual([]);
});

it("loads YAML to read a file, and no Key Vault even where a reference to one stands in it", () => {
  expect(packagesOf({ path: settingsFile("{ KeyVault: wanted }") })).toEqual(["yaml"]);
  expect(packagesOf({ path: settingsFile("in-clear"), connect: true })).toEqual(["yaml"]);
});

it("loads Key Vault when a connection needs a secret of it, and neither @azure/identity nor the keyring", () => {
  const names = packagesOf({ path: settingsFile("{ KeyVault: wanted }"), connect: true });
  expect(names).toContain("@azure/keyvault-secrets");
  expect(names.filter((name) => /identity|msal|keyring|ajv/.test(name))).toEqual([]);
});
