import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { DataError } from "@huntkit/provider";
import { guardBytes } from "./guard-bytes.js";
import { gunzipIfPacked } from "./gunzip-if-packed.js";
import type { LogSource, SkippedEntry } from "./log-source.js";
import { isTar, openTar } from "./open-tar.js";
import { openZip } from "./open-zip.js";

/** The sources inside one file that the user named. */
export interface OpenLogFile {
  readonly sources: readonly LogSource[];
  readonly skipped: readonly SkippedEntry[];
  readonly close: () => void;
}

/**
 * Opens a log file: plain, gzip, zip or tar (packed or not), told apart by the first bytes and checked against the name.
 * @throws {DataError} if it is not there, is a folder, is empty, or is not what its name says.
 */
export async function openLogFile(file: string, signal?: AbortSignal): Promise<OpenLogFile> {
  const size = await sizeOf(file);
  const packing = await packingOf(file);
  checkName(file, packing);
  if (packing === "zip") return openZip(file, signal);
  const guarded = { file, shown: file, packedBytes: size, ...(packing && { packing }) };
  const raw = (): AsyncIterable<Buffer> => createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>;
  const bytes = (): AsyncIterable<Buffer> => guardBytes(packing === "gzip" ? gunzipIfPacked(raw()) : raw(), guarded, signal);
  if (await isTar(bytes())) return openTar(guarded, bytes, signal);
  return { sources: [{ file, name: file, packedBytes: size, bytes }], skipped: [], close: () => undefined };
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new DataError({ code: "file-not-readable", message: `${file} cannot be read: ${reasonOf(cause)}. Check the path.`, file, cause });
  });
  if (found.isDirectory())
    throw new DataError({ code: "file-is-folder", message: `${file} is a folder. Name the log files inside it, for example ${file.replace(/[\\/]+$/, "")}/*.zip.`, file });
  if (found.size === 0) throw new DataError({ code: "file-empty", message: `${file} is empty: there is nothing to import. Fetch it again or leave it out.`, file });
  return found.size;
}

function reasonOf(cause: unknown): string {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  return code === "ENOENT" ? "there is no such file" : code === "EACCES" ? "permission is missing" : code || "the system refused";
}

async function packingOf(file: string): Promise<"gzip" | "zip" | undefined> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new DataError({ code: "file-not-readable", message: `${file} cannot be read: ${reasonOf(cause)}. Check the path.`, file, cause });
  });
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return "gzip";
    if (buffer[0] === 0x50 && buffer[1] === 0x4b && [0x0403, 0x0605, 0x0807].includes(buffer.readUInt16LE(2))) return "zip";
    return undefined;
  } finally {
    await handle.close();
  }
}

function checkName(file: string, packing: "gzip" | "zip" | undefined): void {
  const named = /\.(zip|gz|tgz)$/i.exec(file)?.[1]?.toLowerCase();
  const expected = named === "gz" || named === "tgz" ? "gzip" : named;
  if (expected === undefined || expected === packing) return;
  throw new DataError({
    code: `${expected}-expected`,
    message: `${file} is not a ${expected} file although it is named so${packing ? ` (it is ${packing})` : ""}. Fetch it again, or give it the name of what it is.`,
    file,
  });
}
