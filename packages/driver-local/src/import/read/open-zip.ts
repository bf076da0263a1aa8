import { createInflateRaw, crc32 } from "node:zlib";
import { createReadStream } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import type { Entry, ZipFile } from "yauzl";
import { DataError } from "@huntkit/provider";
import { guardBytes } from "./guard-bytes.js";
import { gunzipIfPacked } from "./gunzip-if-packed.js";
import { isJunkEntry, isReadableEntry, NOT_READABLE } from "./readable-entry.js";
import { zipArchiveSize } from "./zip-archive-size.js";
import type { LogSource, SkippedEntry } from "./log-source.js";

const MAX_ENTRIES = 10_000;

/** What an archive holds. Close it when its sources have been read. */
export interface OpenZip {
  readonly sources: readonly LogSource[];
  readonly skipped: readonly SkippedEntry[];
  readonly close: () => void;
}

/**
 * Lists the log files inside a zip archive. Entries are only ever streamed, none is written to disk under its own name.
 * @throws {DataError} if the file is no zip archive, holds no log, or is locked with a password.
 */
export async function openZip(file: string, signal?: AbortSignal): Promise<OpenZip> {
  const zip = await openArchive(file);
  try {
    const entries = await listEntries(zip, file);
    const readable = entries.filter((entry) => isReadableEntry(entry.fileName));
    const skipped = entries.filter((entry) => !readable.includes(entry) && !entry.fileName.endsWith("/") && !isJunkEntry(entry.fileName));
    if (readable.length === 0) throw noLogError(file);
    return {
      sources: readable.map((entry) => entrySource(zip, file, entry, signal)),
      skipped: skipped.map((entry) => ({ file, entry: entry.fileName, reason: NOT_READABLE })),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openArchive(file: string): Promise<ZipFile> {
  const { fromRandomAccessReader, RandomAccessReader } = await import("yauzl");
  class FileReader extends RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return createReadStream(file, { start, end: end - 1, highWaterMark: 256 * 1024 });
    }
  }
  const size = await zipArchiveSize(file);
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(new FileReader(), size, { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: false, strictFileNames: false }, (error, zip) => {
      if (error) reject(brokenZip(file, error));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile, file: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("error", (error: unknown) => reject(isUnsafeName(error) ? unsafeName(file, error) : brokenZip(file, error)));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) reject(tooManyEntries(file));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function entrySource(zip: ZipFile, file: string, entry: Entry, signal: AbortSignal | undefined): LogSource {
  const shown = `${file}:${entry.fileName}`;
  const guarded = { file, shown, packedBytes: entry.compressedSize, packing: "zip" as const };
  const bytes = (): AsyncIterable<Buffer> => guardBytes(gunzipIfPacked(verifiedEntry(zip, file, entry)), guarded, signal);
  return { file, entry: entry.fileName, name: entry.fileName, packedBytes: entry.compressedSize, bytes };
}

async function* verifiedEntry(zip: ZipFile, file: string, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw lockedError(file, entry);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw methodError(file, entry);
  const stream = await entryStream(zip, file, entry);
  let size = 0;
  let sum = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    sum = crc32(bytes, sum);
    yield bytes;
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) throw brokenZip(file, undefined);
}

function entryStream(zip: ZipFile, file: string, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, entry.compressionMethod === 8 ? { decompress: false } : {}, (error, stream) => {
      if (error) reject(brokenZip(file, error));
      else if (entry.compressionMethod === 0) resolve(stream);
      // `pipeline` carries a failure of either side into the reader of the second, so its own callback has nothing to add.
      else resolve(pipeline(stream, createInflateRaw({ chunkSize: 256 * 1024 }), () => undefined));
    });
  });
}

/** The library refuses absolute names and names with `..`; its words are the only sign of why. */
function isUnsafeName(error: unknown): boolean {
  return error instanceof Error && /(?:absolute|relative) path|invalid characters in fileName/.test(error.message);
}

function unsafeName(file: string, cause: unknown): DataError {
  return new DataError({
    code: "zip-unsafe-name",
    message: `${file} holds an entry whose name points outside the archive, as only a forged archive has. It was not read. If you trust it, unpack it yourself and import what is inside.`,
    file,
    cause,
  });
}

function brokenZip(file: string, cause: unknown): DataError {
  return new DataError({
    code: "zip-broken",
    message: `${file} is not a readable zip archive: it is damaged, cut short or of another form than its name says. Fetch it again, or unpack it yourself and import what is inside.`,
    file,
    ...(cause !== undefined && { cause }),
  });
}

function noLogError(file: string): DataError {
  return new DataError({ code: "zip-without-logs", message: `${file} holds no log file. Inside a zip archive, files named .json, .ndjson, .jsonl, .csv, .log or .txt (also with .gz) are read.`, file });
}

function lockedError(file: string, entry: Entry): DataError {
  return new DataError({ code: "zip-locked", message: `${file}:${entry.fileName} is locked with a password. Unpack the archive yourself and import what is inside.`, file });
}

function methodError(file: string, entry: Entry): DataError {
  return new DataError({ code: "zip-method", message: `${file}:${entry.fileName} is packed by method ${entry.compressionMethod}; only stored and deflated entries can be read. Unpack the archive yourself and import what is inside.`, file });
}

function tooManyEntries(file: string): DataError {
  return new DataError({ code: "zip-too-many-entries", message: `${file} has more than ${MAX_ENTRIES} entries. Unpack it yourself and import the files that matter.`, file });
}
