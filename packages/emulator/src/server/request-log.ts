/** One request that the emulator got. Holds no secret: no bodies, no query values but those named, no credentials. */
export interface RequestLogEntry {
  /** From 1, in the order of arrival. */
  readonly number: number;
  /** When it came, by the emulator's clock, in milliseconds since 1970. */
  readonly time: number;
  /** The service that it was for; `none` if no service has such a path. */
  readonly service: string;
  readonly method: string;
  /** The host name that the client spoke to, without the port. */
  readonly host: string;
  readonly path: string;
  /** The tenant, if the path or the token names a known one: its id. */
  readonly tenant?: string;
  /** Harmless members of the form: `grant_type`, `client_id`, `scope`, `resource`, `response_mode`, `prompt`. */
  readonly form: Readonly<Record<string, string>>;
  /** Harmless headers: `user-agent`, `client-request-id`, `accept-encoding`, `content-type`, `accept`, `connection`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the request carried a bearer token. */
  readonly bearer: boolean;
  /** The number of bytes of the body. */
  readonly bodyBytes: number;
  /** The status that was sent; undefined while it is being handled, or if the connection was cut before an answer. */
  readonly status?: number;
  /** Whether a fault was played on it. */
  readonly faulty: boolean;
}

/** What the emulator was asked, in order. */
export interface RequestLog {
  /** The entries, oldest first; those that match if a filter is given. At most the last 10,000 are kept. */
  list(match?: RequestFilter): readonly RequestLogEntry[];
  /** How many there are. */
  count(match?: RequestFilter): number;
  /** Forgets them; numbers go on. */
  clear(): void;
}

/** Which entries: all members that are given must agree; a text for `path` must be contained in the path. */
export interface RequestFilter {
  readonly service?: string;
  readonly path?: string | RegExp;
  readonly method?: string;
  readonly tenant?: string;
  readonly grantType?: string;
}

const keptEntries = 10_000;

/** @internal The log with the side that writes. */
export class WritableRequestLog implements RequestLog {
  readonly #onRequest: ((entry: RequestLogEntry) => void) | undefined;
  #entries: RequestLogEntry[] = [];
  #number = 0;

  constructor(onRequest?: (entry: RequestLogEntry) => void) {
    this.#onRequest = onRequest;
  }

  nextNumber(): number {
    return (this.#number += 1);
  }

  add(entry: RequestLogEntry): RequestLogEntry {
    this.#entries.push(entry);
    if (this.#entries.length > keptEntries) this.#entries.shift();
    return entry;
  }

  complete(number: number, end: Pick<RequestLogEntry, "faulty"> & Partial<Pick<RequestLogEntry, "status">>): void {
    const index = this.#entries.findLastIndex((entry) => entry.number === number);
    const entry = this.#entries[index];
    if (entry === undefined) return;
    const complete = { ...entry, ...end };
    this.#entries[index] = complete;
    this.#onRequest?.(complete);
  }

  list(match?: RequestFilter): readonly RequestLogEntry[] {
    return match === undefined ? [...this.#entries] : this.#entries.filter((entry) => matches(entry, match));
  }

  count(match?: RequestFilter): number {
    return this.list(match).length;
  }

  clear(): void {
    this.#entries = [];
  }
}

function matches(entry: RequestLogEntry, { service, path, method, tenant, grantType }: RequestFilter): boolean {
  if (service !== undefined && entry.service !== service) return false;
  if (method !== undefined && entry.method !== method) return false;
  if (tenant !== undefined && entry.tenant !== tenant) return false;
  if (grantType !== undefined && entry.form["grant_type"] !== grantType) return false;
  if (path === undefined) return true;
  return typeof path === "string" ? entry.path.includes(path) : path.test(entry.path);
}
