import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { format, inspect } from "node:util";
import { createHttpClient } from "@huntkit/auth/http";
import { createTokenSource, describeToken, type SignInOptions } from "@huntkit/auth";
import { createClientCertificate, type Emulator, emulatorDefaults, type FaultKind, faultKinds, startEmulator } from "@huntkit/emulator";
import { HuntError, Secret } from "@huntkit/provider";
import { createKeyVault, formatConnectionString, loadSettings, maskedSettings, parseConnectionString, type SecretKeyring, validateSettings } from "@huntkit/settings";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../main.js";

/** Part of every secret here, with characters that addresses and Base64 write another way. */
const mark = "lEaK~m4rK";
const secret = (name: string): string => `${mark}+${name}/${mark}=`;
const graph = ["https://graph.microsoft.com/.default"];
const { tenantId, clientId, username, vaultName } = emulatorDefaults;
const folder = mkdtempSync(join(tmpdir(), "huntkit-leak-"));
const secretNames = ["client", "wrong", "vault", "environment", "passphrase", "proxy", "password", "given", "typed"] as const;
const hidden: string[] = [];
let emulator: Emulator;
let certificate: Awaited<ReturnType<typeof createClientCertificate>>;
let stranger: typeof certificate;
let searched = 0;
let total = 0;
const hits: string[] = [];

beforeAll(async () => {
  [certificate, stranger] = await Promise.all([createClientCertificate({ commonName: "a" }), createClientCertificate({ commonName: "b" })]);
  emulator = await startEmulator({
    tenants: [
      {
        apps: [{ clientId, secrets: [secret("client")], certificates: [certificate.certificatePem] }],
        users: [{ username, password: secret("password") }],
        vaults: [{ name: vaultName, secrets: { wanted: secret("vault"), wrong: secret("wrong") } }, { name: "closed", secrets: { wanted: secret("vault") }, access: { [clientId]: ["list"] } }],
      },
    ],
  });
  for (const text of [mark, ...secretNames.map(secret)]) hidden.push(text, encodeURIComponent(text), Buffer.from(text).toString("base64").replace(/=+$/, "").slice(0, -2), Buffer.from(text).toString("base64url").slice(0, -2));
  for (const { privateKeyPem } of [certificate, stranger]) hidden.push(privateKeyPem.split("\n")[3] ?? "-", privateKeyPem.split("\n")[8] ?? "-");
  for (const name of ["app", "other"] as const) {
    const pair = name === "app" ? certificate : stranger;
    writeFileSync(join(folder, `${name}.pem`), pair.certificatePem);
    writeFileSync(join(folder, `${name}.key`), createPrivateKey(pair.privateKeyPem).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: secret("passphrase") }));
  }
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`SECRETS ${searched} messages searched for ${hidden.length} forms of ${secretNames.length} secrets, 2 keys and all tokens: ${total} hits\n`);
});

const streams = [process.stdout, process.stderr] as const;
beforeEach(() => {
  emulator.faults.clear();
  for (const stream of streams) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, "write").mockImplementation(((chunk: string | Uint8Array, ...rest: never[]) => (search("standard stream", String(chunk)), write(chunk, ...rest))) as typeof stream.write);
  }
  for (const name of ["log", "info", "warn", "error", "debug", "trace"] as const) vi.spyOn(console, name).mockImplementation((...words: unknown[]) => search(`console.${name}`, format(...words)));
  vi.spyOn(process, "emitWarning").mockImplementation(((warning: unknown) => search("process warning", warning)) as typeof process.emitWarning);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  const found = hits.splice(0);
  total += found.length;
  expect(found.slice(0, 5)).toEqual([]);
});

