import { CancelledError, HuntError, InternalError, type ProgressListener, QuotaError, ServiceError, withAttempts } from "@huntkit/provider";
import { type CallLimiter, WaitTooLong } from "../limiter/call-limiter.js";
import type { DriverClock } from "../limiter/driver-clock.js";
import { afterFailure } from "../requests/retry-plan.js";

/** How a query waits for its turn and is asked again. */
export interface Patience {
  readonly limiter: CallLimiter;
  readonly clock: DriverClock;
  readonly random: () => number;
  /** The most milliseconds that the query may wait in all. */
  readonly budgetMilliseconds: number;
  readonly connection: string;
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener | undefined;
}

/**
 * Makes a call until it succeeds, its failure does not pass, or its waits would be longer than the budget. Each call takes its
 * turn at the limiter of the tenant; a refusal for a quota holds back all calls of the tenant.
 * @throws {HuntError} the last failure, with the number of attempts; `CancelledError`.
 */
export async function askPatiently<Answer>(patience: Patience, ask: () => Promise<Answer>): Promise<Answer> {
  const budget = { left: patience.budgetMilliseconds };
  let refusals = 0;
  for (let attempt = 1; ; attempt++) {
    const done = await turn(patience, budget);
    const outcome = await ask().then((answer) => ({ answer }), (error: unknown) => ({ error })).finally(done);
    if ("answer" in outcome) {
      patience.limiter.succeeded();
      return outcome.answer;
    }
    // the next attempt has another token; a second refusal is no matter of the token
    if (isTokenRefused(outcome.error) && refusals++ === 0 && !patience.signal.aborted) continue;
    await waitAfter(outcome.error, attempt, patience, budget);
  }
}

function isTokenRefused(error: unknown): boolean {
  return HuntError.isInstance(error) && error.code === "token-refused";
}

interface Budget {
  left: number;
}

async function turn({ limiter, clock, signal, onProgress, connection }: Patience, budget: Budget): Promise<() => void> {
  const begun = clock.now();
  try {
    const onWait = (until: number, reason: "calls-quota" | "cpu-quota"): void => onProgress?.({ type: "waiting", reason, untilMilliseconds: until, connection });
    const done = await limiter.acquire({ signal, onWait, latest: begun + budget.left });
    budget.left -= clock.now() - begun;
    return done;
  } catch (error) {
    if (signal.aborted) throw cancelled(connection);
    if (!(error instanceof WaitTooLong)) throw error;
    throw tooLong(error.reason === "cpu-quota" ? "cpu" : "calls", error.until - clock.now(), undefined);
  }
}

async function waitAfter(error: unknown, attempt: number, patience: Patience, budget: Budget): Promise<void> {
  const { limiter, clock, signal, onProgress, connection } = patience;
  if (signal.aborted) throw cancelled(connection, error);
  const next = afterFailure(error, attempt, patience.random);
  if (next.type === "give-up") throw withAttempts(huntError(error), attempt);
  if (next.milliseconds > budget.left) throw withAttempts(next.quota === undefined ? huntError(error) : tooLong(next.quota, next.milliseconds, error), attempt);
  const until = clock.now() + next.milliseconds;
  // The wait itself is then that of the turn, for this call and all others of the tenant.
  if (next.quota !== undefined) return limiter.pause(until, next.quota === "cpu" ? "cpu-quota" : "calls-quota");
  budget.left -= next.milliseconds;
  onProgress?.({ type: "waiting", reason: "retry", untilMilliseconds: until, connection });
  await clock.sleep(next.milliseconds, signal).catch((reason: unknown) => {
    throw signal.aborted ? cancelled(connection, reason) : reason;
  });
}

function tooLong(quota: "calls" | "cpu", milliseconds: number, cause: unknown): QuotaError {
  const what = quota === "cpu" ? "processor time" : "number of calls";
  return new QuotaError({
    code: quota === "cpu" ? "cpu-quota" : "calls-quota",
    quota,
    message: `The tenant's quota for the ${what} is used up, and the next call could be made in ${Math.ceil(milliseconds / 1000)} seconds, which is longer than the query may still wait (waitingBudget). Run it again later, or allow a longer wait.`,
    retryAfterMilliseconds: milliseconds,
    ...(cause === undefined ? {} : { cause }),
  });
}

function huntError(error: unknown): HuntError {
  if (HuntError.isInstance(error)) return error;
  return new InternalError({ code: "request-failed", message: "A call of the hunting service failed in a way that huntkit does not know. Report this to the huntkit project.", cause: error });
}

function cancelled(connection: string, cause?: unknown): CancelledError {
  return new CancelledError({ code: "cancelled", message: `The query of ${connection} was cancelled.`, ...(cause === undefined ? {} : { cause }) });
}

/** A failure of the transport as what it means for a query: too long, or too large. */
export function asQueryFailure(error: unknown, tookMilliseconds: number, serviceMilliseconds: number): unknown {
  if (!HuntError.isInstance(error)) return error;
  if (error.code === "response-too-large") return new ServiceError({ code: "result-too-large", message: `${error.message} --split-by auto asks for shorter time ranges.`, retryable: false, cause: error });
  if (error.code !== "service-timeout" || tookMilliseconds < serviceMilliseconds) return error;
  return new ServiceError({ code: "query-timeout", message: "The service did not finish the query in time. Ask for a shorter time range (--split-by auto does it), or filter earlier.", retryable: true, cause: error });
}
