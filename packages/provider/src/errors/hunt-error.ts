const marker = Symbol.for("huntkit.error");

/** What every error of huntkit carries. */
export interface HuntErrorOptions {
  /** A stable, kebab-case name of the failure, for programs; see the page "Troubleshooting". */
  readonly code: string;
  /** What went wrong and how to mend it, in words for the person who runs the query. Never holds a secret. */
  readonly message: string;
  /** The failure below this one, kept for diagnosis. */
  readonly cause?: unknown;
  /** Whether the same call may succeed later without any change. Default: false. */
  readonly retryable?: boolean;
}

/**
 * The base class of every error that huntkit throws. Recognise one with {@link HuntError.isInstance}, which works across
 * two installed copies of the package, where `instanceof` does not.
 */
export class HuntError extends Error {
  /** A stable, kebab-case name of the failure. */
  readonly code: string;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** What the caller can do about it; the name of the subclass's kind. */
  readonly kind: HuntErrorKind = "internal";

  constructor(options: HuntErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Whether a caught value is an error of huntkit. */
  static isInstance(value: unknown): value is HuntError {
    return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[marker] === true;
  }
}

/**
 * What a caller can do about an error:
 * - `parameter`: give another value for a parameter or an option;
 * - `template`: mend a query file;
 * - `query`: mend the query text (it has a place in the text);
 * - `unsupported`: say it differently, or use a driver that can do it;
 * - `setting`: mend the settings;
 * - `sign-in`: sign in again, or grant a permission;
 * - `cloud`: choose another cloud or service;
 * - `quota`: wait;
 * - `service`: the service failed; try again later;
 * - `data`: mend or replace a data file;
 * - `cancelled`: nothing, the caller stopped it;
 * - `internal`: report it, it is our fault.
 */
export type HuntErrorKind =
  | "parameter"
  | "template"
  | "query"
  | "unsupported"
  | "setting"
  | "sign-in"
  | "cloud"
  | "quota"
  | "service"
  | "data"
  | "cancelled"
  | "internal";

/** Whether an error was caused by what the user wrote or has (true), rather than by a service or by us (false). */
export function isUserMistake(error: unknown): boolean {
  if (!HuntError.isInstance(error)) return false;
  return !["internal", "service", "quota", "cancelled"].includes(error.kind);
}
