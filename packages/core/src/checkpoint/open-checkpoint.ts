import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { InternalError, type ResultWarning, type TimeRange } from "@huntkit/provider";
import { errorCode, fileFailure, syncFolder, unfinishedEnding, writeDurably } from "./durable-file.js";
import { decodePart, encodePart } from "./parquet-part.js";
import type { PartStore, StoredPart } from "./part-store.js";
import { lockRun } from "./run-lock.js";
import { contentHash, readManifest, runFolders, type RunManifest, writeManifest } from "./run-manifest.js";

/** What a run is recognised by: any change makes another run. */
export interface CheckpointRequest {
  /** The folder for all runs; made if it is not there. */
  readonly folder: string;
  readonly environment: string;
  /** The connection's name; each connection has a run of its own. */
  readonly connection: string;
  /** The text that runs, with its parameters filled in. Only its hash is kept. */
  readonly query: string;
  readonly timeRange: TimeRange;
  readonly splitBy: string;
  /** Further options that change what a part is or holds, by name (for example `floorMinutes`, `timeColumn`). Only their hash is kept. */
  readonly options?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** The key for `resumeRange`. */
  readonly key?: string;
}

/** The finished parts of one run on disk. */
export interface Checkpoint extends PartStore {
  /** What the user should know: goes on with a run, starts anew, a damaged part. Grows while parts are read. */
  readonly notices: readonly ResultWarning[];
  /** Marks the run as complete, so that `resumeRange` no longer finds it. @throws {DataError} */
  finish(): Promise<void>;
  /** Gives the run's lock back. The parts stay. Nothing can be read or written afterwards. */
  close(): Promise<void>;
}

/**
 * Opens the store of a run's finished parts: a folder named by the SHA-256 of the request, with one Parquet file for each part.
 * @throws {ParameterError} `checkpoint-in-use` while the same run is open; `DataError` if the folder cannot be used.
 */
export async function openCheckpoint(request: CheckpointRequest): Promise<Checkpoint> {
  const folder = resolve(request.folder);
  const hash = requestHash(request);
  const runFolder = join(folder, `run-${hash}`);
  await makeFolder(runFolder);
  const unlock = await lockRun(runFolder);
  try {
    const notices: ResultWarning[] = [];
    const files = await listParts(runFolder);
    const manifest = await beginRun(request, { runFolder, files, notices });
    return checkpointOver({ runFolder, hash, manifest, files, notices, unlock });
  } catch (error) {
    await unlock();
    throw error;
  }
}

function requestHash({ environment, connection, query, timeRange, splitBy, options = {} }: CheckpointRequest): string {
  const range = rangeName(timeRange);
  return contentHash({ version: 1, environment, connection, query, splitBy, range, options: contentHash(options) });
}

/** Step by step: asked for all steps at once, Node 20 never comes back where the system lets none be made, as in `/proc`. */
async function makeFolder(path: string): Promise<void> {
  try {
    for (const folder of await missingFolders(path)) {
      await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error; // another run made it meanwhile
      });
      await syncFolder(folder);
      await syncFolder(dirname(folder));
    }
  } catch (error) {
    throw fileFailure("unwritable", path, error);
  }
}

/** The folders of a path that are not there, the outermost first. */
async function missingFolders(path: string): Promise<string[]> {
  const missing: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" && folder !== dirname(folder)) return undefined;
      throw error;
    });
    if (found?.isDirectory()) return missing.reverse();
    if (found) throw Object.assign(new TypeError(`${folder} is a file`), { code: "ENOTDIR" });
    missing.push(folder);
  }
}

/** The files of parts by range; what a killed run left half written is removed. The caller holds the lock. */
async function listParts(runFolder: string): Promise<Map<string, string[]>> {
  const files = new Map<string, string[]>();
  try {
    for (const name of await readdir(runFolder)) {
      if (name.endsWith(unfinishedEnding)) await rm(join(runFolder, name), { force: true });
      const range = /^(.+)\.[0-9a-f]{64}\.parquet$/.exec(name)?.[1];
      if (range !== undefined) files.set(range, [...(files.get(range) ?? []), name]);
    }
  } catch (error) {
    throw fileFailure("unreadable", runFolder, error);
  }
  return files;
}

interface Beginning {
  readonly runFolder: string;
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly notices: ResultWarning[];
}

async function beginRun(request: CheckpointRequest, { runFolder, files, notices }: Beginning): Promise<RunManifest> {
  const found = await readManifest(runFolder);
  if (typeof found === "object") {
    notices.push(continued(found, files.size, runFolder));
    return found;
  }
  if (found === "damaged") notices.push({ code: "checkpoint-damaged", message: `The description of the run in "${runFolder}" was damaged and is written anew; its finished parts are checked one by one.` });
  else await noticeOtherRuns(request, runFolder, notices);
  const { environment, connection, timeRange, key } = request;
  const manifest = { environment, connection, timeRange, startedAt: new Date().toISOString(), ...(key === undefined ? {} : { key }) };
  await writeManifest(runFolder, manifest);
  return manifest;
}

