import { readFile } from "node:fs/promises";
import { hostname } from "node:os";

/** Which process holds a lock. A process id alone is given out anew after a process has died; its start is not. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When the process started, in a form of the system; empty where the system does not tell it cheaply. */
  readonly started: string;
}

/** This process. */
export async function thisProcess(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, started: await startOf(process.pid) };
}

/** Whether a process still runs; `undefined` if it is on another machine (or in another container) and so cannot be known. */
export async function isAlive(other: ProcessIdentity): Promise<boolean | undefined> {
  if (other.host !== hostname()) return undefined;
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    // EPERM: it runs under another user.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const started = await startOf(other.pid);
  return started === "" || other.started === "" || started === other.started;
}

/** The start of a process in ticks since the machine's start, from Linux (page: proc_pid_stat(5), field 22). A zombie has ended. */
async function startOf(pid: number): Promise<string> {
  if (process.platform !== "linux") return "";
  try {
    const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /s, "").split(" ");
    return fields[0] === "Z" ? "ended" : (fields[19] ?? "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return "ended";
    return "";
  }
}
