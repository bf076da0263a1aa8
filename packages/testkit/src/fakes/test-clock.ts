import { CancelledError } from "@huntkit/provider";

/** A clock that moves only when a test moves it. */
export interface TestClock {
  /** The present moment. */
  readonly now: () => Date;
  /** Waits on this clock. Rejects with a CancelledError when the signal fires. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Moves the clock on and wakes, in order of time, all who sleep no longer than that. */
  advance(milliseconds: number): Promise<void>;
  /** Moves the clock to the moment when the next sleeper wakes. Gives the milliseconds passed; 0 if nobody sleeps. */
  advanceToNext(): Promise<number>;
  /** How many sleep. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Makes a clock that stands at a moment, by default 2026-07-01T12:00:00Z. */
export function createTestClock(start: Date = new Date("2026-07-01T12:00:00Z")): TestClock {
  let time = start.getTime();
  const sleepers = new Set<Sleeper>();
  const next = (): Sleeper | undefined => [...sleepers].sort((one, other) => one.until - other.until)[0];
  const moveTo = async (target: number): Promise<void> => {
    for (let sleeper = next(); sleeper !== undefined && sleeper.until <= target; sleeper = next()) {
      time = Math.max(time, sleeper.until);
      sleepers.delete(sleeper);
      sleeper.wake();
      await settled();
    }
    time = target;
  };
  return {
    now: () => new Date(time),
    sleep: (milliseconds, signal) => sleepOn(sleepers, time + milliseconds, signal),
    advance: (milliseconds) => moveTo(time + milliseconds),
    advanceToNext: async () => {
      const before = time;
      await moveTo(Math.max(time, next()?.until ?? time));
      return time - before;
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}

function sleepOn(sleepers: Set<Sleeper>, until: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      sleepers.delete(sleeper);
      reject(new CancelledError({ code: "cancelled", message: "The waiting was cancelled.", cause: signal?.reason }));
    };
    const wake = (): void => {
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    const sleeper: Sleeper = { until, wake };
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop, { once: true });
    sleepers.add(sleeper);
  });
}

/** Lets everything that is ready run. */
function settled(): Promise<void> {
  return new Promise((later) => setImmediate(later));
}
