/** Where the rows of an answer begin, in bytes. */
export interface RowsPlace {
  /** The place behind the `[` of the rows. */
  readonly start: number;
}

const quote = 34;
const backslash = 92;

/**
 * Looks for the member with the rows (`results`, in any case) at the top level of an answer.
 * @param head The first bytes of the answer.
 * @returns `later` if more bytes are needed, `never` if the answer must be read as a whole.
 */
export function findRows(head: Uint8Array): RowsPlace | "later" | "never" {
  let depth = 0;
  let key = "";
  for (let at = 0; at < head.length; at++) {
    const byte = head[at];
    if (byte === quote) {
      const end = endOfString(head, at);
      if (end < 0) return "later";
      key = depth === 1 ? textBetween(head, at + 1, end) : "";
      at = end;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (byte === 0x5b && depth === 1 && key.toLowerCase() === "results") return { start: at + 1 };
      depth++;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (byte === 0x2c) key = "";
    if (depth <= 0 && byte !== undefined && byte > 0x20 && byte < 0x80) return "never";
  }
  return "later";
}

/** The names of the members at the top level, as they are written, of bytes that begin with an object. */
export function topLevelKeys(bytes: Uint8Array): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      const end = endOfString(bytes, at);
      if (end < 0) return keys;
      if (depth === 1 && isKey(bytes, end)) keys.push(keyText(bytes, at, end));
      at = end;
    } else if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return keys;
}

function isKey(bytes: Uint8Array, end: number): boolean {
  let at = end + 1;
  while ((bytes[at] ?? 0x21) <= 0x20) at++;
  return bytes[at] === 0x3a;
}

/** A name with its escapes resolved, so that two spellings of one name are alike. */
function keyText(bytes: Uint8Array, start: number, end: number): string {
  const written = Buffer.from(bytes.buffer, bytes.byteOffset + start, end + 1 - start).toString("utf8");
  return written.includes("\\") ? (JSON.parse(written) as string) : written.slice(1, -1);
}

/** The place of a string's closing quote; -1 if it is not there. */
export function endOfString(bytes: Uint8Array, open: number): number {
  for (let at = open + 1; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === quote) return at;
  }
  return -1;
}

function textBetween(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
