import { CancelledError } from "@huntkit/provider";

/** @throws {CancelledError} if the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled(signal);
}

/**
 * Waits for work that cannot be stopped itself, but no longer than until the signal fires. The work goes on unseen.
 * @throws {CancelledError} when the signal fires first; else what the work throws.
 */
export async function waitUntilCancelled<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return work;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled(signal));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function cancelled(signal: AbortSignal): CancelledError {
  return new CancelledError({ code: "cancelled", message: "The query was cancelled.", cause: signal.reason });
}
