import { createPrivateKey, type KeyObject, X509Certificate, webcrypto } from "node:crypto";
import { SettingError } from "@huntkit/provider";
import type * as X509 from "@peculiar/x509";

/** A certificate with its key, both PEM (the key PKCS#8). */
export interface CertifiedKey {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** What a certificate is made for. */
export interface CertificateOptions {
  /** The common name. */
  readonly commonName: string;
  /** RSA 2048 (what Entra ID takes from clients) or EC P-256. Default: `rsa`. */
  readonly keyType?: "rsa" | "ec";
  /** Milliseconds since 1970. Default: an hour ago. */
  readonly notBefore?: number;
  /** Milliseconds since 1970. Default: in a year. */
  readonly notAfter?: number;
}

const hour = 3_600_000;
const year = 365 * 24 * hour;
const ellipticCurve = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const rsa = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };

async function library(): Promise<typeof X509> {
  await import("reflect-metadata"); // the library asks for it
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

/** Makes a certificate authority that signs the emulator's server certificates. Default: with an EC key, which is quick. */
export async function createCertificateAuthority({ keyType = "ec" }: Pick<CertificateOptions, "keyType"> = {}): Promise<CertifiedKey> {
  const x509 = await library();
  const signingAlgorithm = keyType === "ec" ? ellipticCurve : rsa;
  const keys = (await webcrypto.subtle.generateKey(signingAlgorithm, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=huntkit emulator ${serialNumber().slice(0, 8)}`,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + year),
    signingAlgorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: certificate.toString("pem"), privateKeyPem: await pemOf(keys.privateKey) };
}

/** A self-signed certificate of a client, as people register one with their app. */
export async function createClientCertificate(options: CertificateOptions): Promise<CertifiedKey> {
  const x509 = await library();
  const algorithm = options.keyType === "ec" ? ellipticCurve : rsa;
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=${options.commonName}`,
    notBefore: new Date(options.notBefore ?? Date.now() - hour),
    notAfter: new Date(options.notAfter ?? Date.now() + year),
    signingAlgorithm: algorithm,
    keys,
  });
  return { certificatePem: certificate.toString("pem"), privateKeyPem: await pemOf(keys.privateKey) };
}

/**
 * Signs a server certificate for names and IP addresses.
 * @throws {SettingError} if the certificate is not one of an authority, or its key is neither RSA nor EC, or another's.
 */
export async function createServerCertificate(authority: CertifiedKey, names: { readonly dns: readonly string[]; readonly addresses: readonly string[] }): Promise<CertifiedKey> {
  const x509 = await library();
  const keys = (await webcrypto.subtle.generateKey(ellipticCurve, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const issuer = new x509.X509Certificate(authority.certificatePem);
  const { key: signingKey, algorithm } = await importedKey(authority);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: "CN=huntkit emulator",
    issuer: issuer.subject,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Math.min(Date.now() + year, issuer.notAfter.getTime())),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...names.dns.map((value) => ({ type: "dns" as const, value })), ...names.addresses.map((value) => ({ type: "ip" as const, value }))]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificatePem: certificate.toString("pem"), privateKeyPem: await pemOf(keys.privateKey) };
}

async function importedKey(authority: CertifiedKey): Promise<{ readonly key: webcrypto.CryptoKey; readonly algorithm: { readonly name: string; readonly hash: string } }> {
  const key = checkedKey(authority);
  const algorithm = key.asymmetricKeyType === "rsa" ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } : { name: "ECDSA", hash: "SHA-256", namedCurve: curveOf(key) };
  return { key: await webcrypto.subtle.importKey("pkcs8", key.export({ format: "der", type: "pkcs8" }), algorithm, false, ["sign"]), algorithm };
}

function checkedKey({ certificatePem, privateKeyPem }: CertifiedKey): KeyObject {
  const key = createPrivateKey(privateKeyPem);
  const certificate = new X509Certificate(certificatePem);
  if ((key.asymmetricKeyType === "rsa" || key.asymmetricKeyType === "ec") && certificate.ca && certificate.checkPrivateKey(key)) return key;
  throw new SettingError({ code: "emulator-authority", message: "The given certificate is not one of an authority (CA:TRUE), or its key is not RSA or EC, or does not belong to it. Give both as PEM, or leave them out." });
}

function curveOf(key: KeyObject): string {
  const names: Readonly<Record<string, string>> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };
  return names[key.asymmetricKeyDetails?.namedCurve ?? ""] ?? "P-256";
}

function serialNumber(): string {
  // The first byte lies between 0x40 and 0x4f: a DER integer may begin neither with a zero byte too many nor with a sign.
  return `4${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString("hex")}1`;
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
  return createPrivateKey({ key: bytes, format: "der", type: "pkcs8" }).export({ format: "pem", type: "pkcs8" }) as string;
}
