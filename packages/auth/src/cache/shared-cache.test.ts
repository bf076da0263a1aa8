import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ChildProgram, childProgram } from "../__fixtures__/run-child.js";
import { createTokenSource } from "../create-token-source.js";
import { type SignInClock, systemClock } from "../sign-in-clock.js";
import type { SignInOptions } from "../sign-in-options.js";
import { fileLock } from "./file-lock.js";

const graph = ["https://graph.microsoft.com/.default"];
const { tenantId, clientId } = emulatorDefaults;
const folder = mkdtempSync(join(tmpdir(), "huntkit-shared-cache-"));
const programs: Record<string, ChildProgram> = {};
let emulator: Emulator;

beforeAll(async () => {
  // Every token has a minute to live, so each call renews; each refresh token is good once, which the service itself does not insist on.
  emulator = await startEmulator({ entra: { accessTokenSeconds: 60, singleUseRefreshTokens: true } });
  for (const name of ["renew-many", "write-forever", "hold-lock"]) programs[name] = await childProgram(name);
});
afterAll(async () => {
  await emulator.close();
  for (const program of Object.values(programs)) program.remove();
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string): ChildProgram {
  const found = programs[name];
  if (!found) throw new Error(name);
  return found;
}

function userOptions(location: string): SignInOptions {
  return { tenantId, clientId, loginUri: emulator.loginUri, caFile: emulator.caFile, location, cacheEncryption: "off" };
}

async function signedIn(location: string): Promise<void> {
  const source = createTokenSource({ ...userOptions(location), delegatedAuth: true, onPrompt: () => undefined, openBrowser: async (url) => void (await emulator.signIn(url)) });
  await source.getToken(graph);
}

it("lets two processes renew 60 times each from one cache: none fails, none is lost", async () => {
  const location = join(folder, "two", "cache.json");
  await signedIn(location);
  const work = { options: { ...userOptions(location), authMethods: ["cache"] }, scopes: graph, times: 60 };
  const start = performance.now();
  const ends = await Promise.all([program("renew-many").run(work), program("renew-many").run(work)]);
  const results = ends.map(({ output, errors }) => (expect(errors).toBe(""), JSON.parse(output) as { different: number; failures: string[] }));
  expect(results.map(({ failures }) => failures)).toEqual([[], []]);
  expect(results.map(({ different }) => different)).toEqual([60, 60]);
  const after = createTokenSource({ ...userOptions(location), authMethods: ["cache"] });
  expect((await after.getToken(graph)).token.reveal()).toMatch(/^ey/);
  expect(readdirSync(join(folder, "two"))).toEqual(["cache.json"]);
  process.stdout.write(`\nCACHE two processes x 60 renewals: 0 failures, 0 lost, ${Math.round(performance.now() - start)} ms\n`);
});

it("reads the cache after kill -9 in the middle of a write, and takes the dead writer's lock at once", async () => {
  const path = join(folder, "killed", "cache.json");
  const pauses: number[] = [];
  const clock: SignInClock = { ...systemClock, delay: async (milliseconds) => void pauses.push(milliseconds) };
  for (let round = 0; round < 8; round++) {
    const child = program("write-forever").start({ path });
    await once(child.stdout as NodeJS.ReadableStream, "data");
    await new Promise((resolve) => setTimeout(resolve, 3 + round * 7));
    child.kill("SIGKILL");
    await once(child, "close");
    const text = await fileLock(`${path}.lock`, clock).hold(async () => readFileSync(path, "utf8"));
    expect((JSON.parse(text) as { filler: string }).filler).toHaveLength(300_000);
  }
  expect(pauses).toEqual([]);
  process.stdout.write("\nCACHE killed 8 times in a write: readable 8 times, lock taken over 8 times without a wait\n");
});

it("waits for a lock whose holder lives, breaks one whose holder has died, and one of another process with the same id", async () => {
  const path = join(folder, "lock");
  const child = program("hold-lock").start({ path });
  await once(child.stdout as NodeJS.ReadableStream, "data");
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 120);
  await expect(fileLock(path).hold(async () => "had", controller.signal)).rejects.toMatchObject({ code: "cancelled" });
  child.kill("SIGKILL");
  await once(child, "close");
  expect(await fileLock(path).hold(async () => "had")).toBe("had");
  const dead = JSON.parse(JSON.stringify({ host: (await import("node:os")).hostname(), pid: process.pid, started: "1" })) as object;
  writeFileSync(path, JSON.stringify(dead));
  if (process.platform === "linux") expect(await fileLock(path).hold(async () => "had")).toBe("had");
  rmSync(path, { force: true });
});

it("lets one part of this process in at a time, and the same part again", async () => {
  const lock = fileLock(join(folder, "inner"));
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 12 }, () =>
      lock.hold(async () => {
        most = Math.max(most, ++inside);
        await lock.hold(async () => (await lock.take())());
        inside--;
      }),
    ),
  );
  expect(most).toBe(1);
  expect(existsSync(join(folder, "inner"))).toBe(false);
});

it("keeps the cache for its owner alone", async () => {
  const location = join(folder, "rights", "cache.json");
  await signedIn(location);
  if (process.platform !== "win32") {
    expect(statSync(location).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "rights")).mode & 0o777).toBe(0o700);
  }
});

it.each(["{ not json", '{"Account": 7, "RefreshToken": "x"}', "\u0000\u0001"])("puts the damaged cache %j aside with a warning and signs in anew", async (text) => {
  const location = join(mkdtempSync(join(folder, "damaged-")), "cache.json");
  writeFileSync(location, text);
  const warnings: string[] = [];
  const source = createTokenSource({ ...userOptions(location), delegatedAuth: true, onPrompt: () => undefined, onWarning: (warning) => warnings.push(warning), openBrowser: async (url) => void (await emulator.signIn(url)) });
  await source.getToken(graph);
  expect(warnings.join()).toContain("damaged");
  expect(readdirSync(join(location, "..")).filter((name) => name.includes("damaged"))).toHaveLength(1);
  expect(JSON.parse(readFileSync(location, "utf8"))).toHaveProperty("RefreshToken");
});

it("asks anew when the stored sign-in is no longer taken, and says so where nobody can be asked", async () => {
  const location = join(folder, "revoked.json");
  await signedIn(location);
  const user = emulator.directory.tenants[0]?.users[0];
  if (user) user.sessionsValidFrom = Date.now() + 60_000;
  try {
    await expect(createTokenSource({ ...userOptions(location), authMethods: ["cache"] }).getToken(graph)).rejects.toMatchObject({ kind: "sign-in" });
  } finally {
    if (user) user.sessionsValidFrom = 0;
  }
  let asked = 0;
  const source = createTokenSource({ ...userOptions(location), delegatedAuth: true, onPrompt: () => asked++, openBrowser: async (url) => void (await emulator.signIn(url)) });
  await source.getToken(graph);
  expect(asked).toBeLessThanOrEqual(1);
});
