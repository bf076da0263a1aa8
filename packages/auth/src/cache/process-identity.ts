import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";

/** Which process holds a lock. A process id alone is given out anew after a process has died; its start is not. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When the process started, in a form of the system; empty where the system does not tell it cheaply. */
  readonly started: string;
  /**
   * Within which start of which machine, and within which container, the id counts; empty where the system does not tell it. Two
   * containers, or two machines of one network folder, may have the same host name.
   */
  readonly within?: string;
}

let own: Promise<ProcessIdentity> | undefined;

/** This process. */
export function thisProcess(): Promise<ProcessIdentity> {
  return (own ??= identity());
}

async function identity(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, started: await startOf(process.pid), within: await surroundings() };
}

/** Whether a process still runs; `undefined` if it is on another machine or in another container and so cannot be known. */
export async function isAlive(other: ProcessIdentity): Promise<boolean | undefined> {
  const { host, within } = await thisProcess();
  if (other.host !== host || (other.within ?? within) !== within) return undefined;
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

/** The start of the machine and the space of process ids, from Linux (pages: random(4), pid_namespaces(7)). */
async function surroundings(): Promise<string> {
  if (process.platform !== "linux") return "";
  // What a hardened system does not tell is left out, on both sides of the comparison.
  const parts = await Promise.all([readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => ""), readlink("/proc/self/ns/pid").catch(() => "")]);
  return parts.map((part) => part.trim()).join(" ");
}
