import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

const HASH_BYTES = 32;

/**
 * The file that keeps V8's compiled form of the language service between processes, in the user's own cache folder.
 * @param version What the compiled form belongs to, beside this Node.
 * @returns undefined if the environment variable HUNTKIT_CODE_CACHE is `off`; another value of it is the folder to use.
 */
export function codeCacheFile(version: string): string | undefined {
  const wish = process.env["HUNTKIT_CODE_CACHE"];
  if (wish === "off") return undefined;
  const folder = wish === undefined || wish === "" ? join(userCacheFolder(), "huntkit", "code") : wish;
  return join(folder, `kusto-${version}-node-${process.versions.node}-${process.arch}.bin`);
}

function userCacheFolder(): string {
  const home = homedir();
  if (process.platform === "win32") return process.env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  if (process.platform === "darwin") return join(home, "Library", "Caches");
  const xdg = process.env["XDG_CACHE_HOME"];
  return xdg !== undefined && xdg.startsWith("/") ? xdg : join(home, ".cache");
}

/**
 * Reads a cached compiled form. V8 does not check the bytes itself, so they lie behind their own SHA-256, and a file of
 * another user is not used.
 * @returns undefined if there is none that can be trusted; the caller then compiles.
 */
export function readCodeCache(file: string): Buffer | undefined {
  const bytes = whenFilesAllow(() => {
    const foreign = process.getuid !== undefined && statSync(file).uid !== process.getuid();
    return foreign ? undefined : readFileSync(file);
  });
  if (bytes === undefined || bytes.length <= HASH_BYTES) return undefined;
  const data = bytes.subarray(HASH_BYTES);
  return hash(data).equals(bytes.subarray(0, HASH_BYTES)) ? data : undefined;
}

/**
 * Writes a compiled form, whole or not at all.
 * @returns false if the folder cannot be written; nothing depends on it but the time of the next start.
 */
export function writeCodeCache(file: string, data: Buffer): boolean {
  const temporary = `${file}.${process.pid}.tmp`;
  const written = whenFilesAllow(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([hash(data), data]), { mode: 0o600 });
    renameSync(temporary, file);
    return true;
  });
  if (written !== true) whenFilesAllow(() => rmSync(temporary, { force: true }));
  return written === true;
}

function hash(data: Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

/** Runs file work that may fail for reasons of the machine (no such file, no room, no right): then there is no cache. */
function whenFilesAllow<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && typeof (error as NodeJS.ErrnoException).errno === "number") return undefined;
    throw error;
  }
}