/** Also without any finished part: relative times are then those of the run's beginning, which nobody may take for the present ones. */
function continued({ startedAt, finishedAt, timeRange: { start, end } }: RunManifest, parts: number, runFolder: string): ResultWarning {
  const range = `the range from ${start} to ${end}`;
  const taken = `${parts} finished part${parts === 1 ? "" : "s"} of it ${parts === 1 ? "is" : "are"} taken from the checkpoint and not asked for again.`;
  if (finishedAt === undefined) return { code: "checkpoint-continued", message: `Goes on with the run begun at ${startedAt} over ${range}: ${taken}` };
  return { code: "checkpoint-complete", message: `The same run over ${range} was complete at ${finishedAt}: ${taken} To ask for all of it again, remove "${runFolder}".` };
}

async function noticeOtherRuns({ folder, environment, connection }: CheckpointRequest, runFolder: string, notices: ResultWarning[]): Promise<void> {
  const others = (await runFolders(resolve(folder))).filter((other) => other !== runFolder);
  const manifests = await Promise.all(others.map(readManifest));
  const same = manifests.filter((other) => other === "damaged" || (typeof other === "object" && other.environment === environment && other.connection === connection));
  if (same.length === 0) return;
  notices.push({ code: "checkpoint-new-run", message: `The checkpoint folder holds parts of ${same.length} other run${same.length === 1 ? "" : "s"} (another query, parameter, time range or way of splitting). They are not used: this run starts anew.` });
}

interface OpenRun extends Beginning {
  readonly hash: string;
  readonly manifest: RunManifest;
  readonly files: Map<string, string[]>;
  readonly unlock: () => Promise<void>;
}

function checkpointOver(run: OpenRun): Checkpoint {
  let isOpen = true;
  const requireOpen = (): void => {
    if (!isOpen) throw new InternalError({ code: "checkpoint-closed", message: "A checkpoint was used after it was closed." });
  };
  return {
    notices: run.notices,
    async read(range) {
      requireOpen();
      return readPart(run, range);
    },
    async write(range, part) {
      requireOpen();
      await writePart(run, range, part);
    },
    async finish() {
      requireOpen();
      await writeManifest(run.runFolder, { ...run.manifest, finishedAt: new Date().toISOString() });
    },
    async close() {
      if (isOpen) await run.unlock();
      isOpen = false;
    },
  };
}

async function readPart(run: OpenRun, range: TimeRange): Promise<StoredPart | undefined> {
  const name = rangeName(range);
  for (const file of run.files.get(name) ?? []) {
    const part = await readPartFile(run, name, file);
    if (part) return part;
  }
  // Damaged files are told of once, and removed when the part is written anew.
  return undefined;
}

async function readPartFile(run: OpenRun, name: string, file: string): Promise<StoredPart | undefined> {
  const path = join(run.runFolder, file);
  const bytes = await readBytes(path);
  if (!bytes) return noticeDamaged(run, path, "it is gone");
  if (!file.endsWith(`.${contentHash(bytes)}.parquet`)) return noticeDamaged(run, path, "its content is not what was written");
  try {
    return await decodePart(`${run.hash} ${name}`, bytes);
  } catch (error) {
    return noticeDamaged(run, path, error instanceof Error ? error.message : String(error));
  }
}

async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw fileFailure("unreadable", path, error);
  }
}

function noticeDamaged({ notices }: OpenRun, path: string, reason: string): undefined {
  const message = `The finished part in "${path}" cannot be used (${reason.slice(0, 200)}). It is asked for again.`;
  if (!notices.some((notice) => notice.message === message)) notices.push({ code: "checkpoint-part-damaged", message });
}

async function writePart(run: OpenRun, range: TimeRange, part: StoredPart): Promise<void> {
  const name = rangeName(range);
  const bytes = await encodePart(`${run.hash} ${name}`, part);
  const file = `${name}.${contentHash(bytes)}.parquet`;
  await writeDurably(join(run.runFolder, file), bytes);
  const old = (run.files.get(name) ?? []).filter((other) => other !== file);
  run.files.set(name, [file]);
  for (const other of old) await rm(join(run.runFolder, other), { force: true });
}

/** A range as the beginning of a file's name, exact to the tick: `20260701T0000000000000Z-20260702T0000000000000Z`. */
function rangeName({ start, end }: TimeRange): string {
  return [start, end].map((time) => String(time).replace(/[-:.]/g, "")).join("-");
}
