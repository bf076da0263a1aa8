import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { KqlDateTime, type TimeRange } from "@huntkit/provider";
import { errorCode, fileFailure, writeDurably } from "./durable-file.js";

/** What a run's folder says of the run. It holds neither the query nor any value of a connection but its name. */
export interface RunManifest {
  readonly environment: string;
  readonly connection: string;
  readonly timeRange: TimeRange;
  /** When the run began, ISO 8601. */
  readonly startedAt: string;
  /** What a later call of the same command finds the run by, whatever its relative times then mean. */
  readonly key?: string;
  /** When the run was complete, ISO 8601; absent while parts are missing. */
  readonly finishedAt?: string;
}

/** SHA-256 of a content, in hexadecimal; of an object the same for any order of its members. */
export function contentHash(content: Uint8Array | Readonly<Record<string, string | number | boolean | undefined>>): string {
  if (content instanceof Uint8Array) return createHash("sha256").update(content).digest("hex");
  const entries = Object.entries(content).filter(([, value]) => value !== undefined);
  return createHash("sha256").update(JSON.stringify(entries.sort(([left], [right]) => (left < right ? -1 : 1)))).digest("hex");
}

/** Writes a run's manifest so that it survives a crash. @throws {DataError} if it cannot be written. */
export async function writeManifest(runFolder: string, { timeRange, ...rest }: RunManifest): Promise<void> {
  const content = JSON.stringify({ ...rest, start: String(timeRange.start.ticks), end: String(timeRange.end.ticks) });
  await writeDurably(manifestPath(runFolder), JSON.stringify({ content, sha256: contentHash(Buffer.from(content)) }));
}

/**
 * Reads a run's manifest.
 * @returns `absent` if the run was killed before it wrote one; `damaged` if what stands there is not what was written.
 * @throws {DataError} `checkpoint-unreadable` if the system does not let us read it.
 */
export async function readManifest(runFolder: string): Promise<RunManifest | "absent" | "damaged"> {
  const path = manifestPath(runFolder);
  try {
    const { content, sha256 } = JSON.parse(await readFile(path, "utf8")) as Readonly<Record<string, unknown>>;
    if (typeof content !== "string" || contentHash(Buffer.from(content)) !== sha256) return "damaged";
    const { start, end, ...rest } = JSON.parse(content) as Omit<RunManifest, "timeRange"> & { readonly start: string; readonly end: string };
    return { ...rest, timeRange: { start: new KqlDateTime(BigInt(start)), end: new KqlDateTime(BigInt(end)) } };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "absent";
    if (error instanceof SyntaxError || error instanceof TypeError) return "damaged";
    throw fileFailure("unreadable", path, error);
  }
}

/** The folders of all runs in a checkpoint folder; none if the folder is not there yet. @throws {DataError} `checkpoint-unreadable`. */
export async function runFolders(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^run-[0-9a-f]{64}$/.test(name)).map((name) => join(folder, name));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw fileFailure("unreadable", folder, error);
  }
}

/**
 * The time range of the newest run of a key that is not finished: the range to go on with when the same command, with relative times,
 * is given again.
 * @param key A hash ({@link contentHash}) of what was asked for, with the times as they were written and not as they were resolved.
 * @returns undefined if there is no such run, so the times are resolved anew.
 * @throws {DataError} `checkpoint-unreadable`.
 */
export async function resumeRange({ folder, key }: { readonly folder: string; readonly key: string }): Promise<TimeRange | undefined> {
  const manifests = await Promise.all((await runFolders(folder)).map(readManifest));
  const runs = manifests.filter((manifest) => typeof manifest === "object" && manifest.key === key && manifest.finishedAt === undefined) as RunManifest[];
  return runs.sort((left, right) => (left.startedAt < right.startedAt ? 1 : -1))[0]?.timeRange;
}

function manifestPath(runFolder: string): string {
  return join(runFolder, "run.json");
}
