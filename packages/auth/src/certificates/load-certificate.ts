import { type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Secret, SettingError } from "@huntkit/provider";
import { isSecret, revealText } from "../reveal-text.js";
import { looksLikePfx, readPfx } from "./read-pfx.js";
import { readPrivateKey } from "./read-private-key.js";

/** What a certificate is loaded from. */
export interface CertificateSources {
  /** A path, PEM text, Base64 of DER or PFX, or bytes. */
  readonly certificate: string | Uint8Array;
  /** A path, PEM text or bytes; else the key is looked for beside the certificate. */
  readonly privateKey?: string | Uint8Array | Secret | undefined;
  /** The passphrase of the key or the PFX. */
  readonly privateKeySecret?: Secret | string | undefined;
}

/** A certificate whose key fits. */
export interface LoadedCertificate {
  /** SHA-256 of the certificate, hex without colons. */
  readonly thumbprintSha256: string;
  /** The private key as unencrypted PKCS#8 PEM. */
  readonly privateKeyPem: () => string;
  /** The certificate and those of the chain, as PEM. */
  readonly chainPem: string;
  /** The end of the certificate, in milliseconds since 1970. */
  readonly endsOnMilliseconds: number;
}

/**
 * Loads a certificate and its key: PEM, DER or PFX; keys PKCS#1 or PKCS#8, encrypted or not.
 * @throws {SettingError} `certificate-unreadable`, `private-key-unreadable`, `private-key-missing`, `private-key-passphrase-missing`,
 * `private-key-passphrase-wrong`, `private-key-not-rsa` or `private-key-other`.
 */
export async function loadCertificate(sources: CertificateSources): Promise<LoadedCertificate> {
  const passphrase = sources.privateKeySecret === undefined ? undefined : revealText(sources.privateKeySecret);
  const bytes = await contentOf(sources.certificate, "Certificate");
  const pair = looksLikePfx(bytes) ? await readPfx(bytes, passphrase) : { chain: readChain(bytes), keyText: bytes.includes("PRIVATE KEY-----") ? bytes : undefined };
  const keyBytes = sources.privateKey === undefined ? pair.keyText : await contentOf(isSecret(sources.privateKey) ? sources.privateKey.reveal() : sources.privateKey, "PrivateKey");
  if (keyBytes === undefined) throw new SettingError({ code: "private-key-missing", message: "The certificate's file holds no private key. Set PrivateKey to the key's file." });
  const key = readPrivateKey(keyBytes, passphrase);
  const own = fittingCertificate(pair.chain, key);
  return {
    thumbprintSha256: own.fingerprint256.replaceAll(":", ""),
    privateKeyPem: () => key.export({ type: "pkcs8", format: "pem" }).toString(),
    chainPem: [own, ...pair.chain.filter((one) => one !== own)].map((one) => one.toString()).join(""),
    endsOnMilliseconds: Date.parse(own.validTo),
  };
}

/** The one of the certificates that the key belongs to. */
function fittingCertificate(chain: readonly X509Certificate[], key: KeyObject): X509Certificate {
  if (key.asymmetricKeyType !== "rsa")
    throw new SettingError({ code: "private-key-not-rsa", message: `The private key is of the kind ${key.asymmetricKeyType}; Microsoft Entra signs applications in with RSA only. Make an RSA certificate (2048 bits or more).` });
  const own = chain.find((one) => one.checkPrivateKey(key));
  if (own) return own;
  throw new SettingError({ code: "private-key-other", message: "The private key does not belong to the certificate. Set Certificate and PrivateKey to files of one pair." });
}

function readChain(bytes: Buffer): X509Certificate[] {
  const blocks = bytes.toString("latin1").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [bytes];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new SettingError({ code: "certificate-unreadable", message: "Certificate is neither a PEM, a DER nor a PFX certificate. Give a file of one of these forms.", cause: error });
  }
}

/** The bytes of a setting that may be a path, PEM text, Base64, or bytes. */
async function contentOf(value: string | Uint8Array, setting: "Certificate" | "PrivateKey"): Promise<Buffer> {
  if (typeof value !== "string") return Buffer.from(value);
  if (value.includes("-----BEGIN ")) return Buffer.from(value.replaceAll("\\n", "\n"));
  const compact = value.replace(/\s/g, "");
  if (compact.length > 200 && /^MI[A-Za-z0-9+/]+=*$/.test(compact)) return Buffer.from(compact, "base64");
  try {
    return await readFile(value);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    // What is no name of such a file may be a key or passphrase that was set in the wrong place; the error below holds it too.
    const isName = value.length <= 300 && /\.(pem|crt|cert?|der|pfx|p12|key)$/i.test(value);
    throw new SettingError({
      code: setting === "Certificate" ? "certificate-unreadable" : "private-key-unreadable",
      message: `${setting} cannot be read: ${isName ? `“${value}”` : "what it holds (not shown: it could be a key)"} is no file that can be opened (${code}). Give a path, or the PEM text itself.`,
      ...(isName ? { cause: error } : {}),
    });
  }
}
