import { PassThrough, pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { ServiceError } from "@huntkit/provider";

/**
 * Unpacks a body by its `content-encoding` and counts it.
 * @throws {ServiceError} `response-too-large` while reading, beyond the limit; `response-damaged` for an encoding not asked for.
 */
export async function* decodedBody(body: Readable, encoding: string | undefined, limit: number, shownUrl: string): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of unpacked(body, encoding, shownUrl)) {
    size += (piece as Buffer).length;
    if (size > limit) throw tooLarge(shownUrl, limit);
    yield piece as Buffer;
  }
}

function unpacked(body: Readable, encoding: string | undefined, shownUrl: string): Readable {
  const names = (encoding ?? "").toLowerCase().split(",").map((name) => name.trim()).filter((name) => name !== "" && name !== "identity");
  if (names.length === 0) return body;
  const steps = names.reverse().map((name) => unpacker(name, shownUrl));
  const last = new PassThrough();
  // The error of a step destroys the last stream, whose reader throws it.
  pipeline([body, ...steps, last], () => undefined);
  return last;
}

function unpacker(name: string, shownUrl: string): Transform {
  if (name === "gzip" || name === "x-gzip") return createGunzip();
  if (name === "deflate") return createInflate();
  if (name === "br") return createBrotliDecompress();
  throw new ServiceError({ code: "response-damaged", message: `${shownUrl} answered in the encoding “${name.slice(0, 20)}”, which was not asked for. A proxy on the way may have changed it.`, retryable: false });
}

function tooLarge(shownUrl: string, limit: number): ServiceError {
  return new ServiceError({ code: "response-too-large", message: `The answer of ${shownUrl} is larger than ${limit} bytes. Ask for less: fewer columns, or a shorter range of time.`, retryable: false });
}