/** Searches every text that a value can become: printed, inspected with hidden members, as JSON, and each error below it. */
function search(where: string, value: unknown): void {
  for (const text of textsOf(value)) {
    searched++;
    const found = hidden.find((one) => text.includes(one)) ?? /eyJ[\w-]{6,}\.eyJ[\w-]{6,}/.exec(text)?.[0] ?? /\b1\.[\w-]{60,}/.exec(text)?.[0];
    if (found !== undefined) hits.push(`${where}: …${text.slice(Math.max(0, text.indexOf(found) - 120), text.indexOf(found) + 20)}…`);
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  const texts = [inspect(value, { depth: 14, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null }), format("%s %o %O", value, value, value), json(value), `${value as string}`];
  for (let error = value, depth = 0; error instanceof Error && depth < 10; error = error.cause, depth++) texts.push(error.message, error.stack ?? "", String(error), json({ ...error }), json(Object.getOwnPropertyDescriptors(error)));
  return texts;
}

function json(value: unknown): string {
  const seen = new WeakSet<object>();
  return JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? String(member) : typeof member === "object" && member !== null ? (seen.has(member) ? "seen" : (seen.add(member), member)) : member)) ?? "";
}

/** Searches the error that must come. */
async function failing(where: string, work: () => unknown): Promise<void> {
  const error = await Promise.resolve().then(work).then(() => undefined, (caught: unknown) => caught);
  expect(HuntError.isInstance(error), `${where}: ${inspect(error)}`).toBe(true);
  search(where, error);
}

function signIn(options: SignInOptions) {
  const told = (what: string) => (value: unknown) => search(what, value);
  return createTokenSource({ tenantId, clientId, loginUri: emulator.loginUri, caFile: emulator.caFile, environment: {}, location: join(folder, `${searched}.json`), cacheEncryption: "off", httpTimeout: 300, clock: { now: () => Date.now(), random: () => 0, delay: () => Promise.resolve() }, onWarning: told("warning"), onPrompt: told("prompt"), ...options });
}

const ways: Readonly<Record<string, () => SignInOptions>> = {
  secret: () => ({ clientSecret: secret("client") }),
  "wrong secret": () => ({ clientSecret: new Secret(secret("wrong")) }),
  certificate: () => ({ certificate: join(folder, "app.pem"), privateKey: join(folder, "app.key"), privateKeySecret: secret("passphrase") }),
  "unknown certificate": () => ({ certificate: stranger.certificatePem, privateKey: stranger.privateKeyPem }),
  "wrong passphrase": () => ({ certificate: join(folder, "app.pem"), privateKey: join(folder, "app.key"), privateKeySecret: secret("wrong") }),
  "key of another": () => ({ certificate: certificate.certificatePem, privateKey: stranger.privateKeyPem }),
  "key that is none": () => ({ certificate: certificate.certificatePem, privateKey: `-----BEGIN PRIVATE KEY-----\n${secret("given")}\n-----END PRIVATE KEY-----` }),
  "secret as certificate": () => ({ certificate: secret("given") }),
  browser: () => ({ delegatedAuth: true, openBrowser: async (url) => void (await emulator.signIn(url, { password: secret("password") })) }),
  "browser, declined": () => ({ delegatedAuth: true, openBrowser: async (url) => void (await emulator.signIn(url, { cancel: true })) }),
  device: () => ({ delegatedAuth: true, authType: "device", onPrompt: (prompt) => prompt.type === "device-code" && emulator.deviceCodes.approve(prompt.userCode) }),
  "device, denied": () => ({ delegatedAuth: true, authType: "device", onPrompt: (prompt) => prompt.type === "device-code" && emulator.deviceCodes.deny(prompt.userCode) }),
  chain: () => ({ authMethods: ["cache", "clientsecret"], clientSecret: secret("client") }),
  "chain, wrong": () => ({ authMethods: ["clientsecret"], clientSecret: secret("wrong") }),
  "chain of none": () => ({ authMethods: ["cache", "certificate"] }),
  "token handed in": () => ({ accessToken: secret("given") }),
  "credential that fails": () => ({ credential: { getToken: () => Promise.reject(new Error("The identity service refused.")) } }),
  "proxy with a password": () => ({ clientSecret: secret("client"), proxy: `http://user:${encodeURIComponent(secret("proxy"))}@127.0.0.1:9` }),
  "proxy that is none": () => ({ clientSecret: secret("client"), proxy: `ftp://user:${encodeURIComponent(secret("proxy"))}@host` }),
  "host with a password": () => ({ clientSecret: secret("client"), loginUri: `https://user:${encodeURIComponent(secret("given"))}@host` }),
  "two ways": () => ({ clientSecret: secret("client"), username }),
};
const serviceFaults: readonly FaultKind[] = ["429-seconds", "429-none", "500", "502", "503-non-json", "504-empty", "reset-before", "reset-after", "reset-mid-body", "cut-gzip", "truncated-json", "wrong-content-type", "200-error"];

