import { open } from "node:fs/promises";

const END_RECORD_SIZE = 22;
const MAX_COMMENT_SIZE = 0xffff;
const END_SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/**
 * Where a zip archive truly ends. Some archives of public collections have stray bytes (a newline) behind their end record;
 * unpackers overlook these, the zip library does not.
 * @returns the file's size if no end record is found: the library then says what is wrong.
 */
export async function zipArchiveSize(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, END_RECORD_SIZE + MAX_COMMENT_SIZE);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    for (let at = buffer.lastIndexOf(END_SIGNATURE); at >= 0; at = at === 0 ? -1 : buffer.lastIndexOf(END_SIGNATURE, at - 1)) {
      if (at + END_RECORD_SIZE > length) continue;
      const end = at + END_RECORD_SIZE + buffer.readUInt16LE(at + 20);
      if (end <= length) return size - length + end;
    }
    return size;
  } finally {
    await handle.close();
  }
}
