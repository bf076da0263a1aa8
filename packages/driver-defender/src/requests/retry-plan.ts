import { HuntError, QuotaError } from "@huntkit/provider";

/** How often a call that failed for a passing reason is made in all. */
export const MOST_ATTEMPTS = 4;

/** How often a query that the service did not finish in time is asked in all: it costs minutes each time. */
export const MOST_ATTEMPTS_AFTER_TIMEOUT = 2;

const SHORTEST = 2000;
const LONGEST = 60_000;
const CPU_SHORTEST = 30_000;
const CPU_CYCLE = 15 * 60_000;
const dropped: ReadonlySet<string> = new Set(["connection-dropped", "service-unreachable", "service-timeout", "response-damaged", "answer-malformed", "service-failed"]);

/** What follows on a failed attempt. */
export type AfterFailure =
  | { readonly type: "give-up" }
  | { readonly type: "wait"; readonly milliseconds: number; readonly quota?: "calls" | "cpu" };

/**
 * What to do after a failed attempt. The queries only read, so asking again changes nothing. Waits that the service does not
 * name grow by two and are drawn between nothing and all of that (full jitter).
 * @param attempt How many attempts there were, from 1.
 * @param random A number from 0 to 1.
 */
export function afterFailure(error: unknown, attempt: number, random: () => number): AfterFailure {
  if (!HuntError.isInstance(error)) return { type: "give-up" };
  if (error instanceof QuotaError) return { type: "wait", quota: error.quota, milliseconds: quotaWait(error, attempt, random) };
  if (error.code === "query-timeout" && error.retryable) return attempt < MOST_ATTEMPTS_AFTER_TIMEOUT ? { type: "wait", milliseconds: jitter(SHORTEST, LONGEST, attempt, random) } : { type: "give-up" };
  if (dropped.has(error.code) && error.retryable && attempt < MOST_ATTEMPTS) return { type: "wait", milliseconds: jitter(SHORTEST, LONGEST, attempt, random) };
  return { type: "give-up" };
}

function quotaWait({ quota, retryAfterMilliseconds }: QuotaError, attempt: number, random: () => number): number {
  if (retryAfterMilliseconds !== undefined) return Math.max(1000, retryAfterMilliseconds);
  // Without a word from the service some wait is certain; the other half is drawn.
  return quota === "cpu" ? CPU_SHORTEST + jitter(CPU_SHORTEST, CPU_CYCLE, attempt, random) : SHORTEST + jitter(5000, LONGEST, attempt, random);
}

function jitter(shortest: number, longest: number, attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(longest, shortest * 2 ** (attempt - 1)));
}
