import { setMaxListeners } from "node:events";

/** A signal for one request, which ends with the caller's own signal or with a time limit. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Whether the time limit ended it. */
  timedOut(): boolean;
  /** Lets go of the timer and of the caller's signal. Call it when the request is over. */
  release(): void;
}

/** Links a caller's signal and a limit in milliseconds; nothing stays on a long-lived signal after `release`. */
export function linkedSignal(caller: AbortSignal | undefined, milliseconds: number | undefined): LinkedSignal {
  const controller = new AbortController();
  let late = false;
  const stop = (): void => controller.abort();
  const timer = milliseconds ? setTimeout(() => ((late = true), stop()), milliseconds) : undefined;
  if (caller instanceof EventTarget) setMaxListeners(0, caller); // one signal may stop many requests; Node would warn of a leak
  if (caller?.aborted) stop();
  else caller?.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => late,
    release() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", stop);
    },
  };
}
