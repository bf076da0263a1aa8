import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { SignInClock } from "../sign-in-clock.js";
import { fileLock } from "./file-lock.js";
import { thisProcess } from "./process-identity.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-lock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A lock file of another holder, and its path. */
function locked(content: unknown, ageMilliseconds = 0): string {
  const path = join(folder, `lock-${++files}`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  touch(path, Date.now() - ageMilliseconds);
  return path;
}

function touch(path: string, milliseconds: number): void {
  utimesSync(path, milliseconds / 1000, milliseconds / 1000);
}

/** A clock whose waits pass at once; before each the other holder may act. */
function quickClock(before: (elapsed: number) => void = () => undefined): SignInClock & { readonly elapsed: () => number } {
  const start = Date.now();
  let elapsed = 0;
  return { now: () => start + elapsed, random: () => 0.5, delay: async (milliseconds) => before((elapsed += milliseconds)), elapsed: () => elapsed };
}

const elsewhere = { host: "another-machine", pid: 1, started: "1", within: "another start" };

it("breaks the lock of another machine after 10 seconds without a sign of life", async () => {
  const clock = quickClock();
  expect(await fileLock(locked(elsewhere), clock).hold(async () => "had")).toBe("had");
  expect(clock.elapsed()).toBeGreaterThan(10_000);
  expect(clock.elapsed()).toBeLessThan(10_500);
});

it("never breaks the lock of a living holder on a machine whose clock is 5 minutes behind or ahead", async () => {
  for (const skew of [-5 * 60_000, 5 * 60_000]) {
    const path = locked(elsewhere, -skew);
    let beat = 0;
    const clock = quickClock((elapsed) => elapsed - beat >= 2_000 && touch(path, Date.now() + skew + (beat = elapsed)));
    await expect(fileLock(path, clock).hold(async () => "had")).rejects.toMatchObject({ code: "token-cache-locked", retryable: true });
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(elsewhere);
  }
});

it("breaks at once a lock that is older than any clock is wrong", async () => {
  const clock = quickClock();
  expect(await fileLock(locked(elsewhere, 11 * 60_000), clock).hold(async () => "had")).toBe("had");
  expect(clock.elapsed()).toBe(0);
});

it.skipIf(process.platform !== "linux")("does not take a process of another container, or of before a restart, for one of here (Linux)", async () => {
  const clock = quickClock();
  const { pid, started } = await thisProcess();
  const other = { host: hostname(), pid: pid + 1_000_000, started, within: "another start" };
  expect(await fileLock(locked(other), clock).hold(async () => "had")).toBe("had");
  expect(clock.elapsed()).toBeGreaterThan(10_000);
});

it.each(["", "{", "[]", "7", '{"host":"h","pid":0,"started":"1"}', `{"host":${JSON.stringify(hostname())},"pid":-1,"started":"1"}`])("gets over the damaged lock %j", async (content) => {
  const clock = quickClock();
  expect(await fileLock(locked(content), clock).hold(async () => "had")).toBe("had");
});

it("leaves alone a lock that another one has taken over meanwhile", async () => {
  const path = join(folder, "taken-over");
  const release = await fileLock(path).take();
  writeFileSync(path, JSON.stringify(elsewhere));
  await release();
  expect(existsSync(path)).toBe(true);
});
