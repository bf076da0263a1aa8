import { DataError } from "@huntkit/provider";
import { guardBytes, type GuardedSource } from "./guard-bytes.js";
import { gunzipIfPacked } from "./gunzip-if-packed.js";
import type { LogSource } from "./log-source.js";
import type { OpenLogFile } from "./open-log-file.js";
import { isJunkEntry, isReadableEntry, NOT_READABLE } from "./readable-entry.js";
import { isTarHeader, tarEntries, type TarEntry } from "./tar-headers.js";

/** Whether bytes, unpacked, begin as a tar archive does. */
export async function isTar(bytes: AsyncIterable<Buffer>): Promise<boolean> {
  let head = Buffer.alloc(0);
  for await (const chunk of bytes) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= 512) break;
  }
  return isTarHeader(head);
}

/**
 * Lists the log files inside a tar archive, packed or not. Entries are only ever streamed, none is written to disk under its own
 * name; each is read from the archive's beginning.
 * @param bytes The unpacked archive, from its beginning at each call.
 * @throws {DataError} if the archive is broken or holds no log.
 */
export async function openTar(guarded: GuardedSource, bytes: () => AsyncIterable<Buffer>, signal?: AbortSignal): Promise<OpenLogFile> {
  const { file } = guarded;
  const entries = await tarEntries(bytes());
  if (entries === undefined) throw new DataError({ code: "tar-broken", message: `${file} is not a whole tar archive: it is damaged or cut short. Fetch it again, or unpack it yourself and import what is inside.`, file });
  const readable = entries.filter(({ name }) => isReadableEntry(name));
  if (readable.length === 0) throw new DataError({ code: "tar-without-logs", message: `${file} holds no log file. Inside a tar archive, files named .json, .ndjson, .jsonl, .csv, .log or .txt (also with .gz) are read.`, file });
  return {
    sources: readable.map((entry) => entrySource(guarded, entry, bytes, signal)),
    skipped: entries.filter(({ name }) => !isReadableEntry(name) && !isJunkEntry(name)).map(({ name }) => ({ file, entry: name, reason: NOT_READABLE })),
    close: () => undefined,
  };
}

function entrySource({ file }: GuardedSource, entry: TarEntry, archive: () => AsyncIterable<Buffer>, signal: AbortSignal | undefined): LogSource {
  const guarded = { file, shown: `${file}:${entry.name}`, packedBytes: Math.max(1, entry.size), packing: "gzip" as const };
  return { file, entry: entry.name, name: entry.name, packedBytes: entry.size, bytes: () => guardBytes(gunzipIfPacked(slice(archive(), entry)), guarded, signal) };
}

async function* slice(chunks: AsyncIterable<Buffer>, { start, size }: TarEntry): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, start - at), Math.max(0, start + size - at));
    if (part.length > 0) yield part;
    at += chunk.length;
    if (at >= start + size) return;
  }
}
