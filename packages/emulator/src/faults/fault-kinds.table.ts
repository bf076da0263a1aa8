import type { FaultRule } from "./fault-rule.js";

/** The faults that services show in practice, each as a rule to be completed with `match` and `times`: `{ ...faultKinds["502"], match: { service: "entra" } }`. */
export const faultKinds = {
  "429-seconds": { status: 429, retryAfter: 1, body: { error: { code: "TooManyRequests", message: "Too many requests." } } },
  "429-date": { status: 429, retryAfter: { dateAfterSeconds: 1 }, body: { error: { code: "TooManyRequests", message: "Too many requests." } } },
  "429-none": { status: 429, body: { error: { code: "TooManyRequests", message: "Too many requests." } } },
  "500": { status: 500, body: { error: { code: "InternalServerError", message: "An internal server error occurred." } } },
  "502": { status: 502, contentType: "text/html", body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>" },
  "503-non-json": { status: 503, contentType: "text/html", body: "<!DOCTYPE html><html><body>The service is unavailable.</body></html>" },
  "504-empty": { status: 504 },
  "reset-before": { dropSocket: "before" },
  "reset-after": { dropSocket: "after" },
  "reset-mid-body": { dropSocket: "mid-body" },
  "cut-gzip": { cutGzip: true },
  "truncated-json": { badJson: true },
  "slow-drip": { slowDrip: { bytes: 16, everyMilliseconds: 1 } },
  stall: { stall: "before" },
  "stall-mid-body": { stall: "mid-body" },
  "wrong-content-type": { contentType: "text/plain" },
  "200-error": { status: 200, contentType: "application/json", body: { error: { code: "InternalServerError", message: "An error in an answer that says it is well." } } },
} as const satisfies Readonly<Record<string, FaultRule>>;

/** The name of a kind of fault. */
export type FaultKind = keyof typeof faultKinds;
