import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { HuntError } from "@huntkit/provider";
import { afterAll, expect, it } from "vitest";
import { editSettings, formatConnectionString, loadSettings, maskedSettings, parseConnectionString, validateSettings } from "./index.js";

/** Half of the cases are settings files, half connection strings. `HUNTKIT_PROPERTY_RUNS` says how many, `HUNTKIT_PROPERTY_SEED` which. */
const cases = Number(process.env["HUNTKIT_PROPERTY_RUNS"] ?? 0) || 10_000;
const seed = Number(process.env["HUNTKIT_PROPERTY_SEED"] ?? 0) || randomInt(1, 2 ** 31);
const folder = mkdtempSync(join(tmpdir(), "huntkit-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each 8 characters of it hold a ~, so that no part of it can pass for the name of a variable or an instance.
const secret = "hQ8~vT3kz~R7mWp~x5Nd2~Lc9yB~4Gs";
const parts = Array.from({ length: secret.length - 7 }, (_item, start) => secret.slice(start, start + 8));

const files: readonly string[] = [
  `DataProviders:\n  MicrosoftDefender:\n    Args:\n      TenantId: 0123e4\n      ClientId: app\n      ClientSecret: ${secret}   # keep\n  MicrosoftDefender-Second:\n    Args:\n      TenantId: other\n      ClientSecret:\n        EnvironmentVar: SECOND_SECRET\nUnknown:\n  Kept: 1\n`,
  `base: &base { TenantId: t, cloud: gcc }\nDataProviders:\n  MDATPApp:\n    Args:\n      <<: *base\n      UserName: u@example\n      auth_type: device\n      private_key_secret: "${secret}"\n  Splunk: {Args: {password: '${secret}', host: h}}\nKeyVault:\n  VaultName: v\n  Authority: usgov\n  UseKeyring: yes\n`,
  `msticpy:\n  http_timeout: [3.0, 60]\n  Proxies: { https: { Url: "http://proxy:8080", UserName: u, Password: ${secret} } }\n  QueryDefinitions:\n    Custom: [./q, ~/q]\nAzure:\n  auth_methods: [env, cli]\nDataProviders: {MicrosoftDefender: {Args: {ClientSecret: {KeyVault: vault/${secret.slice(0, 5)}}, Certificate: a.pfx}}}\n`,
  `DataProviders:\n  MicrosoftDefender:\n    Args: {tenant_id: t, client_id: c, certificate: a.pem, PrivateKeySecret: "${secret}", delegated_auth: false, HttpTimeout: 30}\n`,
];
const strings: readonly string[] = [
  `tenant_id='t'; client_id='c'; client_secret='${secret}'`,
  `TenantId=t;ClientId = c ; ClientSecret="${secret}"; Cloud=gcc-high; location=~/x`,
  `username='it''s'; private_key_secret=${secret}; auth_methods='env,cli'; http_timeout=3`,
];
const pieces = ["'", '"', ";", "=", ":", "\n", "\n  ", "\t", "- ", "&a ", "*a ", "<<: *a\n", "!!python/object ", "|\n", ">-\n", "{", "}", "[", "]", "#", "\0", "\u2028", "\ud800", "😀", "__proto__: ", "constructor: ", "EnvironmentVar: ", "KeyVault: ", "null", "~", "0x1f", "1e999", ".inf", "2001-12-14", "!!binary aGk=", "%YAML 9.9\n---\n", "...\n", "\n---\n", "? ", ", ", "\r", "\ufeff", "ClientSecret: ", "DataProviders:\n", "\\u0041", "${HOME}", "../../"];

/** A small generator of numbers, so that a case can be made again from its number alone. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutated(text: string, next: (below: number) => number): string {
  let result = text;
  for (let left = next(2) === 0 ? 1 : 1 + next(6); left > 0; left--) {
    const at = next(result.length + 1);
    const length = next(24);
    const piece = pieces[next(pieces.length)] ?? "";
    const kind = next(8);
    if (kind === 0) result = result.slice(0, at) + result.slice(at + length);
    else if (kind <= 2) result = result.slice(0, at) + piece + result.slice(at);
    else if (kind === 3) result = result.slice(0, at) + piece + result.slice(at + length);
    else if (kind === 4) result = result.slice(0, at) + piece.repeat(1 + next(200)) + result.slice(at);
    else if (kind === 5) result = result.slice(0, at) + result.slice(next(result.length + 1)) + result.slice(at);
    else if (kind === 6) result = result.slice(0, at) + String.fromCharCode(next(0xffff)) + result.slice(at + 1);
    else result = result.split("\n").sort(() => next(3) - 1).join("\n");
    result = result.slice(0, 8_000);
  }
  return result;
}

interface Tally {
  readonly codes: Map<string, number>;
  searched: number;
}

function search(tally: Tally, text: string): void {
  tally.searched++;
  const found = parts.find((part) => text.includes(part));
  if (found !== undefined) throw new Error(`A part of the secret is shown: ${text.slice(0, 2000)}`);
}

async function tried(tally: Tally, work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    const { code, kind } = error as HuntError;
    expect(kind).not.toBe("internal");
    tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
    search(tally, inspect(error, { depth: 8, showHidden: true }));
    return undefined;
  }
}

async function runSettings(text: string, tally: Tally): Promise<void> {
  const file = join(folder, "msticpyconfig.yaml");
  writeFileSync(file, text);
  const places = { path: file, environment: { SECOND_SECRET: secret }, workingFolder: folder, homeFolder: folder };
  const problems = await validateSettings(text, { file, environment: {} });
  for (const problem of problems) search(tally, JSON.stringify(problem));
  const settings = (await tried(tally, () => loadSettings(places))) as Awaited<ReturnType<typeof loadSettings>> | undefined;
  if (settings) await useSettings(settings, tally);
  await tried(tally, async () => {
    const editor = await editSettings(file);
    editor.set("DataProviders.MicrosoftDefender.Args.Cloud", "gcc");
    editor.unset("KeyVault.VaultName");
    editor.text();
  });
}

async function useSettings(settings: Awaited<ReturnType<typeof loadSettings>>, tally: Tally): Promise<void> {
  const wanted = [undefined, "Default", ...settings.instances("MicrosoftDefender")];
  for (const instance of wanted) {
    const found = await tried(tally, () => settings.connectionArguments("MicrosoftDefender", instance === undefined ? {} : { instance }));
    // Arguments that are no secrets hold what the file says in their place; those that are must not show it.
    if (found) search(tally, inspect((found as { clientSecret?: unknown; privateKeySecret?: unknown }).clientSecret) + JSON.stringify((found as { privateKeySecret?: unknown }).privateKeySecret ?? ""));
  }
  search(tally, inspect(settings, { depth: 8, showHidden: true }) + JSON.stringify(settings));
  for (const read of [() => settings.keyVault(), () => settings.azure(), () => settings.queryFolders(), () => maskedSettings({ DataProviders: settings.section("DataProviders") })]) await tried(tally, read);
}

it(`${cases.toLocaleString("en")} mutated settings files and connection strings end in an answer or an error of ours, in time, without the secret`, async () => {
  const tally: Tally = { codes: new Map(), searched: 0 };
  const start = performance.now();
  let slowest = 0;
  for (let number = 0; number < cases; number++) {
    const next = numbersFrom(Math.imul(seed + number, 2654435761));
    const began = performance.now();
    const isFile = (seed + number) % 2 === 0;
    const seeds = isFile ? files : strings;
    const text = mutated(seeds[next(seeds.length)] ?? "", next);
    try {
      if (isFile) await runSettings(text, tally);
      else {
        const read = await tried(tally, () => parseConnectionString(text));
        if (read) await tried(tally, () => parseConnectionString(formatConnectionString(read as Parameters<typeof formatConnectionString>[0]).reveal()));
      }
    } catch (error) {
      throw new Error(`Seed ${seed + number}: ${JSON.stringify(text)}`, { cause: error });
    }
    slowest = Math.max(slowest, performance.now() - began);
  }
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`FUZZ ${cases} cases from seed ${seed}, ${[...tally.codes.values()].reduce((sum, count) => sum + count, 0)} errors of ${tally.codes.size} kinds, ${tally.searched} messages searched, 0 crashes, 0 secrets, slowest ${slowest.toFixed(0)} ms, ${seconds.toFixed(1)} s\nFUZZ ${JSON.stringify(Object.fromEntries(tally.codes))}\n`);
  if (cases < 1_000) return;
  for (const code of ["settings-yaml", "settings-unknown-key", "connection-string-quote", "connection-string-pair", "argument-unknown"]) expect([...tally.codes.keys()]).toContain(code);
}, 900_000);
