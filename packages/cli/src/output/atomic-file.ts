import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { ParameterError } from "@huntkit/provider";

/**
 * Writes a file whole or not at all: into a neighbour with another name, which takes the file's place at the end. If anything
 * fails, the neighbour is removed and a file that was there before stays as it was.
 * @throws {ParameterError} if the place cannot be written; else what `write` throws.
 */
export async function writeFileAtOnce(path: string, write: (stream: Writable) => Promise<void>): Promise<void> {
  await refuseFolder(path);
  const neighbour = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.part`);
  const stream = createWriteStream(neighbour, { flags: "wx", flush: true });
  try {
    await write(stream);
    stream.end();
    await finished(stream);
    await rename(neighbour, path);
  } catch (error) {
    stream.destroy();
    await rm(neighbour, { force: true });
    throw asWriteError(path, error);
  }
}

async function refuseFolder(path: string): Promise<void> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw asWriteError(path, error);
  }
  if (isFolder) throw new ParameterError({ code: "output-is-folder", message: `"${path}" is a folder. Name a file for --output.` });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist. Make the folder first",
  ENOTDIR: "a part of its path is not a folder. Name another path",
  EACCES: "you may not write there. Name another path or change the rights",
  EPERM: "you may not write there. Name another path or change the rights",
  EROFS: "the file system is read-only. Name another path",
  ENOSPC: "the disk is full. Make room or name another path",
};

function asWriteError(path: string, error: unknown): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException | undefined)?.code ?? ""];
  if (reason === undefined) return error;
  return new ParameterError({ code: "output-not-writable", message: `"${path}" could not be written: ${reason}.`, cause: error });
}
