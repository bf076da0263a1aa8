/** The time that the emulator lives in; every expiry is counted by it. */
export interface EmulatorClock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A clock that stands still until it is moved: for tests that must not wait. */
export interface ManualClock extends EmulatorClock {
  /** Moves the time on (or back, if negative), in milliseconds. */
  advance(milliseconds: number): void;
  /** Sets the time, in milliseconds since 1970. */
  set(milliseconds: number): void;
}

/**
 * Makes a clock that stands still until it is moved.
 * @param start milliseconds since 1970; default: the present time, since clients compare expiry with their own clock.
 */
export function createManualClock(start: number = Date.now()): ManualClock {
  let time = start;
  return {
    now: () => time,
    advance: (milliseconds) => void (time += milliseconds),
    set: (milliseconds) => void (time = milliseconds),
  };
}
