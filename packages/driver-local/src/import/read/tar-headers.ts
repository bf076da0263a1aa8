const BLOCK = 512;

/** A file inside a tar archive, and where its bytes begin in it. */
export interface TarEntry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

/** Whether a block is the header of a tar entry: the sum of its bytes is written in it. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < BLOCK || block[0] === 0) return false;
  let sum = 8 * 32; // the sum's own field counts as blanks
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return octal(block, 148, 8) === sum;
}

/**
 * The files of a tar archive (ustar, GNU and pax), in their order.
 * @returns undefined if the archive ends inside an entry or holds what is no header.
 */
export async function tarEntries(chunks: AsyncIterable<Buffer>): Promise<readonly TarEntry[] | undefined> {
  const entries: TarEntry[] = [];
  const reader = new BlockReader(chunks);
  let told: { readonly name?: string; readonly size?: number } = {};
  for (;;) {
    const block = await reader.take(BLOCK);
    if (block?.every((byte) => byte === 0)) return entries; // the mark of the end: without it, the archive was cut
    if (block === undefined || !isTarHeader(block)) return undefined;
    const kind = String.fromCharCode(block[156] ?? 0);
    const size = told.size ?? sizeOf(block);
    if (kind === "L" || kind === "x" || kind === "g") {
      const data = size > MAX_HEADER_BYTES ? undefined : await reader.take(size);
      if (data === undefined || !(await reader.skip(paddingOf(size)))) return undefined;
      if (kind !== "g") told = { ...told, ...(kind === "L" ? { name: text(data, 0, size) } : paxOf(data)) };
      continue;
    }
    if (kind === "0" || kind === "\0" || kind === "7") entries.push({ name: told.name ?? nameOf(block), start: reader.at, size });
    told = {};
    if (!(await reader.skip(size + paddingOf(size)))) return undefined;
  }
}

const MAX_HEADER_BYTES = 1024 * 1024;

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function nameOf(block: Buffer): string {
  const prefix = block.toString("latin1", 257, 262) === "ustar" ? text(block, 345, 155) : "";
  return prefix === "" ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`;
}

/** Sizes of 8 GiB and more are written in binary by GNU tar. */
function sizeOf(block: Buffer): number {
  return (block[124] ?? 0) & 0x80 ? Number(block.readBigUInt64BE(128)) : octal(block, 124, 12);
}

function octal(block: Buffer, from: number, length: number): number {
  const digits = text(block, from, length).trim();
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : 0;
}

function text(block: Buffer, from: number, length: number): string {
  const end = block.indexOf(0, from);
  return block.toString("utf8", from, end < 0 || end > from + length ? from + length : end);
}

/** Records `<length> <key>=<value>\n`. */
function paxOf(data: Buffer): { readonly name?: string; readonly size?: number } {
  const found: { name?: string; size?: number } = {};
  for (let at = 0; at < data.length; ) {
    const length = parseInt(data.toString("latin1", at, at + 20), 10);
    if (!(length > 0)) break;
    const [, key, value = ""] = /^\d+ ([^=]+)=([\s\S]*)\n$/.exec(data.toString("utf8", at, at + length)) ?? [];
    if (key === "path") found.name = value;
    if (key === "size") found.size = Number(value);
    at += length;
  }
  return found;
}

/** Takes and skips bytes of a stream. */
class BlockReader {
  at = 0;
  readonly #iterator: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes; undefined if there are fewer. */
  async take(count: number): Promise<Buffer | undefined> {
    while (this.#rest.length < count) {
      const next = await this.#iterator.next();
      if (next.done) return undefined;
      this.#rest = Buffer.concat([this.#rest, next.value]);
    }
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    this.at += count;
    return taken;
  }

  /** Whether there were as many bytes to skip. */
  async skip(count: number): Promise<boolean> {
    let missing = count;
    while (missing > this.#rest.length) {
      missing -= this.#rest.length;
      const next = await this.#iterator.next();
      this.#rest = next.done ? Buffer.alloc(0) : next.value;
      if (next.done) return false;
    }
    this.#rest = this.#rest.subarray(missing);
    this.at += count;
    return true;
  }
}
