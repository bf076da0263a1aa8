import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CancelledError, ServiceError } from "@huntkit/provider";
import { isAlive, type ProcessIdentity, thisProcess } from "./process-identity.js";

const heartbeat = 5_000;
const silentFor = 30_000;
const longestWait = 120_000;

/** A lock that processes share through a file. */
export interface FileLock {
  /**
   * Runs something while no other process, and no other part of this one, holds the lock. Within it, the same lock is free to
   * be taken again.
   * @throws {CancelledError} if `signal` aborts while waiting.
   * @throws {ServiceError} `token-cache-locked` if a living process holds it for 2 minutes.
   */
  hold<Result>(run: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Takes the lock until the returned function is called; does nothing within {@link FileLock.hold}. */
  take(signal?: AbortSignal): Promise<() => Promise<void>>;
}

/**
 * Makes a lock on a path. The lock file names its holder, so that the lock of a process that has died is broken at once: by
 * process id and start time on the same machine, else after 30 seconds without a sign of life.
 */
export function fileLock(path: string): FileLock {
  const held = new AsyncLocalStorage<true>();
  const take = async (signal?: AbortSignal): Promise<() => Promise<void>> => {
    if (held.getStore()) return async () => undefined;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await waitForLock(path, signal);
    const alive = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeat).unref();
    return async () => {
      clearInterval(alive);
      await rm(path, { force: true });
    };
  };
  return {
    take,
    async hold(run, signal) {
      const release = await take(signal);
      try {
        return await held.run(true, run);
      } finally {
        await release();
      }
    },
  };
}

async function waitForLock(path: string, signal: AbortSignal | undefined): Promise<void> {
  const end = Date.now() + longestWait;
  for (let pause = 2; !(await create(path)); pause = Math.min(50, pause * 1.5)) {
    if (signal?.aborted) throw new CancelledError({ code: "cancelled", message: "The wait for the token cache was cancelled." });
    if (await breakDead(path)) continue;
    if (Date.now() > end) throw new ServiceError({ code: "token-cache-locked", message: `Another process has used the token cache for 2 minutes (${path}). End that process, or set another file in the setting location.` });
    await wait(pause * (0.5 + Math.random()));
  }
}

/** Creates the lock whole or not at all: it is written under another name and then linked, so no one reads half of it. */
async function create(path: string): Promise<boolean> {
  const own = `${path}.${process.pid}.${randomUUID()}`;
  try {
    await writeFile(own, JSON.stringify(await thisProcess()), { mode: 0o600, flag: "wx" });
    await link(own, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") return createWithoutLink(path);
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** For file systems without hard links. */
async function createWithoutLink(path: string): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(await thisProcess()), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder has died. Only the holder of a second lock may do so: else two could judge the same dead lock,
 * and the slower one would remove the new lock of the faster one.
 */
async function breakDead(path: string): Promise<boolean> {
  if (!(await isDead(path))) return false;
  const breaker = `${path}.break`;
  if (!(await create(breaker))) {
    if (await isDead(breaker)) await rm(breaker, { force: true });
    return false;
  }
  try {
    if (await isDead(path)) await rm(path, { force: true });
    return true;
  } finally {
    await rm(breaker, { force: true });
  }
}

async function isDead(path: string): Promise<boolean> {
  try {
    const holder = JSON.parse(await readFile(path, "utf8")) as ProcessIdentity;
    const alive = await isAlive(holder);
    return alive === undefined ? await isSilent(path) : !alive;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    if (error instanceof SyntaxError) return isSilent(path);
    throw error;
  }
}

async function isSilent(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > silentFor;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
