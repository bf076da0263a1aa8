import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CancelledError } from "@huntkit/provider";

const CHUNK_CHARACTERS = 64 * 1024;

/** What every writer takes. */
export interface WriteOptions {
  /** Stops the writing; what was written until then stays. */
  readonly signal?: AbortSignal;
}

/** Joins small texts to pieces of about 64 Ki characters, so that a stream is not fed cell by cell. */
export function* joinedChunks(parts: Iterable<string>): Generator<string, void, void> {
  let chunk = "";
  for (const part of parts) {
    chunk += part;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/**
 * Writes pieces to a stream, no faster than it takes them, and leaves the stream open.
 * @throws {CancelledError} if the signal fires; else what the stream fails with.
 */
export async function writeChunks(
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  writable: Writable,
  options: WriteOptions = {},
): Promise<void> {
  const { signal } = options;
  try {
    await pipeline(Readable.from(chunks), writable, { end: false, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted)
      throw new CancelledError({ code: "cancelled", message: "Writing the result was cancelled.", cause: error });
    throw error;
  }
}
