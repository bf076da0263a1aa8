import { readFile, stat } from "node:fs/promises";
import type { SignInClock } from "../sign-in-clock.js";
import { isAlive, type ProcessIdentity } from "./process-identity.js";

const silentFor = 10_000;
const certainlyOld = 10 * 60_000;

/** Tells the locks of the dead. */
export interface DeadLocks {
  /** Whether the holder of a lock file has died. A file that is not there has no dead holder. */
  isDead(path: string): Promise<boolean>;
}

/** Watches locks for as long as one waits for them. */
export function deadLocks(clock: Pick<SignInClock, "now">): DeadLocks {
  const signs = new Map<string, { readonly sign: string; readonly since: number }>();

  /**
   * Whether no sign of life came for 10 seconds of watching. What the file's time says counts only if it is 10 minutes old: it is of
   * another machine's clock.
   */
  async function isSilent(path: string): Promise<boolean> {
    try {
      const { mtimeMs, ino } = await stat(path);
      const now = clock.now();
      const sign = `${ino} ${mtimeMs}`;
      const before = signs.get(path);
      if (before?.sign !== sign) signs.set(path, { sign, since: now });
      return now - mtimeMs > certainlyOld || (before?.sign === sign && now - before.since > silentFor);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }

  return {
    async isDead(path) {
      try {
        const holder: unknown = JSON.parse(await readFile(path, "utf8"));
        const alive = isIdentity(holder) ? await isAlive(holder) : undefined;
        return alive === undefined ? await isSilent(path) : !alive;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
        if (error instanceof SyntaxError) return isSilent(path);
        throw error;
      }
    },
  };
}

function isIdentity(value: unknown): value is ProcessIdentity {
  const { host, pid, started } = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<keyof ProcessIdentity, unknown>>;
  return typeof host === "string" && typeof pid === "number" && Number.isInteger(pid) && pid > 0 && typeof started === "string";
}
