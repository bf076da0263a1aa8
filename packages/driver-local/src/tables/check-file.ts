import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DataError } from "@huntkit/provider";
import type { TableFile } from "./table-file.js";

/** What the first look at a file tells. */
export interface CheckedFile {
  readonly file: TableFile;
  /** Size on disk in bytes. */
  readonly bytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly changed: number;
  /** The first bytes of the text (decompressed), at most 64 KiB; empty for Parquet. */
  readonly head: Buffer;
}

const HEAD_BYTES = 65_536;

/**
 * Looks whether a file's content is what its name says: a whole Parquet file, whole gzip data, UTF-8 text of JSON or CSV.
 * gzip data is read to its end, because DuckDB takes cut data for whole.
 * @throws {DataError} that says what is wrong with the file.
 */
export async function checkFile(file: TableFile): Promise<CheckedFile> {
  try {
    const { size, mtimeMs } = await stat(file.path);
    if (file.format === "parquet") await checkParquet(file.path, size);
    const head = file.format === "parquet" ? Buffer.alloc(0) : file.compressed ? await gunzipHead(file.path, size) : await firstBytes(file.path, HEAD_BYTES);
    if (file.format !== "parquet") checkText(file, head);
    return { file, bytes: size, changed: mtimeMs, head };
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && typeof cause.code === "string" && /^E[A-Z]+$/.test(cause.code))
      throw broken(file.path, cause.code === "ENOENT" ? "it is gone" : `it cannot be opened (${cause.code})`, cause);
    throw cause;
  }
}

/** Whether a file is still the one that was checked. @throws {DataError} if it is gone. */
export async function isUnchanged(checked: Pick<CheckedFile, "file" | "bytes" | "changed">): Promise<boolean> {
  const { size, mtimeMs } = await stat(checked.file.path).catch((cause: unknown) => {
    throw broken(checked.file.path, "it is gone, or cannot be opened any more", cause);
  });
  return size === checked.bytes && mtimeMs === checked.changed;
}

async function checkParquet(path: string, size: number): Promise<void> {
  const handle = await open(path, "r");
  try {
    const head = Buffer.alloc(4);
    const tail = Buffer.alloc(8);
    await handle.read(head, 0, 4, 0);
    await handle.read(tail, 0, 8, Math.max(0, size - 8));
    if (head.toString("latin1") !== "PAR1") throw broken(path, `its content is not Parquet (${contentName(head)})`);
    const isWhole = size >= 12 && tail.toString("latin1", 4) === "PAR1" && tail.readUInt32LE(0) <= size - 12;
    if (!isWhole) throw broken(path, "the Parquet data was cut off: its end is missing");
  } finally {
    await handle.close();
  }
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(count);
    const { bytesRead } = await handle.read(buffer, 0, count, 0);
    return Buffer.from(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function gunzipHead(path: string, size: number): Promise<Buffer> {
  const magic = await firstBytes(path, 4);
  if (size === 0 || magic[0] !== 0x1f || magic[1] !== 0x8b) throw broken(path, `its content is not gzip data (${contentName(magic)})`);
  const parts: Buffer[] = [];
  let kept = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (kept < HEAD_BYTES) parts.push(chunk);
      kept += chunk.length;
      done();
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), sink);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause && cause.code === "Z_BUF_ERROR" ? "the gzip data was cut off: its end is missing" : "its gzip data is damaged";
    throw broken(path, reason, cause);
  }
  return Buffer.from(Buffer.concat(parts).subarray(0, HEAD_BYTES));
}

function checkText(file: TableFile, head: Buffer): void {
  const wanted = file.format === "csv" ? "CSV" : "JSON";
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) throw broken(file.path, "it is UTF-16 text. Save it as UTF-8");
  if (head.subarray(0, 4096).includes(0) || head.toString("latin1", 0, 4) === "PAR1" || (head[0] === 0x1f && head[1] === 0x8b))
    throw broken(file.path, `its content is not ${wanted} (${contentName(head)})`);
  const first = firstCharacter(head);
  if (first === "") return;
  if (file.format === "json" && first !== "{" && first !== "[") throw broken(file.path, "its content is not JSON: an array of objects, or an object on each line, was expected");
  if (file.format === "csv" && (first === "{" || first === "[")) throw broken(file.path, "its content looks like JSON, not CSV. Name it .json or .ndjson");
}

/** The first character that is no white space, after a byte order mark. */
export function firstCharacter(head: Buffer): string {
  return /[^\s\ufeff]/.exec(head.toString("utf8", 0, 65_536))?.[0] ?? "";
}

function contentName(head: Buffer): string {
  const text = head.toString("latin1", 0, 4);
  if (text === "PAR1") return "it is a Parquet file: name it .parquet";
  if (text.startsWith("PK")) return "it is a zip archive: unpack it, or use `huntkit import`";
  if (head[0] === 0x1f && head[1] === 0x8b) return "it is gzip data: add .gz to the name";
  if (head.length === 0 || head.every((byte) => byte === 0)) return "it is empty";
  return "it is something else";
}

function broken(path: string, what: string, cause?: unknown): DataError {
  return new DataError({ code: "data-file-broken", file: path, cause, message: `The file ${path} cannot be read: ${what}. Mend or replace the file, or take it out of the folder.` });
}
