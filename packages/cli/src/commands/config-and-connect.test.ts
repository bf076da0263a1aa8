import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { clouds, createTokenSource } from "@huntkit/auth";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { connectionArgumentDefinition } from "@huntkit/settings";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CommandSurroundings } from "../command-surroundings.js";
import { configGet, configPath, configShow, configUnset, configValidate } from "./config.js";
import { configSet } from "./config-set.js";
import { connectCommand } from "./connect.js";

let emulator: Emulator;
let folder = "";
let out = "";

beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), "huntkit-config-"));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  out = "";
  await writeFile(join(folder, "msticpyconfig.yaml"), `# mine\n${emulator.settingsYaml()}`);
});

function surroundings(): CommandSurroundings {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  for (const stream of [stdout, stderr]) stream.on("data", (chunk: Buffer) => (out += chunk.toString()));
  return { stdout, stderr, stdin: new PassThrough(), env: {}, cwd: folder, now: () => new Date(), signal: new AbortController().signal };
}

it("connect signs in with the settings and says who that is, without token or secret", async () => {
  expect(await connectCommand({}, surroundings())).toBe(0);
  expect(out).toContain(emulatorDefaults.tenantId);
  expect(out).toContain("ThreatHunting.Read.All");
  expect(out).not.toContain(emulatorDefaults.clientSecret);
  expect(out).not.toMatch(/eyJ[\w-]+\./);
});

it("connect explains a refusal by its code", async () => {
  await configSet("DataProviders.MicrosoftDefender.Args.ClientId", "00000000-0000-0000-0000-0000000000aa", {}, surroundings());
  await expect(connectCommand({}, surroundings())).rejects.toMatchObject({ kind: "sign-in", message: expect.stringContaining("AADSTS700016") as string });
});

it("connect takes no secret from the command line", async () => {
  const error: unknown = await connectCommand({ connectionString: "client_id='a'; client_secret='hidden-4711'" }, surroundings()).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "secret-in-arguments" });
  expect((error as Error).message).not.toContain("hidden-4711");
});

it("settings know the clouds and methods that sign-in knows", () => {
  const known = (name: "cloud" | "authMethods"): readonly string[] => connectionArgumentDefinition(name).known ?? [];
  expect(known("cloud")).toEqual(Object.keys(clouds));
  expect(known("authMethods").length).toBeGreaterThan(10);
  for (const method of known("authMethods")) expect(createTokenSource({ tenantId: "t", clientId: "c", authMethods: [method], environment: {} }).info()).toEqual({ way: "chain" });
});

it("config shows and gets settings with secrets hidden, and checks them", async () => {
  expect(await configPath({}, surroundings())).toBe(0);
  expect(await configShow({}, surroundings())).toBe(0);
  expect(out).toMatch(/DataProviders:\n {2}MicrosoftDefender:\n {4}Args:/);
  expect(out).toMatch(/ClientSecret: ["']?\*{3}/);
  expect(await configGet("DataProviders.MicrosoftDefender.Args.ClientSecret", {}, surroundings())).toBe(0);
  expect(out).toContain("***");
  expect(out).not.toContain(emulatorDefaults.clientSecret);
  expect(await configValidate({}, surroundings())).toBe(0);
  await expect(configGet("DataProviders.Nothing", {}, surroundings())).rejects.toMatchObject({ code: "setting-unknown" });
});

it("config sets and unsets; a secret only as a reference", async () => {
  const path = "DataProviders.MicrosoftDefender.Args.ClientSecret";
  await expect(configSet(path, "in-clear", {}, surroundings())).rejects.toMatchObject({ code: "secret-in-arguments" });
  await expect(configSet("msticpy.Proxies.https", "http://me:in-clear@proxy:8080", {}, surroundings())).rejects.toMatchObject({ code: "secret-in-arguments" });
  expect(await configSet(path, undefined, { keyvault: "hunting/secret" }, surroundings())).toBe(0);
  expect(await configUnset("DataProviders.MicrosoftDefender.Args.ClientId", {}, surroundings())).toBe(0);
  const text = await readFile(join(folder, "msticpyconfig.yaml"), "utf8");
  expect(text).toContain("# mine");
  expect(text).toContain("KeyVault: hunting/secret");
  expect(text).not.toContain("ClientId");
  expect(text).not.toContain(emulatorDefaults.clientSecret);
});
