import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** A text encrypted with AES-256-GCM, as it stands in the cache file. */
interface SealedText {
  readonly format: "huntkit-token-cache";
  readonly version: 1;
  readonly nonce: string;
  readonly tag: string;
  readonly data: string;
}

/** Encrypts a text. @param key 32 bytes. */
export function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const sealed: SealedText = { format: "huntkit-token-cache", version: 1, nonce: nonce.toString("base64"), tag: cipher.getAuthTag().toString("base64"), data: data.toString("base64") };
  return JSON.stringify(sealed);
}

/** Decrypts a text; throws if the key is another one or a byte was changed. */
export function unseal(sealed: string, key: Buffer): string {
  const { nonce, tag, data } = JSON.parse(sealed) as SealedText;
  const cipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), { authTagLength: 16 });
  cipher.setAuthTag(Buffer.from(tag, "base64"));
  return Buffer.concat([cipher.update(Buffer.from(data, "base64")), cipher.final()]).toString("utf8");
}

/** Whether a text is an encrypted one. */
export function isSealed(text: string): boolean {
  return /^\s*\{"format":"huntkit-token-cache"/.test(text);
}
