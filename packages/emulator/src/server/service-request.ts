/** A request as a service sees it: read whole, and with its address taken apart. */
export interface ServiceRequest {
  /** The number of the request since the start, from 1; the same as in the request log. */
  readonly number: number;
  /** In capitals. */
  readonly method: string;
  /** The path, percent-decoded, without one trailing slash (`/token/` is `/token`); never empty. */
  readonly path: string;
  /** The query, decoded. */
  readonly query: URLSearchParams;
  /** The headers, names in lower case; repeated ones joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** The host name that the client spoke to, lower case and without the port: `127.0.0.1`, `kv1.vault.azure.net`. */
  readonly host: string;
  /** Scheme, host and port that the client spoke to, without a trailing slash. */
  readonly origin: string;
  /** The body, exactly. Empty if there was none. */
  readonly body: Uint8Array;
  /** Fires when the client leaves before it is answered, or the emulator is closed. */
  readonly signal: AbortSignal;
  /** The body as text (UTF-8). */
  text(): string;
  /** The body as a form (`application/x-www-form-urlencoded`), whatever its content type says. */
  form(): URLSearchParams;
  /** The body as JSON; undefined if it is not JSON. */
  json(): unknown;
}
