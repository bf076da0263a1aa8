import { X509Certificate } from "node:crypto";
import { SettingError } from "@huntkit/provider";

/** What a PFX holds. */
export interface PfxContent {
  readonly chain: X509Certificate[];
  /** The private key, as PEM or DER. */
  readonly keyText: Buffer | undefined;
}

/** Whether bytes are a PFX: DER that starts with a sequence and the version 3 (RFC 7292), which no certificate does. */
export function looksLikePfx(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30) return false;
  const length = bytes[1] ?? 0;
  const start = length < 0x80 ? 2 : 2 + (length & 0x7f);
  return bytes[start] === 0x02 && bytes[start + 1] === 0x01 && bytes[start + 2] === 0x03;
}

/**
 * Opens a PFX, of the old kind (RC2, 3DES) or the new (AES). Node has no way to the key of a PFX, so node-forge is loaded.
 * @throws {SettingError} `private-key-passphrase-missing`, `private-key-passphrase-wrong` or `certificate-unreadable`.
 */
export async function readPfx(bytes: Buffer, passphrase: string | undefined): Promise<PfxContent> {
  const { default: forge } = await import("node-forge");
  try {
    const pfx = openPfx(forge, forge.asn1.fromDer(bytes.toString("binary")), passphrase ?? "");
    const bags = (type: string | undefined): import("node-forge").pkcs12.Bag[] => (type === undefined ? [] : (pfx.getBags({ bagType: type })[type] ?? []));
    const keys = [...bags(forge.pki.oids["pkcs8ShroudedKeyBag"]), ...bags(forge.pki.oids["keyBag"])];
    const chain = bags(forge.pki.oids["certBag"]).flatMap((bag) => certificateBytes(bag, forge));
    return { chain, keyText: keys.map((bag) => keyBytes(bag, forge)).find((key) => key !== undefined) };
  } catch (error) {
    throw pfxFailure(error, passphrase);
  }
}

type Forge = typeof import("node-forge");

/**
 * The library takes one form of the password for all; but beside the old kind, which wants UTF-16, the new kind wants UTF-8 (RFC 8018).
 * It checks the code of the whole first, so that what fails later fails for the form alone.
 */
function openPfx(forge: Forge, content: import("node-forge").asn1.Asn1, passphrase: string): import("node-forge").pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(content, passphrase);
  } catch (error) {
    const utf8 = forge.util.encodeUtf8(passphrase);
    if (utf8 === passphrase || !Array.isArray(content.value) || !/decrypt/i.test(error instanceof Error ? error.message : "")) throw error;
    return forge.pkcs12.pkcs12FromAsn1({ ...content, value: content.value.slice(0, 2) }, utf8);
  }
}

/** The key as DER or PEM; a key that is not RSA stays as it is, for the caller to refuse. */
function keyBytes(bag: import("node-forge").pkcs12.Bag, forge: Forge): Buffer | undefined {
  if (bag.key) return Buffer.from(forge.pki.privateKeyToPem(bag.key));
  return bag.asn1 ? Buffer.from(forge.asn1.toDer(bag.asn1).getBytes(), "binary") : undefined;
}

function certificateBytes(bag: import("node-forge").pkcs12.Bag, forge: Forge): X509Certificate[] {
  const tree = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1;
  return tree ? [new X509Certificate(Buffer.from(forge.asn1.toDer(tree).getBytes(), "binary"))] : [];
}

function pfxFailure(error: unknown, passphrase: string | undefined): SettingError {
  const wrong = /password|MAC could not be verified|decrypt/i.test(error instanceof Error ? error.message : "");
  if (wrong && passphrase === undefined) return new SettingError({ code: "private-key-passphrase-missing", message: "The PFX is protected. Set PrivateKeySecret to its password.", cause: error });
  if (wrong) return new SettingError({ code: "private-key-passphrase-wrong", message: "PrivateKeySecret does not open the PFX. Give the PFX's password.", cause: error });
  return new SettingError({ code: "certificate-unreadable", message: "The PFX cannot be read. Only RSA keys can be used; export it anew, or give the certificate and the key as PEM.", cause: error });
}
