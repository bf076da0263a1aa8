import { CancelledError, DataError } from "@huntkit/provider";

/** Unpacked data may be this many times its packed size, once it is larger than {@link BOMB_FLOOR_BYTES}. Recordings reach 30. */
export const MAX_UNPACK_RATIO = 500;
/** Below this size no ratio is checked. */
export const BOMB_FLOOR_BYTES = 64 * 1024 * 1024;

/** What is being read, for messages and limits. */
export interface GuardedSource {
  readonly file: string;
  readonly shown: string;
  readonly packedBytes: number;
  /** How the source is packed; undefined: plain. */
  readonly packing?: "gzip" | "zip";
}

/**
 * Passes bytes on while it watches the caller's signal and the unpacked size.
 * @throws {DataError} when the data unpacks beyond {@link MAX_UNPACK_RATIO}, or the packing is broken.
 * @throws {CancelledError} when the caller stopped.
 */
export async function* guardBytes(chunks: AsyncIterable<Buffer>, source: GuardedSource, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of chunks) {
      throwIfCancelled(signal);
      size += chunk.length;
      if (source.packing !== undefined && size > BOMB_FLOOR_BYTES && size > source.packedBytes * MAX_UNPACK_RATIO) throw bombError(source);
      yield chunk;
    }
  } catch (error) {
    throw asDataError(error, source);
  }
}

/** @throws {CancelledError} if the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new CancelledError({ code: "import-cancelled", message: "The import was stopped. Nothing was written.", cause: signal.reason });
}

function bombError(source: GuardedSource): DataError {
  return new DataError({
    code: "unpacked-too-large",
    message: `${source.shown} unpacks to more than ${MAX_UNPACK_RATIO} times its packed size, which no log does, so reading stopped. If the file is genuine, unpack it yourself and import the unpacked file.`,
    file: source.file,
  });
}

function asDataError(error: unknown, source: GuardedSource): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code.startsWith("Z_"))
    return new DataError({
      code: source.packing === "zip" ? "zip-broken" : "gzip-broken",
      message: `${source.shown} is broken: its packed data ends early or is damaged. Fetch the file again.`,
      file: source.file,
      cause: error,
    });
  return error;
}
