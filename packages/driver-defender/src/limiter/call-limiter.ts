import type { DriverClock } from "./driver-clock.js";

/** Why a call has to wait. */
export type WaitReason = "calls-quota" | "cpu-quota";

/** How many calls a tenant may make. */
export interface CallLimits {
  /** Calls within any 60 seconds. The services allow 45 (page run-advanced-query-api). */
  readonly callsPerMinute: number;
  /** Calls within any 60 minutes. MDE allows 1,500 (page run-advanced-query-api). */
  readonly callsPerHour: number;
}

/** What one caller of {@link CallLimiter.acquire} gives. */
export interface AcquireOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told when the call has to wait, with the time until which, in milliseconds since 1970. May be told again. */
  readonly onWait?: (until: number, reason: WaitReason) => void;
  /** The time, in milliseconds since 1970, beyond which the caller will not wait. */
  readonly latest?: number;
}

interface Waiter extends AcquireOptions {
  readonly start: () => void;
  readonly fail: (reason: unknown) => void;
  told: number;
}

// The service counts a call when it arrives, a little after it was sent.
const MARGIN_MILLISECONDS = 500;

/** The caller would have to wait longer than it is willing to. */
export class WaitTooLong extends Error {
  constructor(
    readonly until: number,
    readonly reason: WaitReason,
  ) {
    super("The wait for a call is longer than the caller allows.");
  }
}

/**
 * Lets calls start so that no more than the allowed number fall into any minute or hour, in the order in which they came.
 * While the service refuses calls for the processor quota, nothing starts; after that one call at a time, until one succeeds.
 */
export class CallLimiter {
  readonly #limits: CallLimits;
  readonly #clock: DriverClock;
  readonly #starts: number[] = [];
  readonly #waiters: Waiter[] = [];
  #pause: { readonly until: number; readonly reason: WaitReason } | undefined;
  #careful = false;
  #running = 0;
  #wakeUp: AbortController | undefined;

  constructor(limits: CallLimits, clock: DriverClock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * Waits until a call may start, and counts it. Call what it gives when the call has ended.
   * @throws {WaitTooLong} if it could not start by `latest`; the signal's reason if that fires.
   */
  async acquire(options: AcquireOptions = {}): Promise<() => void> {
    options.signal?.throwIfAborted();
    let leave = (): void => undefined;
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { ...options, start: resolve, fail: reject, told: 0 };
      const abandon = (): void => this.#remove(waiter, options.signal?.reason);
      options.signal?.addEventListener("abort", abandon, { once: true });
      leave = () => options.signal?.removeEventListener("abort", abandon);
      this.#waiters.push(waiter);
      this.#advance();
    }).finally(() => leave());
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#running--;
      this.#advance();
    };
  }

  /** No call starts before a time, because the service refused one. */
  pause(until: number, reason: WaitReason): void {
    if (this.#pause === undefined || until > this.#pause.until) this.#pause = { until, reason };
    if (reason === "cpu-quota") this.#careful = true;
    this.#advance();
  }

  /** A call was answered: the processor quota is free again. */
  succeeded(): void {
    if (!this.#careful || this.#now() < (this.#pause?.until ?? 0)) return;
    this.#careful = false;
    this.#advance();
  }

  #remove(waiter: Waiter, reason: unknown): void {
    const index = this.#waiters.indexOf(waiter);
    if (index < 0) return;
    this.#waiters.splice(index, 1);
    waiter.fail(reason);
  }

  #advance(): void {
    for (;;) {
      const [first] = this.#waiters;
      if (first === undefined || (this.#careful && this.#running > 0)) return;
      const next = this.#nextStart();
      if (next.at > this.#now()) return this.#waitUntil(next.at, next.reason);
      this.#waiters.shift();
      this.#starts.push(this.#now());
      this.#running++;
      first.start();
    }
  }

  #waitUntil(at: number, reason: WaitReason): void {
    for (const waiter of [...this.#waiters]) {
      if (at > (waiter.latest ?? Number.POSITIVE_INFINITY)) this.#remove(waiter, new WaitTooLong(at, reason));
      else if (waiter.told !== at) {
        waiter.told = at;
        waiter.onWait?.(at, reason);
      }
    }
    this.#wakeUp?.abort();
    this.#wakeUp = undefined;
    if (this.#waiters.length === 0) return;
    const wakeUp = (this.#wakeUp = new AbortController());
    const advance = (): void => (wakeUp.signal.aborted ? undefined : this.#advance());
    void this.#clock.sleep(Math.max(1, at - this.#now()), wakeUp.signal).then(advance, () => undefined);
  }

  /** When the next call may start. */
  #nextStart(): { readonly at: number; readonly reason: WaitReason } {
    const now = this.#now();
    this.#forgetFuture(now);
    while ((this.#starts[0] ?? now) <= now - 3_600_000 - MARGIN_MILLISECONDS) this.#starts.shift();
    const windows = [[this.#limits.callsPerMinute, 60_000], [this.#limits.callsPerHour, 3_600_000]] as const;
    const free = Math.max(0, ...windows.map(([most, length]) => (this.#starts.at(-most) ?? Number.NEGATIVE_INFINITY) + length + MARGIN_MILLISECONDS));
    const paused = this.#pause?.until ?? 0;
    return paused > free ? { at: paused, reason: this.#pause?.reason ?? "calls-quota" } : { at: free, reason: "calls-quota" };
  }

  /** A clock that was set back would make calls wait for times that come only after hours. */
  #forgetFuture(now: number): void {
    for (let index = this.#starts.length - 1; index >= 0 && (this.#starts[index] ?? now) > now; index--) this.#starts[index] = now;
  }

  #now(): number {
    return this.#clock.now();
  }
}
