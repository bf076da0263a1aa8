import { execFileSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { createClientCertificate } from "@huntkit/emulator";
import { HuntError, Secret } from "@huntkit/provider";
import forge from "node-forge";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CertificateSources, loadCertificate } from "./load-certificate.js";
import { readPrivateKey } from "./read-private-key.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-certificate-"));
const passphrase = "pass phrase äöü 4711";
const word = "plain-word-4711";
let pem: string;
let key: string;
let thumbprint: string;

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function keyAs(type: "pkcs1" | "pkcs8", format: "pem" | "der", secret?: string): string | Buffer {
  const options = { type, format, ...(secret ? { cipher: "aes-256-cbc", passphrase: secret } : {}) } as const;
  return createPrivateKey(key).export(options as Parameters<ReturnType<typeof createPrivateKey>["export"]>[0] & { format: "pem" });
}

/** A PFX as older Windows makes it (3DES) or newer tools (AES). */
function pfx(algorithm: "3des" | "aes256", secret: string | null): Buffer {
  const asn1 = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(createPrivateKey(key).export({ type: "pkcs1", format: "pem" }).toString()), [forge.pki.certificateFromPem(pem)], secret, { algorithm });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary");
}

beforeAll(async () => {
  ({ certificatePem: pem, privateKeyPem: key } = await createClientCertificate({ commonName: "hunter" }));
  thumbprint = new X509Certificate(pem).fingerprint256.replaceAll(":", "");
});
afterAll(() => rmSync(folder, { recursive: true }));

const der = (): Buffer => new X509Certificate(pem).raw;
const good: Readonly<Record<string, () => CertificateSources>> = {
  "PEM files, PKCS#8": () => ({ certificate: put("a.pem", pem), privateKey: put("a.key", key) }),
  "PEM texts": () => ({ certificate: pem, privateKey: new Secret(key) }),
  "PEM with CRLF, key PKCS#1": () => ({ certificate: put("b.pem", pem.replaceAll("\n", "\r\n")), privateKey: put("b.key", keyAs("pkcs1", "pem")) }),
  "certificate and key in one file": () => ({ certificate: put("c.pem", `${key}\n${pem}`) }),
  "one line with \\n, as an environment variable has it": () => ({ certificate: pem.trim().replaceAll("\n", "\\n"), privateKey: key.trim().replaceAll("\n", "\\n") }),
  "DER certificate, DER PKCS#8": () => ({ certificate: put("d.der", der()), privateKey: put("d.key", keyAs("pkcs8", "der")) }),
  "DER certificate, DER PKCS#1": () => ({ certificate: der(), privateKey: put("e.key", keyAs("pkcs1", "der")) }),
  "Base64 of DER": () => ({ certificate: der().toString("base64"), privateKey: key }),
  "encrypted PKCS#8": () => ({ certificate: pem, privateKey: put("f.key", keyAs("pkcs8", "pem", passphrase)), privateKeySecret: new Secret(passphrase) }),
  "encrypted PKCS#1": () => ({ certificate: pem, privateKey: put("g.key", keyAs("pkcs1", "pem", passphrase)), privateKeySecret: passphrase }),
  "encrypted DER": () => ({ certificate: pem, privateKey: put("h.key", keyAs("pkcs8", "der", passphrase)), privateKeySecret: passphrase }),
  "PFX with 3DES": () => ({ certificate: put("i.pfx", pfx("3des", word)), privateKeySecret: word }),
  "PFX with AES": () => ({ certificate: put("j.pfx", pfx("aes256", word)), privateKeySecret: word }),
  "Base64 of a PFX, as Key Vault gives it": () => ({ certificate: pfx("aes256", "").toString("base64") }),
};

it.each(Object.entries(good))("reads %s", async (_, sources) => {
  const loaded = await loadCertificate(sources());
  expect(loaded.thumbprintSha256).toBe(thumbprint);
  expect(loaded.privateKeyPem()).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(new X509Certificate(loaded.chainPem).checkPrivateKey(createPrivateKey(loaded.privateKeyPem()))).toBe(true);
});

