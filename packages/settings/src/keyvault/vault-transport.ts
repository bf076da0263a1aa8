import { readFile } from "node:fs/promises";
import type { Agent } from "node:http";
import { SettingError, Secret } from "@huntkit/provider";

/** How a vault is reached. */
export interface VaultTransportOptions {
  /** A PEM file with certificate authorities to trust beside the usual ones. */
  readonly caFile?: string;
  /** The address of a proxy; without it `HTTPS_PROXY` and `NO_PROXY` decide. */
  readonly proxy?: string | Secret;
  /** The environment variables. Default: those of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * The agent that calls one host: with all certificate authorities (the built-in ones, those of `NODE_EXTRA_CA_CERTS` and
 * `SSL_CERT_FILE`, and the file given) and through the proxy, if one is to be used.
 * @throws {SettingError} if a file cannot be read or holds no certificate, or the proxy is no address.
 */
export async function vaultAgent(url: URL, options: VaultTransportOptions): Promise<Agent> {
  const [ca, proxy] = [await certificateAuthorities(options), proxyFor(url, options)];
  const tls = { keepAlive: true, ...(ca ? { ca } : {}) };
  if (proxy === undefined) return new (await import("node:https")).Agent(tls);
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return new HttpsProxyAgent(proxy, tls);
}

async function certificateAuthorities({ caFile, environment = process.env }: VaultTransportOptions): Promise<string[] | undefined> {
  const files = [
    { file: caFile, from: "CaFile" },
    { file: environment["SSL_CERT_FILE"], from: "the environment variable SSL_CERT_FILE" },
    { file: environment["NODE_EXTRA_CA_CERTS"], from: "the environment variable NODE_EXTRA_CA_CERTS" },
  ].filter((one): one is { file: string; from: string } => one.file !== undefined && one.file !== "");
  if (files.length === 0) return undefined;
  const { rootCertificates } = await import("node:tls");
  return [...rootCertificates, ...(await Promise.all(files.map(({ file, from }) => certificatesOf(file, from))))];
}

async function certificatesOf(file: string, from: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new SettingError({ code: "ca-file-unreadable", message: `The file with certificate authorities ${file}, named by ${from}, cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}). Name a PEM file that exists.`, cause: error });
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new SettingError({ code: "ca-file-form", message: `${file}, named by ${from}, holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Convert it, for example with \`openssl x509 -inform der -out ca.pem\`.` });
}

function proxyFor(url: URL, { proxy, environment = process.env }: VaultTransportOptions): URL | undefined {
  const given = proxy instanceof Secret ? proxy.reveal() : proxy;
  if (given !== undefined && given !== "") return proxyAddress(given, "the setting Proxy");
  const variable = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].find((name) => environment[name]);
  if (variable === undefined || isBypassed(url, environment["NO_PROXY"] ?? environment["no_proxy"] ?? "")) return undefined;
  return proxyAddress(environment[variable] ?? "", `the environment variable ${variable}`);
}

function proxyAddress(text: string, from: string): URL {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url;
  throw new SettingError({ code: "proxy-address", message: `${from} is no address of a proxy. Write http://host:port.` });
}

/** `NO_PROXY` as curl reads it: hosts and domains with commas between, with or without a leading dot, perhaps a port; `*` for all. */
function isBypassed(url: URL, list: string): boolean {
  const port = url.port || "443";
  const host = url.hostname.toLowerCase();
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === "*") return true;
    const match = /^\.?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase());
    if (!match || (match[2] !== undefined && match[2] !== port)) return false;
    return host === match[1] || host.endsWith(`.${match[1] ?? ""}`);
  });
}
