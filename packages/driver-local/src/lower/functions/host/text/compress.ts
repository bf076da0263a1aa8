import { gunzipSync, gzipSync, inflateSync, deflateSync } from "node:zlib";

/** The most bytes that a text may unpack to: a text of KQL is smaller. */
const greatest = 32 * 1024 * 1024;

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

/** Source: "zlib_compress_to_base64_string()" and its kind. The packed bytes differ from the service's, whose packer is another. */
export const compression = {
  gzip: (text: string): string => (text === "" ? "" : gzipSync(text).toString("base64")),
  gunzip: (text: string): string => unpacked(text, (bytes) => gunzipSync(bytes, { maxOutputLength: greatest })),
  zlib: (text: string): string => (text === "" ? "" : deflateSync(text).toString("base64")),
  unzlib: (text: string): string => unpacked(text, (bytes) => inflateSync(bytes, { maxOutputLength: greatest })),
} as const;
