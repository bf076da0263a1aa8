/** What a service answers. Make one with {@link jsonResponse} or {@link htmlResponse}, or by hand. */
export interface ServiceResponse {
  /** The HTTP status. */
  readonly status: number;
  /** Further headers. `content-length`, `date` and `content-encoding` are written by the server. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body; none if left out. */
  readonly body?: string | Uint8Array;
  /** Sends the body as gzip if the client accepts that. Default: false. */
  readonly compress?: boolean;
}

/** An answer with a JSON body. */
export function jsonResponse(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): ServiceResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body: JSON.stringify(value) };
}

/** An answer with an HTML page that no cache keeps. */
export function htmlResponse(status: number, page: string, headers: Readonly<Record<string, string>> = {}): ServiceResponse {
  return { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers }, body: page };
}
