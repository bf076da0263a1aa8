import { createGunzip } from "node:zlib";
import { Readable, pipeline } from "node:stream";

/** Unpacks gzip data, known by its first two bytes; other data passes unchanged. Gzip members in a row are one stream. */
export async function* gunzipIfPacked(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const rest = resume(first.value, iterator);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) yield* rest;
  else {
    // `pipeline` carries a failure of either side into the reader below, so its own callback has nothing to add.
    const unpacked = pipeline(Readable.from(rest, { objectMode: false }), createGunzip({ chunkSize: 256 * 1024 }), () => undefined);
    for await (const chunk of unpacked) yield chunk as Buffer;
  }
}

async function* resume(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
