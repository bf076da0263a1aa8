import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadSettings } from "@huntkit/settings";
import type { CommandSurroundings } from "../command-surroundings.js";
import { emulatorCommand, type EmulatorCommandOptions } from "./emulator.js";

let folder = "";
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "huntkit-emulator-cli-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Started {
  readonly text: () => string;
  readonly errors: () => string;
  readonly stop: () => Promise<number>;
}

async function start(options: Partial<EmulatorCommandOptions> = {}): Promise<Started> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const collected = { stdout: "", stderr: "" };
  const first = new Promise<void>((resolve) => stdout.on("data", (chunk: Buffer) => resolve(void (collected.stdout += chunk.toString()))));
  stderr.on("data", (chunk: Buffer) => (collected.stderr += chunk.toString()));
  const controller = new AbortController();
  const surroundings: CommandSurroundings = { stdout, stderr, stdin: new PassThrough(), env: {}, cwd: folder, now: () => new Date(), signal: controller.signal };
  const ended = emulatorCommand({ out: "files", ...options }, surroundings);
  await Promise.race([first, ended]);
  return {
    text: () => collected.stdout,
    errors: () => collected.stderr,
    stop: () => {
      controller.abort();
      return ended;
    },
  };
}

function statusOf(address: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => get(address, { ca, agent: false }, (answer) => resolve(answer.resume().statusCode)).on("error", reject));
}

it("runs with the CA and settings that it writes until it is stopped, and frees its port", async () => {
  const running = await start({ verbose: true });
  const settings = await loadSettings({ path: join(folder, "files", "msticpyconfig.yaml"), environment: {} });
  const { loginUri, caFile, tenantId } = await settings.connectionArguments("MicrosoftDefender");
  expect(settings.keyVault()).toMatchObject({ vaultUri: loginUri, authorityUri: loginUri, tenantId });
  expect(running.text()).toContain(`The emulator runs at ${loginUri}`);
  expect(caFile).toBe(join(folder, "files", "ca.pem"));
  const ca = await readFile(String(caFile), "utf8");
  const address = `${loginUri}/${tenantId}/v2.0/.well-known/openid-configuration`;
  expect(await statusOf(address, ca)).toBe(200);
  expect(running.errors()).toContain(`entra GET /${tenantId}/v2.0/.well-known/openid-configuration 200`);
  expect(await running.stop()).toBe(0);
  await expect(statusOf(address, ca)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

it("keeps the settings to the user alone", async () => {
  const running = await start();
  expect((await stat(join(folder, "files", "msticpyconfig.yaml"))).mode & 0o077).toBe(0);
  await running.stop();
});

it.each(["x", "-1", "70000", "1.5"])("refuses the port %s", async (port) => {
  await expect(start({ port })).rejects.toMatchObject({ code: "port-invalid" });
});
