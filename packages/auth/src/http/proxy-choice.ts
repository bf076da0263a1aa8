import { type Secret, SettingError } from "@huntkit/provider";
import { revealText } from "../reveal-text.js";

/** Which proxy is used, and for which hosts none. */
export interface ProxyChoice {
  /** The proxy's URL, credentials included. */
  readonly url: string | undefined;
  /** Hosts called directly, in the form of NO_PROXY. */
  readonly exceptions: string;
}

/**
 * Chooses the proxy: the given one, else HTTPS_PROXY, else ALL_PROXY (lower-case names first, as curl does); NO_PROXY holds
 * for each.
 * @throws {SettingError} `proxy-unreadable` if it is not an http or https URL.
 */
export function proxyChoice(given: string | Secret | undefined, environment: Readonly<Record<string, string | undefined>>): ProxyChoice {
  const proxy = given === undefined ? undefined : revealText(given);
  const variable = (name: string): string | undefined => environment[name.toLowerCase()] || environment[name] || undefined;
  const url = proxy || variable("HTTPS_PROXY") || variable("ALL_PROXY");
  const where = proxy ? "setting proxy" : "variable HTTPS_PROXY or ALL_PROXY";
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    throw new SettingError({ code: "proxy-unreadable", message: `The ${where} is not the URL of an http or https proxy. Write http://host:port.` });
  return { url, exceptions: variable("NO_PROXY") ?? "" };
}
