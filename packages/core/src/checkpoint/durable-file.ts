import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DataError } from "@huntkit/provider";

/** The end of the name of a file that is still being written; one that is left over belongs to a run that was killed. */
export const unfinishedEnding = ".unfinished";

/**
 * Writes a file, readable only by its owner, so that after a crash at any moment there is either the whole file or none of its name:
 * a temporary name, fsync, rename, fsync of the folder.
 * @throws {DataError} `checkpoint-unwritable`.
 */
export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `${randomUUID()}${unfinishedEnding}`);
  try {
    await writeAndSync(temporary, content);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileFailure("unwritable", path, error);
  }
}

/** Writes a new file under its final name and syncs it. */
export async function writeAndSync(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder survive a crash. Windows has no such call for folders; there it does nothing. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The error of a checkpoint's file or folder that the system does not let us use. */
export function fileFailure(what: "unwritable" | "unreadable", path: string, cause: unknown): DataError {
  const reason = errorCode(cause) ?? "unknown reason";
  return new DataError({ code: `checkpoint-${what}`, file: path, cause, message: `The checkpoint "${path}" is ${what} (${reason}). Check the folder's rights and free space, or give another folder.` });
}

/** The code of an error of the system, for example `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
