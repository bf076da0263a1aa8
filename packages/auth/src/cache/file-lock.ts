import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CancelledError, ServiceError } from "@huntkit/provider";
import { systemClock, type SignInClock } from "../sign-in-clock.js";
import { deadLocks, type DeadLocks } from "./dead-locks.js";
import { thisProcess } from "./process-identity.js";

const heartbeat = 2_000;
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
 * process id and start time on the same machine, else after 10 seconds without a sign of life.
 */
export function fileLock(path: string, clock: SignInClock = systemClock): FileLock {
  const held = new AsyncLocalStorage<true>();
  const take = async (signal?: AbortSignal): Promise<() => Promise<void>> => {
    if (held.getStore()) return async () => undefined;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const mark = JSON.stringify({ ...(await thisProcess()), id: randomUUID() });
    await waitForLock({ path, mark, clock, dead: deadLocks(clock) }, signal);
    const alive = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeat).unref();
    return async () => {
      clearInterval(alive);
      await release(path, mark);
    };
  };
  return {
    take,
    async hold(run, signal) {
      const done = await take(signal);
      try {
        return await held.run(true, run);
      } finally {
        await done();
      }
    },
  };
}

interface Wanted {
  readonly path: string;
  /** What stands in the file of the one who asks. */
  readonly mark: string;
  readonly clock: SignInClock;
  readonly dead: DeadLocks;
}

async function waitForLock(wanted: Wanted, signal: AbortSignal | undefined): Promise<void> {
  const { path, mark, clock } = wanted;
  const end = clock.now() + longestWait;
  for (let pause = 2; !(await create(path, mark)); pause = Math.min(50, pause * 1.5)) {
    if (signal?.aborted) throw new CancelledError({ code: "cancelled", message: "The wait for the token cache was cancelled." });
    if (await breakDead(wanted)) continue;
    if (clock.now() > end) throw new ServiceError({ code: "token-cache-locked", message: `Another process has used the token cache for 2 minutes (${path}). End that process, or set another file in the setting location.` });
    await clock.delay(pause * (0.5 + clock.random()));
  }
}

/** Creates the lock whole or not at all: it is written under another name and then linked, so no one reads half of it. */
async function create(path: string, mark: string): Promise<boolean> {
  const own = `${path}.${process.pid}.${randomUUID()}`;
  try {
    await writeFile(own, mark, { mode: 0o600, flag: "wx" });
    await link(own, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") return createWithoutLink(path, mark);
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** For file systems without hard links. */
async function createWithoutLink(path: string, mark: string): Promise<boolean> {
  try {
    await writeFile(path, mark, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Lets go; a lock that was broken because its holder seemed dead belongs to another one now, and stays. */
async function release(path: string, mark: string): Promise<void> {
  const there = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (there === mark) await rm(path, { force: true });
}

/**
 * Removes a lock whose holder has died. Only the holder of a second lock may do so: else two could judge the same dead lock,
 * and the slower one would remove the new lock of the faster one.
 */
async function breakDead({ path, mark, dead }: Wanted): Promise<boolean> {
  if (!(await dead.isDead(path))) return false;
  const breaker = `${path}.break`;
  if (!(await create(breaker, mark))) {
    if (await dead.isDead(breaker)) await rm(breaker, { force: true });
    return false;
  }
  try {
    if (await dead.isDead(path)) await rm(path, { force: true });
    return true;
  } finally {
    await rm(breaker, { force: true });
  }
}
