import { setTimeout as sleepFor } from "node:timers/promises";

/** The time by which a driver waits; tests and simulations give their own. */
export interface DriverClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits. Rejects with the signal's reason as soon as it fires. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: DriverClock = Object.freeze({
  now: () => Date.now(),
  sleep: async (milliseconds: number, signal?: AbortSignal) => {
    await sleepFor(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
});
