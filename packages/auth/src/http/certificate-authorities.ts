import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { rootCertificates } from "node:tls";
import { SettingError } from "@huntkit/provider";

/** Where further certificate authorities come from. */
export interface AuthoritySources {
  /** The file of the setting `caFile`. */
  readonly caFile?: string;
  /** The variables NODE_EXTRA_CA_CERTS and SSL_CERT_FILE. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * All authorities to trust as PEM texts: the built-in ones and those of the files; `undefined` if no file is named, so that
 * Node's own default holds. (A list replaces that default, NODE_EXTRA_CA_CERTS included: Node.js documentation,
 * `tls.createSecureContext`.)
 * @throws {SettingError} `ca-file-unreadable` if a file is missing or holds no certificate.
 */
export async function certificateAuthorities(sources: AuthoritySources): Promise<string[] | undefined> {
  const files: [string, string | undefined][] = [
    ["the setting caFile", sources.caFile],
    ["the variable NODE_EXTRA_CA_CERTS", sources.environment["NODE_EXTRA_CA_CERTS"]],
    ["the variable SSL_CERT_FILE", sources.environment["SSL_CERT_FILE"]],
  ];
  const named = files.flatMap(([where, path]) => (path ? [{ where, path }] : []));
  if (named.length === 0) return undefined;
  const extra = await Promise.all(named.map(({ where, path }) => readAuthorities(path, where)));
  return [...new Set([...rootCertificates, ...extra.flat()])];
}

async function readAuthorities(path: string, where: string): Promise<string[]> {
  try {
    const bytes = await readFile(path);
    const blocks = bytes.toString("latin1").match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g);
    return (blocks ?? [bytes]).map((block) => new X509Certificate(block).toString());
  } catch (error) {
    throw new SettingError({
      code: "ca-file-unreadable",
      message: `The file of certificate authorities ${path}, named by ${where}, cannot be read: ${(error as NodeJS.ErrnoException).code ?? "no certificate in it"}. Give the path of a PEM file, or remove it.`,
      cause: error,
    });
  }
}
