import { cancelledBy, throwIfCancelled } from "./run-select.js";

/**
 * Waits for work that others may wait for too, and that is therefore not stopped; only the waiting is.
 * @throws {CancelledError} when the signal fires first.
 */
export async function unlessCancelled<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  throwIfCancelled(signal);
  let stop = (): void => {};
  const fired = new Promise<never>((_resolve, reject) => {
    stop = () => reject(cancelledBy(signal));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, fired]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
