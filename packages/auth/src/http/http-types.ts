import type { Secret } from "@huntkit/provider";

/** How a client is made. */
export interface HttpClientOptions {
  /**
   * The hosts that may be called, as `host`, `host:port` or an origin (`https://host:port`). A port that is not 443 must be
   * written. Every other host is refused before a byte leaves.
   */
  readonly allowedHosts: readonly string[];
  /** A PEM (or DER) file with further certificate authorities; they are added to the built-in ones. */
  readonly caFile?: string;
  /** The URL of a proxy (`http://user:password@host:port`), a `Secret` if it holds a password. Without it HTTPS_PROXY decides; NO_PROXY holds for both. */
  readonly proxy?: string | Secret;
  /** How long the steps of a request may take. */
  readonly timeouts?: HttpTimeouts;
  /** The most bytes that a body may have after it is unpacked. Default: 256 MiB. */
  readonly maximumResponseBytes?: number;
  /** The most connections to one host at a time. Default: 16. */
  readonly connections?: number;
  /** Where HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS and SSL_CERT_FILE are read. Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Time limits in milliseconds; 0 means none. */
export interface HttpTimeouts {
  /** Until the connection stands, TLS included. Default: 10 seconds. */
  readonly connectMilliseconds?: number;
  /** Until the head of the answer is there. Default: 300 seconds. */
  readonly headersMilliseconds?: number;
  /** The longest silence within the body. Default: 300 seconds. */
  readonly bodyMilliseconds?: number;
}

/** What one request sends. */
export interface HttpRequestOptions {
  /** Default: `GET`. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The headers; `accept-encoding` is set by the client. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is sent. */
  readonly body?: string | Uint8Array;
  /** Stops the request. */
  readonly signal?: AbortSignal;
  /** The most milliseconds from the start to the last byte; without it only the client's timeouts count. */
  readonly timeoutMilliseconds?: number;
}

/** What every answer has. A status of 300 or more is an answer too, not an error; redirects are never followed. */
export interface HttpResponseHead {
  /** The HTTP status. */
  readonly status: number;
  /** The headers by lower-case name; several of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer whose body has been read whole. */
export interface HttpResponse extends HttpResponseHead {
  /** The body, unpacked. */
  readonly body: Buffer;
  /** The body as UTF-8 text, without a byte order mark. */
  text(): string;
}

/** An answer whose body is read piece by piece. Read it to its end, or call `cancel`; else the connection stays taken. */
export interface HttpStreamResponse extends HttpResponseHead {
  /**
   * The body, unpacked. Reading it throws as `request` does.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets go of the connection before the body's end. */
  cancel(): void;
}

/** One pool of kept-alive connections. Nothing is loaded or opened before the first request. */
export interface HttpClient {
  /**
   * Sends a request and reads the whole answer.
   * @throws {CloudError} `host-not-allowed` if the host is not among the allowed ones or the scheme is not https.
   * @throws {SettingError} `certificate-not-trusted`, `proxy-refused`, `ca-file-unreadable` or another mistake in the settings.
   * @throws {ServiceError} `service-unreachable`, `connection-dropped`, `service-timeout`, `response-too-large`,
   * `response-damaged`; the failure below is the `cause`.
   * @throws {CancelledError} if `signal` stopped it.
   */
  request(url: string | URL, options?: HttpRequestOptions): Promise<HttpResponse>;
  /** As {@link HttpClient.request}, but the body comes piece by piece. */
  stream(url: string | URL, options?: HttpRequestOptions): Promise<HttpStreamResponse>;
  /** Ends all connections; running requests fail. May be called more than once. */
  close(): Promise<void>;
}
