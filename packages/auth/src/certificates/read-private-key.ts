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
    // A wrong passphrase passes the check of the padding once in 256 times: the form of the key says more than the error.
    throw keyFailure(error, block === undefined ? isEncryptedDer(bytes) : block.includes("ENCRYPTED"), passphrase);
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

/** Whether DER is an EncryptedPrivateKeyInfo (RFC 5958): a sequence in a sequence, where other keys have their version. */
function isEncryptedDer(bytes: Buffer): boolean {
  const length = bytes[1] ?? 0;
  return bytes[0] === 0x30 && bytes[length < 0x80 ? 2 : 2 + (length & 0x7f)] === 0x30;
}

function keyFailure(error: unknown, encrypted: boolean, passphrase: string | undefined): SettingError {
  if (encrypted && passphrase !== undefined && (error as NodeJS.ErrnoException).code === "ERR_OSSL_EVP_UNSUPPORTED")
    return new SettingError({ code: "private-key-unreadable", message: "The private key is encrypted by an old method (such as DES or RC2) that is no longer supported. Encrypt it anew: `openssl pkcs8 -topk8 -provider legacy -provider default -in old.key -out new.key`.", cause: error });
  if (passphrase === undefined && (encrypted || passwordFault(error)))
    return new SettingError({ code: "private-key-passphrase-missing", message: "The private key is encrypted. Set PrivateKeySecret to its passphrase.", cause: error });
  if (passphrase !== undefined && (encrypted || passwordFault(error)))
    return new SettingError({ code: "private-key-passphrase-wrong", message: "PrivateKeySecret does not open the private key. Give the key's passphrase.", cause: error });
  return new SettingError({ code: "private-key-unreadable", message: "PrivateKey is not a private key that can be read. Give PEM or DER of the form PKCS#8 or PKCS#1.", cause: error });
}
