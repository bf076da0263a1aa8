import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { clouds } from "@huntkit/auth";
import { createClientCertificate, type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { validateSettings } from "@huntkit/settings";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildProgram } from "../build-program.js";
import type { CommandSurroundings } from "../command-surroundings.js";
import { initQuestions } from "../config/init-questions.table.js";
import { main } from "../main.js";

const { tenantId, clientId, clientSecret, username, vaultName } = emulatorDefaults;
const setting = "DataProviders.MicrosoftDefender.Args.ClientSecret";
let emulator: Emulator;
let certificate: Awaited<ReturnType<typeof createClientCertificate>>;
let folder = "";
let out = "";
let err = "";

beforeAll(async () => {
  certificate = await createClientCertificate({ commonName: "hunter" });
  emulator = await startEmulator({ tenants: [{ apps: [{ clientId, secrets: [clientSecret], certificates: [certificate.certificatePem] }], vaults: [{ name: vaultName }, { name: "second-vault" }] }] });
});
afterAll(() => emulator.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-init-"));
  [out, err] = ["", ""];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

function stream(write: (text: string) => void, terminal: boolean): CommandSurroundings["stdout"] {
  const made = Object.assign(new PassThrough(), terminal ? { isTTY: true, columns: 100 } : {});
  made.on("data", (chunk: Buffer) => write(chunk.toString()));
  return made;
}

/** Runs a command line; with `typed`, at a terminal at which that is typed. */
async function run(words: readonly string[], { typed, piped = "", env = {}, signal = new AbortController().signal }: { typed?: string; piped?: string; env?: Record<string, string>; signal?: AbortSignal } = {}): Promise<number> {
  const terminal = typed !== undefined;
  const stdin = terminal ? Object.assign(new PassThrough(), { isTTY: true }) : Readable.from(piped === "" ? [] : [piped]);
  if (terminal) (stdin as PassThrough).write(typed);
  return main(words, { stdin, stdout: stream((text) => (out += text), terminal), stderr: stream((text) => (err += text), terminal), env: { NO_COLOR: "1", HUNTKIT_CLIENT_SECRET: "", ...env }, cwd: folder, now: () => new Date(), signal });
}

const file = (): string => join(folder, "msticpyconfig.yaml");
const hosts = (): string[] => ["--login-uri", emulator.loginUri, "--api-uri", emulator.apiUri, "--ca-file", emulator.caFile];

describe("config init at a terminal", () => {
  it("asks, writes a file for its owner alone, and connect works with it", async () => {
    // cloud, service, tenant, who signs in, client, where the secret is, which variable
    const typed = `\r\r${tenantId}\r1\r${clientId}\renv\rHUNT_SECRET\r`;
    expect(await run(["config", "init", ...hosts()], { typed }), err).toBe(0);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readFile(file(), "utf8")).toContain("EnvironmentVar: HUNT_SECRET");
    expect(await run(["connect"], { env: { HUNT_SECRET: clientSecret } }), err).toBe(0);
    expect(out).toMatch(/Signed in by client secret\n/);
    expect(out).toContain("ThreatHunting.Read.All");
  });

  it("asks again, without showing what was typed, until the answer fits", async () => {
    const typed = `moon\rgcc-high\r\rno tenant!\rcontoso.example\rdevice\rpassword-typed-here\r${clientId}\r\r`;
    expect(await run(["config", "init"], { typed }), err).toBe(0);
    expect(err).toMatch(/This is none of global, us/);
    expect(err).toMatch(/neither an id such as .* nor a domain/);
    expect(err).toMatch(/This is no application id/);
    const text = await readFile(file(), "utf8");
    expect(text).toContain("Cloud: gcc-high");
    expect(text).toContain("AuthType: device");
    expect(text).not.toMatch(/UserName|password-typed-here|ClientSecret/);
  });

  it("offers only the services of the cloud", async () => {
    expect(await run(["config", "init"], { typed: `gcc\r\rcontoso.example\razure\r` }), err).toBe(0);
    expect(err).not.toContain("M365D ");
    expect(await readFile(file(), "utf8")).toContain("AuthMethods:");
  });

  it("writes nothing when Ctrl-C or Ctrl-D ends it, or the command is stopped", async () => {
    for (const key of ["\u0003", "\u0004"]) expect(await run(["config", "init"], { typed: `\r\r${tenantId}\r${key}` })).toBe(130);
    const stopped = new AbortController();
    const running = run(["config", "init"], { typed: "\r", signal: stopped.signal });
    stopped.abort();
    expect(await running).toBe(130);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("config init without a terminal", () => {
  it("lists every option that is missing", async () => {
    expect(await run(["config", "init"])).toBe(2);
    for (const option of ["--tenant <id>", "--sign-in <way>"]) expect(err).toContain(option);
    err = "";
    expect(await run(["config", "init", "--tenant", tenantId, "--sign-in", "secret"])).toBe(2);
    expect(err).toMatch(/--client <id>.*\n.*--secret-in <place> .*: env, keyvault, later/);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["secret", "env", ["--secret-in", "env"], { HUNTKIT_CLIENT_SECRET: clientSecret }],
    ["secret", "later", ["--secret-in", "later"], { HUNTKIT_CLIENT_SECRET: clientSecret }],
  ])("writes a file that signs in by %s in %s", async (way, _place, options, env) => {
    expect(await run(["config", "init", "--tenant", tenantId, "--client", clientId, "--sign-in", way, ...options, ...hosts()]), err).toBe(0);
    expect(await run(["connect"], { env }), err).toBe(0);
  });

  it("writes a file that signs in by certificate, its paths absolute", async () => {
    await Promise.all([writeFile(join(folder, "app.pem"), certificate.certificatePem), writeFile(join(folder, "app.key"), certificate.privateKeyPem)]);
    expect(await run(["config", "init", "--tenant", tenantId, "--client", clientId, "--sign-in", "certificate", "--certificate", "app.pem", "--private-key", "app.key", ...hosts()]), err).toBe(0);
    expect(await readFile(file(), "utf8")).toContain(`Certificate: ${join(folder, "app.pem")}`);
    expect(await run(["connect"]), err).toBe(0);
    expect(out).toMatch(/Signed in by certificate\n/);
  });

  it("writes a file that signs in by device code", async () => {
    expect(await run(["config", "init", "--tenant", tenantId, "--client", clientId, "--sign-in", "device", "--user", username, ...hosts()]), err).toBe(0);
    err = "";
    const location = join(folder, "cache", "tokens.json");
    const connecting = run(["connect", "--connection-string", `location='${location}'`], { env: { HUNTKIT_CACHE_ENCRYPTION: "off" } });
    await vi.waitFor(() => expect(err).toMatch(/code [A-Z0-9-]{6,}/), { interval: 5, timeout: 300_000 });
    emulator.deviceCodes.approve(/code ([A-Z0-9-]{6,})/.exec(err)?.[1] ?? "");
    expect(await connecting, err).toBe(0);
    expect(out).toContain(`User         ${username}`);
    expect(out).toContain(`Token cache  ${location}`);
  });

  it("overwrites no file, and takes no option that does not go with the others", async () => {
    await writeFile(file(), "# mine\n");
    expect(await run(["config", "init", "--tenant", tenantId])).toBe(2);
    expect(err).toContain("not overwritten");
    expect(await readFile(file(), "utf8")).toBe("# mine\n");
    err = "";
    expect(await run(["config", "init", "--config", "new.yaml", "--tenant", tenantId, "--client", clientId, "--sign-in", "browser", "--vault", "v-1"])).toBe(2);
    expect(err).toMatch(/--vault .*does not go with/);
    expect(await readdir(folder)).toEqual(["msticpyconfig.yaml"]);
  });

  it("has each answer in a file that is valid", async () => {
    const many: readonly (readonly string[])[] = [["secret", "--secret-in", "keyvault", "--vault", "hunt-vault"], ["secret", "--secret-in", "keyvault", "--vault", "hunt-vault", "--vault-secret", "s-1"], ["browser"], ["device"], ["azure"], ["certificate", "--certificate", "a.pfx", "--passphrase-variable", "P"]];
    for (const [index, [way = "", ...options]] of many.entries()) {
      const target = join(folder, "deep", `${index}.yaml`);
      const client = way === "azure" ? [] : ["--client", clientId];
      expect(await run(["config", "init", "--config", target, "--cloud", "dod", "--env", "MDE", "--tenant", "contoso.example", ...client, "--sign-in", way, ...options]), err).toBe(0);
      expect(await validateSettings(await readFile(target, "utf8"), { environment: { P: "x" } })).toEqual([]);
    }
  });
});

it("each question of config init has its option", () => {
  const program = buildProgram({ stdout: new PassThrough(), stderr: new PassThrough() } as unknown as CommandSurroundings, () => undefined);
  const init = program.commands.find((command) => command.name() === "config")?.commands.find((command) => command.name() === "init");
  for (const { name, option, choices, values } of initQuestions) {
    const found = init?.options.find(({ long }) => long === option);
    expect(found?.attributeName()).toBe(name);
    const offered = choices?.({}, clouds).map(({ value }) => value);
    expect(values).toEqual(offered);
    if (offered) expect(found?.description).toContain(offered.join(", "));
  }
});

describe("config set --keyvault --store", () => {
  const azureVariables = (): void => {
    for (const [name, value] of Object.entries({ AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret })) vi.stubEnv(name, value);
  };
  const stored = (vault: string, secret: string): string | undefined => emulator.directory.tenants[0]?.vaults.find(({ name }) => name === vault)?.secrets.get(secret.toLowerCase())?.versions.at(-1)?.value;
  const begin = async (): Promise<void> => {
    azureVariables();
    const options = ["--tenant", tenantId, "--client", clientId, "--sign-in", "secret", "--secret-in", "keyvault", "--vault", vaultName, "--vault-uri", emulator.vaultUri];
    expect(await run(["config", "init", ...options, ...hosts()]), err).toBe(0);
    err = "";
  };

  it("puts a piped value into the vault, refers to it, and connect reads it from there", async () => {
    await begin();
    expect(await run(["config", "set", setting, "--keyvault", "defender-secret", "--store"], { piped: `${clientSecret}\n` }), err).toBe(0);
    expect(await readFile(file(), "utf8")).toContain("KeyVault: defender-secret");
    expect(stored(vaultName, "defender-secret")).toBe(clientSecret);
    expect(await run(["connect"]), err).toBe(0);
    expect(out + err).not.toContain(clientSecret);
  });

  it("takes the value from a prompt that does not show it, under the default name", async () => {
    await begin();
    const value = "typed secret with ; and spaces ";
    expect(await run(["config", "set", setting, "--keyvault", "--store"], { typed: `${value}\r` }), err).toBe(0);
    expect(stored(vaultName, "DataProviders-MicrosoftDefender-Args-ClientSecret")).toBe(value);
    expect(err).toContain("it is not shown");
    expect(out + err).not.toContain("typed secret");
  });

  it("changes no file when the vault does not take the value", async () => {
    await begin();
    const before = await readFile(file(), "utf8");
    emulator.faults.add({ status: 403, body: { error: { code: "Forbidden", message: "no", innererror: { code: "ForbiddenByRbac" } } }, match: { service: "keyvault", method: "PUT" } });
    expect(await run(["config", "set", setting, "--keyvault", "other", "--store"], { piped: "another-secret-4711" })).not.toBe(0);
    expect(err).toMatch(/Key Vault .* does not let the one signed in write secret other\. Grant the role "Key Vault Secrets Officer"/);
    expect(err).not.toContain("4711");
    expect(await readFile(file(), "utf8")).toBe(before);
  });

  it("says that it was the vault that nobody could be signed in to", async () => {
    await begin();
    await writeFile(file(), (await readFile(file(), "utf8")).replace("KeyVault:\n", "Azure:\n  auth_methods: [clientsecret]\nKeyVault:\n"));
    await run(["connect"]);
    expect(err).toMatch(/Nobody could be signed in to Key Vault .* for secret DataProviders-MicrosoftDefender-Args-ClientSecret\. None of the sign-in methods is set up here\. clientsecret: ClientSecret is not set\. .*KeyVault\.AuthnType/);
  });

  it("takes no value as argument, no empty one, and none without --keyvault", async () => {
    await begin();
    for (const words of [[setting, "in-clear-4711", "--keyvault", "--store"], [setting, "--store"], [setting, "in-clear-4711"], [setting, "--keyvault", "--store"]]) expect(await run(["config", "set", ...words])).toBe(2);
    expect(err).not.toContain("4711");
    expect(err).toContain("There is no value to store");
  });
});

it("config set refuses what would make the file wrong, and leaves it alone", async () => {
  await writeFile(file(), "DataProviders:\n  MicrosoftDefender:\n    Args:\n      TenantId: contoso.example # mine\n");
  expect(await run(["config", "set", "DataProviders.MicrosoftDefender.Args.ClientIdd", "x"])).toBe(2);
  expect(err).toMatch(/Nothing was changed: .*Did you mean "ClientId"\?/);
  expect(await run(["config", "set", "DataProviders.MicrosoftDefender.Args.AuthType", "telepathy"])).toBe(2);
  expect(await readFile(file(), "utf8")).toContain("example # mine\n");
  expect(await run(["config", "set", "DataProviders.MicrosoftDefender.Args.DelegatedAuth", "true"]), err).toBe(0);
  expect(await readFile(file(), "utf8")).toContain("      DelegatedAuth: true\n");
});
