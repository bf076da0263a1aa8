import { randomUUID } from "node:crypto";
import { link, readdir, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { ParameterError } from "@huntkit/provider";
import { errorCode, fileFailure, writeAndSync } from "./durable-file.js";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as Linux counts; a process id alone is given out anew. Empty where it is not told. */
  readonly started: string;
}

/**
 * Takes the lock of a run's folder. A lock is a file `lock.<generation>`; that of a dead process is taken over by making the next
 * generation, which only one process can do.
 * @returns Gives the lock back.
 * @throws {ParameterError} `checkpoint-in-use` if another process, or this one, holds it; `DataError` if it cannot be written.
 */
export async function lockRun(folder: string): Promise<() => Promise<void>> {
  const mine = join(folder, `${randomUUID()}.claim`);
  try {
    await writeAndSync(mine, JSON.stringify({ pid: process.pid, host: hostname(), started: await startOf(process.pid) } satisfies Holder));
    const path = await takeLock(folder, mine);
    return () => rm(path, { force: true });
  } catch (error) {
    throw error instanceof ParameterError ? error : fileFailure("unwritable", folder, error);
  } finally {
    await rm(mine, { force: true });
  }
}

async function takeLock(folder: string, mine: string): Promise<string> {
  for (;;) {
    const before = await generations(folder);
    await refuseLive(folder, before);
    const generation = Math.max(0, ...before) + 1;
    const path = lockPath(folder, generation);
    try {
      await link(mine, path);
    } catch (error) {
      if (errorCode(error) === "EEXIST") continue;
      throw error;
    }
    await keepOrGiveBack(folder, generation, path);
    return path;
  }
}

/** Another process may have taken a later generation and cleared the earlier ones meanwhile: then ours is not the lock. */
async function keepOrGiveBack(folder: string, generation: number, path: string): Promise<void> {
  const others = (await generations(folder)).filter((other) => other !== generation);
  try {
    await refuseLive(folder, others);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  for (const other of others) await rm(lockPath(folder, other), { force: true });
}

async function refuseLive(folder: string, all: readonly number[]): Promise<void> {
  for (const generation of all) {
    const path = lockPath(folder, generation);
    const holder = await readHolder(path);
    if (!holder || !(await mayBeAlive(holder))) continue;
    const who = holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} of the machine "${holder.host}"`;
    throw new ParameterError({
      code: "checkpoint-in-use",
      message: `The same query already runs with this checkpoint folder, in ${who}. Wait for it or give another folder; if that process is gone, remove "${path}".`,
    });
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, "utf8")) as Partial<Holder> | null;
    return Number.isInteger(holder?.pid) ? (holder as Holder) : undefined;
  } catch (error) {
    // The lock was given back meanwhile, or a power cut left it without its content: nobody who lives holds it.
    if (errorCode(error) === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function mayBeAlive({ pid, host, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs under another user.
    if (errorCode(error) === "ESRCH") return false;
  }
  const now = await startOf(pid);
  return now !== "ended" && (now === "" || started === "" || now === started);
}

/** The start of a process in ticks since the machine's start, from Linux (page: proc_pid_stat(5), field 22). A zombie has ended. */
async function startOf(pid: number): Promise<string> {
  if (process.platform !== "linux") return "";
  try {
    const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /s, "").split(" ");
    return fields[0] === "Z" ? "ended" : (fields[19] ?? "");
  } catch (error) {
    return errorCode(error) === "ENOENT" || errorCode(error) === "ESRCH" ? "ended" : "";
  }
}

async function generations(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) => (/^lock\.\d+$/.test(name) ? [Number(name.slice(5))] : []));
}

function lockPath(folder: string, generation: number): string {
  return join(folder, `lock.${generation}`);
}
