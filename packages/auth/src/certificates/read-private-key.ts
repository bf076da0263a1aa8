import { createPrivateKey, type KeyObject } from "node:crypto";
import { SettingError } from "@huntkit/provider";

/**
 * Reads a private key: PEM (PKCS#1, PKCS#8, encrypted or not) or DER of either.
 * @throws {SettingError} `private-key-unreadable`, `private-key-passphrase-missing` or `private-key-passphrase-wrong`.
 */
export function readPrivateKey(bytes: Buffer, passphrase: string | undefined): KeyObject {
  const text = bytes.toString("latin1");
  const withPassphrase = passphrase === undefined ? {} : { passphrase };
  const block = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----.*?-----END \1PRIVATE KEY-----/s.exec(text)?.[0];
  try {
    if (block !== undefined) return createPrivateKey({ key: block, ...withPassphrase });
    return derKey(bytes, withPassphrase);
  } catch (error) {
    throw keyFailure(error, block, passphrase);
  }
}

function derKey(bytes: Buffer, passphrase: { passphrase?: string }): KeyObject {
  try {
    return createPrivateKey({ key: bytes, format: "der", type: "pkcs8", ...passphrase });
  } catch (error) {
    if (passwordFault(error)) throw error;
    return createPrivateKey({ key: bytes, format: "der", type: "pkcs1" });
  }
}

function passwordFault(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ERR_OSSL_BAD_DECRYPT" || code === "ERR_MISSING_PASSPHRASE" || code === "ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED";
}

function keyFailure(error: unknown, block: string | undefined, passphrase: string | undefined): SettingError {
  const encrypted = block !== undefined && /ENCRYPTED/.test(block);
  if (passphrase === undefined && (encrypted || passwordFault(error)))
    return new SettingError({ code: "private-key-passphrase-missing", message: "The private key is encrypted. Set PrivateKeySecret to its passphrase.", cause: error });
  if (passphrase !== undefined && (encrypted || passwordFault(error)))
    return new SettingError({ code: "private-key-passphrase-wrong", message: "PrivateKeySecret does not open the private key. Give the key's passphrase.", cause: error });
  return new SettingError({ code: "private-key-unreadable", message: "PrivateKey is not a private key that can be read. Give PEM or DER of the form PKCS#8 or PKCS#1.", cause: error });
}
