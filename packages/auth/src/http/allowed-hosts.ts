import { CloudError, SettingError } from "@huntkit/provider";

/** Which hosts a client may call. */
export interface AllowedHosts {
  /**
   * Lets a URL pass.
   * @throws {CloudError} `host-not-allowed` if it is not https, holds a user name or password, or names another host.
   */
  check(url: string | URL): URL;
}

/**
 * Reads a list of hosts: `host`, `host:port` or an origin.
 * @throws {SettingError} `host-unreadable` if an entry is none of these.
 */
export function allowedHosts(entries: readonly string[]): AllowedHosts {
  const hosts = new Set(entries.map(hostOf));
  return {
    check(url) {
      const parsed = parse(url);
      if (parsed.protocol !== "https:" || parsed.username !== "" || parsed.password !== "" || !hosts.has(parsed.host)) throw refusal(parsed, hosts);
      return parsed;
    },
  };
}

function hostOf(entry: string): string {
  const text = entry.includes("://") ? entry : `https://${entry}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" && url.username === "" && url.pathname === "/" && url.host !== "") return url.host;
  throw new SettingError({ code: "host-unreadable", message: "One of the allowed hosts is not a host: write host, host:port or https://host:port." });
}

function parse(url: string | URL): URL {
  if (url instanceof URL) return url;
  if (URL.canParse(url)) return new URL(url);
  throw new SettingError({ code: "host-unreadable", message: "What was to be called is not an absolute URL (not shown: it could hold a password)." });
}

function refusal(url: URL, hosts: ReadonlySet<string>): CloudError {
  const known = [...hosts].join(", ") || "none";
  const why = url.protocol !== "https:" ? "Only https is used." : url.username !== "" ? "A URL must not hold a user name or password." : `Allowed here: ${known}. If it is the right host, choose its cloud (setting Cloud) or name it in loginUri, apiUri or vaultUri.`;
  return new CloudError({ code: "host-not-allowed", message: `Nothing was sent to ${url.protocol}//${url.host}. ${why}` });
}

/** A URL as a message may show it: without user name, password, query and fragment. */
export function withoutCredentials(url: string | URL): string {
  const text = String(url);
  if (!URL.canParse(text)) return text.replace(/[^/]*@/, "").replace(/[?#].*$/s, "");
  const parsed = new URL(text);
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
}
