import { constants, deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";

/** The most bytes that a text may unpack to: a text of KQL is smaller. */
const greatest = 32 * 1024 * 1024;

/** The place of the system in the head of gzip, and the value for one that is not known. */
const systemByte = { place: 9, unknown: 255 };

/** The text of bytes; empty if they are no UTF-8. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? text : "";
}

/** Unpacks base64; what is malformed is the empty text. */
function unpacked(text: string, unpack: (bytes: Buffer) => Buffer): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) || text === "") return "";
  try {
    return textOf(unpack(Buffer.from(text, "base64")));
  } catch (error) {
    if (error instanceof Error && "code" in error) return ""; // zlib's own errors: these bytes are no such stream
    throw error;
  }
}

/** Bytes that do not become fewer are stored as they are. */
function levelFor(bytes: Buffer): { readonly level: number } {
  return { level: deflateRawSync(bytes).length < bytes.length ? constants.Z_DEFAULT_COMPRESSION : constants.Z_NO_COMPRESSION };
}

function gzip(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  const packed = gzipSync(bytes, levelFor(bytes));
  packed[systemByte.place] = systemByte.unknown;
  return packed.toString("base64");
}

function zlib(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  return deflateSync(bytes, levelFor(bytes)).toString("base64");
}

/** Source: "zlib_compress_to_base64_string()" and its kind. Of longer texts the packed bytes may differ from the service's. */
export const compression = {
  gzip: (text: string): string => (text === "" ? "" : gzip(text)),
  gunzip: (text: string): string => unpacked(text, (bytes) => gunzipSync(bytes, { maxOutputLength: greatest })),
  zlib: (text: string): string => (text === "" ? "" : zlib(text)),
  unzlib: (text: string): string => unpacked(text, (bytes) => inflateSync(bytes, { maxOutputLength: greatest })),
} as const;
