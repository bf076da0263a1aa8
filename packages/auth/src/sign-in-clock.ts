import { setTimeout as wait } from "node:timers/promises";

/** Time as sign-in sees it. Give another one to test what happens when tokens end. */
export interface SignInClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; ends early with the signal's reason when it aborts. */
  delay(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 to below 1, which spreads repeated tries. */
  random(): number;
}

/** The machine's own clock. */
export const systemClock: SignInClock = {
  now: () => Date.now(),
  delay: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal ? { signal } : {});
  },
  random: () => Math.random(),
};
