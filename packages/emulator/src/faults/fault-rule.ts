/** Which requests a fault is played on: all members that are given must agree. */
export interface FaultMatch {
  /** A service by name: `entra`, `keyvault`, `identity`, … */
  readonly service?: string;
  /** A text that the path contains, or an expression that the path with its query must match. */
  readonly path?: string | RegExp;
  /** In capitals. */
  readonly method?: string;
  /** A text or expression that occurs in the body: `grant_type=refresh_token`. */
  readonly body?: string | RegExp;
  /** The id of a tenant, named by the path or by the bearer token. */
  readonly tenant?: string;
  /** Only the n-th request (from 1) that the other members select, or several such. Counted from when the fault was added. */
  readonly nth?: number | readonly number[];
}

/** What goes wrong, and for which requests. What is not named stays as the service does it. */
export interface FaultRule {
  /** Which requests; all if left out. */
  readonly match?: FaultMatch;
  /** How often it is played. Default: once, or as often as `match.nth` says; `Infinity` until it is removed. */
  readonly times?: number;
  /** The status. With `status` or `body` the service is not asked at all. */
  readonly status?: number;
  /** Headers that are added or replaced. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `Retry-After`: in seconds; or as an HTTP date, fixed or so many seconds from now by the emulator's clock. */
  readonly retryAfter?: number | Date | { readonly dateAfterSeconds: number };
  /** The body: a text as it is, or a value as JSON. Default for a `status` without a body: empty. */
  readonly body?: string | object;
  /** Replaces the content type, and nothing else. */
  readonly contentType?: string;
  /** Waits so long before the answer, in milliseconds of real time. */
  readonly delayMilliseconds?: number;
  /**
   * Cuts the connection: `before` the service sees the request; `after` it has done its work but before a byte of the answer
   * is sent; or in the `mid-body` of the answer.
   */
  readonly dropSocket?: "before" | "after" | "mid-body";
  /** Ends the JSON of the answer in the middle; the HTTP message itself is whole. */
  readonly badJson?: boolean;
  /** Sends the answer as gzip that ends in the middle; the HTTP message itself is whole. */
  readonly cutGzip?: boolean;
  /** Sends the body so slowly: so many bytes at a time, with so many milliseconds between. */
  readonly slowDrip?: { readonly bytes: number; readonly everyMilliseconds: number };
  /** Falls silent for ever: `before` the answer, or in the `mid-body`. The connection stays open until the client leaves or the emulator is closed. */
  readonly stall?: "before" | "mid-body";
}

/** A fault that was added. */
export interface Fault {
  readonly rule: FaultRule;
  /** How often it was played so far. */
  readonly hits: number;
  /** Takes the fault away; nothing if it is gone already. */
  remove(): void;
}
