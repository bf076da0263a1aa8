import { setMaxListeners } from "node:events";
import { CancelledError } from "@huntkit/provider";

/** One piece of work that several callers wait for. */
export interface SharedFlight<Result> {
  /** Waits for the result. A caller whose signal aborts leaves at once; the work stops when the last one has left. */
  join(signal: AbortSignal | undefined): Promise<Result>;
}

/**
 * Starts work that callers share.
 * @param over Called when the work is over, or when the last caller has left it: a later caller must start anew.
 */
export function sharedFlight<Result>(work: (signal: AbortSignal) => Promise<Result>, over: () => void): SharedFlight<Result> {
  const controller = new AbortController();
  let waiting = 0;
  let done = false;
  const finish = (): void => {
    if (!done) over();
    done = true;
  };
  const result = work(controller.signal).finally(finish);
  result.catch(() => undefined);
  const leave = (): void => {
    if (--waiting > 0 || done) return;
    finish();
    controller.abort();
  };
  return {
    join: (signal) => {
      waiting++;
      return signal ? untilAborted(result, signal, leave) : result;
    },
  };
}

function untilAborted<Result>(result: Promise<Result>, signal: AbortSignal, leave: () => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      leave();
      reject(new CancelledError({ code: "cancelled", message: "The sign-in was cancelled.", cause: signal.reason }));
    };
    if (signal instanceof EventTarget) setMaxListeners(0, signal); // one signal may stop many sign-ins; Node would warn of a leak
    signal.addEventListener("abort", abort, { once: true });
    const stop = (): void => signal.removeEventListener("abort", abort);
    result.then((value) => (stop(), resolve(value)), (error: unknown) => (stop(), reject(error as Error)));
  });
}
