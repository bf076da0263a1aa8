import { createSecureContext } from "node:tls";
import type { Dispatcher } from "undici";
import { certificateAuthorities } from "./certificate-authorities.js";
import type { HttpClientOptions } from "./http-types.js";
import type { ProxyChoice } from "./proxy-choice.js";

/** The library and one pool of connections. */
export interface HttpTransport {
  readonly request: typeof import("undici").request;
  readonly dispatcher: Dispatcher;
}

/**
 * Loads the library and makes the pool: direct, or through a proxy except for the hosts of NO_PROXY.
 * @throws {SettingError} `ca-file-unreadable`.
 */
export async function createTransport(options: HttpClientOptions, proxy: ProxyChoice): Promise<HttpTransport> {
  const environment = options.environment ?? process.env;
  const [undici, ca] = await Promise.all([import("undici"), certificateAuthorities({ ...(options.caFile === undefined ? {} : { caFile: options.caFile }), environment })]);
  // One context for all connections: reading about 150 certificates for each would cost more than the handshake.
  const trust = ca ? { secureContext: createSecureContext({ ca }) } : {};
  const connect = { ...trust, timeout: options.timeouts?.connectMilliseconds ?? 10_000 };
  const pool = {
    connect,
    connections: options.connections ?? 16,
    headersTimeout: options.timeouts?.headersMilliseconds ?? 300_000,
    bodyTimeout: options.timeouts?.bodyMilliseconds ?? 300_000,
  };
  if (proxy.url === undefined) return { request: undici.request, dispatcher: new undici.Agent(pool) };
  const tunnel = { requestTls: connect, proxyTls: connect, httpProxy: proxy.url, httpsProxy: proxy.url, noProxy: proxy.exceptions };
  return { request: undici.request, dispatcher: new undici.EnvHttpProxyAgent({ ...pool, ...tunnel }) };
}