it("finds the certificate of the key among those of a chain, and sends the whole chain", async () => {
  const other = await createClientCertificate({ commonName: "issuer" });
  const loaded = await loadCertificate({ certificate: `${other.certificatePem}\n${pem}`, privateKey: key });
  expect(loaded.thumbprintSha256).toBe(thumbprint);
  expect(loaded.chainPem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(new X509Certificate(loaded.chainPem).fingerprint256.replaceAll(":", "")).toBe(thumbprint);
});

const hasOpenssl = (() => {
  try {
    return execFileSync("openssl", ["version"]).toString().startsWith("OpenSSL 3");
  } catch {
    return false;
  }
})();
it.skipIf(!hasOpenssl)("reads a PFX that OpenSSL 3 has made (needs openssl)", async () => {
  const out = join(folder, "openssl.pfx");
  execFileSync("openssl", ["pkcs12", "-export", "-in", put("k.pem", pem), "-inkey", put("k.key", key), "-out", out, "-passout", `pass:${word}`]);
  expect((await loadCertificate({ certificate: out, privateKeySecret: word })).thumbprintSha256).toBe(thumbprint);
  for (const more of [["-legacy"], ["-nomac"], ["-macalg", "sha512"]]) {
    execFileSync("openssl", ["pkcs12", "-export", ...more, "-in", put("k.pem", pem), "-inkey", put("k.key", key), "-out", out, "-passout", `pass:${word}`]);
    expect((await loadCertificate({ certificate: out, privateKeySecret: word })).thumbprintSha256).toBe(thumbprint);
  }
  execFileSync("openssl", ["pkcs12", "-export", "-in", put("k.pem", pem), "-inkey", put("k.key", key), "-out", out, "-passout", `pass:${passphrase} €`]);
  expect((await loadCertificate({ certificate: out, privateKeySecret: `${passphrase} €` })).thumbprintSha256).toBe(thumbprint);
  await expect(loadCertificate({ certificate: out, privateKeySecret: `${passphrase} £` })).rejects.toMatchObject({ code: "private-key-passphrase-wrong" });
});

it.skipIf(!hasOpenssl)("says of an EC key in a PFX, and of a key that is encrypted by DES, what they are (needs openssl)", async () => {
  const ec = await createClientCertificate({ commonName: "x", keyType: "ec" });
  const [pair, old] = [put("ec.pem", ec.privateKeyPem + ec.certificatePem), join(folder, "des.key")];
  execFileSync("openssl", ["pkcs12", "-export", "-in", pair, "-out", join(folder, "ec.pfx"), "-passout", `pass:${word}`]);
  await expect(loadCertificate({ certificate: join(folder, "ec.pfx"), privateKeySecret: word })).rejects.toMatchObject({ code: "private-key-not-rsa" });
  execFileSync("openssl", ["pkcs8", "-topk8", "-v1", "PBE-SHA1-DES", "-provider", "legacy", "-provider", "default", "-in", put("k.key", key), "-out", old, "-passout", `pass:${word}`]);
  await expect(loadCertificate({ certificate: pem, privateKey: old, privateKeySecret: word })).rejects.toMatchObject({ code: "private-key-unreadable", message: expect.stringContaining("old method") as string });
});

it("tells a wrong passphrase of an encrypted DER key each time, also when the rubbish that it gives has a valid end", async () => {
  const encrypted = keyAs("pkcs8", "der", passphrase) as Buffer;
  // Of 1,200 wrong passphrases about 5 pass the check of the padding.
  for (let number = 0; number < 1_200; number++)
    expect(() => readPrivateKey(encrypted, `wrong ${number}`)).toThrow(expect.objectContaining({ code: "private-key-passphrase-wrong" }) as Error);
});

describe("refuses, with the setting to mend and no secret", () => {
  const bad: Readonly<Record<string, readonly [() => CertificateSources | Promise<CertificateSources>, string]>> = {
    "a file that is not there": [() => ({ certificate: join(folder, "none.pem") }), "certificate-unreadable"],
    "a key file that is not there": [() => ({ certificate: pem, privateKey: join(folder, "none.key") }), "private-key-unreadable"],
    "a file that is no certificate": [() => ({ certificate: put("l.pem", "hello") }), "certificate-unreadable"],
    "a damaged PFX": [() => ({ certificate: pfx("aes256", word).subarray(0, 400), privateKeySecret: word }), "certificate-unreadable"],
    "a certificate without a key": [() => ({ certificate: pem }), "private-key-missing"],
    "a key that is none": [() => ({ certificate: pem, privateKey: Buffer.from("not a key") }), "private-key-unreadable"],
    "an encrypted key without passphrase": [() => ({ certificate: pem, privateKey: keyAs("pkcs8", "pem", passphrase) }), "private-key-passphrase-missing"],
    "an encrypted old key without passphrase": [() => ({ certificate: pem, privateKey: keyAs("pkcs1", "pem", passphrase) }), "private-key-passphrase-missing"],
    "a wrong passphrase": [() => ({ certificate: pem, privateKey: keyAs("pkcs8", "pem", passphrase), privateKeySecret: "other-word-9" }), "private-key-passphrase-wrong"],
    "a PFX without password": [() => ({ certificate: pfx("aes256", word) }), "private-key-passphrase-missing"],
    "a PFX with a wrong password": [() => ({ certificate: pfx("3des", word), privateKeySecret: "other-word-9" }), "private-key-passphrase-wrong"],
    "a key of another certificate": [async () => ({ certificate: pem, privateKey: (await createClientCertificate({ commonName: "x" })).privateKeyPem }), "private-key-other"],
    "an EC key": [async () => createClientCertificate({ commonName: "x", keyType: "ec" }).then((made) => ({ certificate: made.certificatePem, privateKey: made.privateKeyPem })), "private-key-not-rsa"],
    "an Ed25519 key": [() => ({ certificate: pem, privateKey: generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) }), "private-key-not-rsa"],
  };
  it.each(Object.entries(bad))("%s", async (_, [sources, code]) => {
    const error: unknown = await loadCertificate(await sources()).then(() => undefined, (caught: unknown) => caught);
    expect(HuntError.isInstance(error), String(error)).toBe(true);
    expect(error).toMatchObject({ code, kind: "setting" });
    const shown = inspect(error, { depth: 6, showHidden: true });
    for (const secret of [passphrase, word, "other-word-9", key.split("\n")[2] ?? "-"]) expect(shown).not.toContain(secret);
  });
});

it("does not echo a PEM text or Base64 that it cannot use", async () => {
  const text = readFileSync(put("m.key", key), "utf8").replace("PRIVATE KEY-----", "PRIVATE KEY");
  const error: unknown = await loadCertificate({ certificate: pem, privateKey: text }).catch((caught: unknown) => caught);
  expect(inspect(error, { depth: 6 })).not.toContain(key.split("\n")[3]);
});
