/** What is looked at to tell what a refusal means. */
export interface ServiceAnswer {
  readonly status: number;
  /** The headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, cut after some kilobytes. */
  readonly body: string;
}

/** The parts of an error's body that are used. */
export interface ServiceFailure {
  /** The service's code, for example `BadRequest`; empty if it gave none. */
  readonly code: string;
  /** The service's text; empty if it gave none. */
  readonly message: string;
  /** The id to name to Microsoft's support; undefined if there is none. */
  readonly requestId: string | undefined;
}

const LONGEST_TEXT = 600;

/** Reads an error's body, in the form of Graph or of the Defender services; a body of another form gives empty texts. */
export function readFailure({ headers, body }: ServiceAnswer): ServiceFailure {
  const error = record(memberOf(parsed(body), "error"));
  const inner = record(memberOf(error, "innererror"));
  const requestId = [memberOf(inner, "request-id"), memberOf(error, "target"), headers["request-id"], headers["x-ms-request-id"]].find((id) => typeof id === "string" && id !== "");
  return { code: text(memberOf(error, "code")), message: text(memberOf(error, "message")), requestId: requestId === undefined ? undefined : printable(String(requestId)).slice(0, 100) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    return undefined; // a page of a proxy, or nothing at all: the status has to do
  }
}

/** A member by its name in any case. */
function memberOf(value: unknown, name: string): unknown {
  return Object.entries(record(value)).find(([key]) => key.toLowerCase() === name)?.[1];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? printable(String(value)).slice(0, LONGEST_TEXT) : "";
}

// The text goes to terminals and logs.
function printable(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim();
}