describe("signing in shows no secret", () => {
  it.each(Object.entries(ways))("by %s", async (name, way) => {
    const outcomes = [undefined, ...serviceFaults];
    for (const kind of outcomes) {
      emulator.faults.clear();
      if (kind) emulator.faults.add({ ...faultKinds[kind], match: { service: "entra", path: "/token" }, times: 20 });
      try {
        const source = signIn(way());
        search(`${name}: source`, source);
        const token = await source.getToken(graph);
        for (const shown of [token, source, source.info(), describeToken(token)]) search(`${name}: ${kind ?? "well"}`, shown);
        await source.close();
      } catch (error) {
        expect(HuntError.isInstance(error), inspect(error)).toBe(true);
        search(`${name}: ${kind ?? "well"}`, error);
      }
    }
    search("request log", emulator.requests.list());
    emulator.requests.clear();
  });

  it("when the service repeats what it was sent", async () => {
    const echo = { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret provided. Trace ID: x", error_codes: [7000215] };
    emulator.faults.add({ status: 401, body: echo, match: { service: "entra", path: "/token" } });
    await failing("echo", () => signIn({ clientSecret: secret("client") }).getToken(graph));
  });

  it("when a call to the service is refused or fails", async () => {
    const client = createHttpClient({ allowedHosts: [new URL(emulator.origin).host], caFile: emulator.caFile });
    const headers = { authorization: `Bearer ${secret("given")}` };
    search("client", client);
    for (const url of ["https://other.example/", `${emulator.origin.replace("https", "http")}/`, `https://user:${encodeURIComponent(secret("given"))}@127.0.0.1/`, `not an address ${secret("given")}`]) await failing(url.slice(0, 20), () => client.request(url, { headers, body: secret("given"), method: "POST" }));
    for (const kind of ["reset-before", "reset-mid-body", "cut-gzip"] as const) {
      emulator.faults.add({ ...faultKinds[kind], match: { path: "/anything" } });
      await client.request(`${emulator.origin}/anything?q=1`, { headers, body: secret("given"), method: "POST" }).then((answer) => search("answer", answer.headers), (error: unknown) => search(kind, error));
    }
    await client.close();
  });
});

describe("settings show no secret", () => {
  const yaml = () => `DataProviders:
  MicrosoftDefender:
    Args: { TenantId: ${tenantId}, ClientId: ${clientId}, ClientSecret: "${secret("client")}", PrivateKeySecret: "${secret("passphrase")}" }
  MicrosoftDefender-Vault:
    Args: { TenantId: ${tenantId}, ClientId: ${clientId}, ClientSecret: { KeyVault: wanted }, LoginUri: "${emulator.origin}", CaFile: "${emulator.caFile}", ApiUri: "${emulator.origin}" }
  MicrosoftDefender-Env:
    Args: { TenantId: ${tenantId}, ClientId: ${clientId}, ClientSecret: { EnvironmentVar: LEAK_SECRET } }
  Splunk: { Args: { host: h, password: "${secret("given")}", bearer_token: "${secret("given")}", url: "https://u:${encodeURIComponent(secret("given"))}@h" } }
TIProviders: { VirusTotal: { Args: { ApiKey: "${secret("given")}", AuthKey: "${secret("given")}" } } }
KeyVault: { VaultName: ${vaultName}, VaultUri: "${emulator.vaultUri}", TenantId: ${tenantId}, LoginUri: "${emulator.origin}", CaFile: "${emulator.caFile}" }
msticpy: { Proxies: { https: { Url: "http://127.0.0.1:9", UserName: u, Password: "${secret("proxy")}" } } }
`;

  it("when they are read, printed or wrong in any line", async () => {
    const file = join(folder, "settings.yaml");
    const environment = { LEAK_SECRET: secret("environment"), HUNTKIT_CLIENT_SECRET: secret("environment"), HTTPS_PROXY: `http://u:${secret("proxy")}@h:1` };
    const lines = yaml().split("\n");
    const breaks = ["", " [", ": :", '"', "\t", " }", " &a *b"];
    for (const [index, ending] of lines.flatMap((_line, at) => breaks.map((one) => [at, one] as const))) {
      const text = lines.map((line, at) => (at === index ? line + ending : line)).join("\n");
      writeFileSync(file, text);
      search("validate", await validateSettings(text, { file, environment: {} }));
      const places = { path: file, environment, workingFolder: folder, homeFolder: folder };
      const settings = await loadSettings(places).catch((error: unknown) => search("load", error));
      if (!settings) continue;
      search("settings", settings);
      for (const name of settings.sectionNames()) search("section", settings.section([name]));
      search("masked", maskedSettings(Object.fromEntries(settings.sectionNames().map((name) => [name, settings.section([name])]))));
      for (const shown of [settings.keyVault(), settings.azure(), settings.warnings]) search("members", shown);
      for (const instance of [undefined, "Default", "Vault", "Env", "None"]) await settings.connectionArguments("MicrosoftDefender", instance === undefined ? {} : { instance }).then((found) => search("arguments", found), (error: unknown) => search("arguments", error));
    }
  });

  it("when they are given in code or as a connection string, well or ill", async () => {
    const good = `tenant_id='t'; client_id='c'; client_secret='${secret("client")}'; private_key_secret="${secret("passphrase")}"`;
    for (let at = 0; at < good.length; at++) {
      for (const text of [good.slice(0, at) + good.slice(at + 1), `${good.slice(0, at)}'${good.slice(at)}`, `${good.slice(0, at)};${good.slice(at)}`]) {
        if (!text.includes(secret("client")) || !text.includes(secret("passphrase"))) continue;
        try {
          const read = parseConnectionString(text);
          search("string", [read.clientSecret, read.privateKeySecret, formatConnectionString({ clientSecret: secret("client") })]);
        } catch (error) {
          search("string", error);
        }
      }
    }
    const settings = await loadSettings({ values: {}, environment: {} });
    for (const given of [{ clientSecret: secret("given"), username: "u" }, { clientSecrett: secret("given") }, { clientSecret: secret("given"), client_secret: secret("given") }, { [secret("given")]: "x" }, { authType: secret("given") }, { httpTimeout: secret("given") }, { delegatedAuth: secret("given") }]) await failing("given", () => settings.connectionArguments("MicrosoftDefender", { given }));
  });

  it("when a vault or a keyring fails", async () => {
    const options = { vaultUri: emulator.vaultUri, caFile: emulator.caFile, environment: {}, retries: { maxRetries: 0 }, timeoutMilliseconds: 300_000 };
    const source = signIn({ clientSecret: secret("client") });
    const vault = createKeyVault({ ...options, tokenSource: source });
    search("vault", vault);
    search("secret", await vault.getSecret("wanted"));
    for (const kind of serviceFaults) {
      emulator.faults.clear();
      emulator.faults.add({ ...faultKinds[kind], match: { service: "keyvault" }, times: 20 });
      const fresh = createKeyVault({ ...options, tokenSource: source });
      await fresh.getSecret("wanted").then((found) => search(kind, found), (error: unknown) => search(kind, error));
      await fresh.setSecret("written", secret("given")).then(() => search(kind, fresh), (error: unknown) => search(kind, error));
    }
    emulator.faults.clear();
    await failing("forbidden", () => createKeyVault({ ...options, vaultUri: emulator.vaultUriOf("closed"), tokenSource: source }).getSecret("wanted"));
    await failing("sign-in", () => createKeyVault({ ...options, tokenSource: signIn({ clientSecret: secret("wrong") }) }).getSecret("wanted"));
    const keyring: SecretKeyring = { get: async () => undefined, set: (_name, value) => Promise.reject(new Error(`cannot keep ${value}`)), delete: async () => undefined };
    search("keyring", await createKeyVault({ ...options, tokenSource: source, keyring, onWarning: (text) => search("warning", text) }).getSecret("wanted"));
  });

  describe("by the command", () => {
    const runs: readonly (readonly string[])[] = [
      [], ["--help"], ["nope"], ["config"], ["config", "--help"], ["config", "init", "--help"], ["config", "set", "--help"], ["connect", "--help"], ["config", "path"], ["config", "show"], ["config", "validate"],
      ["config", "get", "DataProviders"], ["config", "get", "DataProviders.MicrosoftDefender.Args.ClientSecret"], ["config", "get", "DataProviders.Splunk.Args.url"], ["config", "get", "msticpy"], ["config", "get", "TIProviders.VirusTotal.Args.ApiKey"], ["config", "get", "Nothing.There"],
      ["connect"], ["connect", "--instance", "Default"], ["connect", "--instance", "Vault"], ["connect", "--instance", "Env"], ["connect", "--instance", "None"], ["connect", "--env", "MDE", "--instance", "Vault"], ["connect", "--env", "Nope", "--instance", "Vault"], ["connect", "--instance"], ["connect", "--config", "absent.yaml"],
      ["config", "set", "KeyVault.UseKeyring", "true"], ["config", "set", "KeyVault.VaultNam", "x"], ["config", "set", "DataProviders.MicrosoftDefender.Args.ClientSecret", "--store"], ["config", "unset", "DataProviders.MicrosoftDefender.Args.ClientSecret"], ["config", "unset", "Nope"],
      ["config", "set", "DataProviders.MicrosoftDefender-Vault.Args.ClientSecret", "--keyvault", "typed", "--store"], ["config", "set", "DataProviders.MicrosoftDefender-Vault.Args.ClientSecret", "--keyvault", "closed/typed", "--store"], ["connect", "--connection-string", "-"],
    ];

    it.each(runs.map((words) => [words.join(" "), words] as const))("huntkit %s", async (_title, words) => {
      for (const [name, value] of Object.entries({ AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: secret("client") })) vi.stubEnv(name, value);
      const file = join(folder, "msticpyconfig.yaml");
      // A proxy that is not there and a service that fails are tried again for seconds, so once is enough.
      const isTried = words.length === 3 && words[2] === "Vault";
      const faults: readonly (readonly [FaultKind | undefined, boolean])[] = [[undefined, false], ...(isTried || words[0] !== "connect" ? [[undefined, true] as const] : []), ...(isTried ? ([["500", false], ["truncated-json", false], ["reset-before", false]] as const) : [])];
      for (const [fault, proxied] of words.includes("--store") ? [[undefined, false] as const] : faults) {
        writeFileSync(file, proxied ? yaml() : yaml().replace(/^msticpy:.*$/m, ""));
        emulator.faults.clear();
        if (fault) emulator.faults.add({ ...faultKinds[fault], match: { path: /token|secrets/ }, times: 20 });
        const [stdout, stderr] = [new PassThrough(), new PassThrough()];
        for (const [where, stream] of [["stdout", stdout], ["stderr", stderr]] as const) stream.on("data", (chunk: Buffer) => search(`huntkit ${words.join(" ")}: ${where}`, chunk.toString()));
        const env = { NO_COLOR: "1", DEBUG: "*", NODE_DEBUG: "http", AZURE_LOG_LEVEL: "verbose", LEAK_SECRET: secret("environment"), HUNTKIT_HTTP_TIMEOUT: "60", NO_PROXY: "" };
        const stdin = Readable.from([words.includes("-") ? `tenant_id='${tenantId}'; client_id='${clientId}'; client_secret='${secret("typed")}'` : secret("typed")]);
        await main(words, { stdin, stdout, stderr, env, cwd: folder, now: () => new Date(), signal: AbortSignal.timeout(20_000) });
        await new Promise((resolve) => setImmediate(resolve));
        expect(readFileSync(file, "utf8")).not.toContain(secret("typed"));
      }
    });
  });
});
