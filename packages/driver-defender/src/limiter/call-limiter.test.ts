import fc from "fast-check";
import { expect, it } from "vitest";
import { CallLimiter, WaitTooLong } from "./call-limiter.js";
import type { DriverClock } from "./driver-clock.js";

const margin = 500;

/** A clock that jumps from one sleeper to the next. */
class SimulatedClock implements DriverClock {
  time = 1_000_000;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  now = (): number => this.time;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const sleeper = { at: this.time + milliseconds, wake: resolve };
      this.#sleepers.push(sleeper);
      const leave = (): void => {
        const index = this.#sleepers.indexOf(sleeper);
        if (index >= 0) this.#sleepers.splice(index, 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
    });
  }
  /** Lets all that can go on go on, until nobody sleeps. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => void setImmediate(resolve)); // all that follows at once
      const [next] = this.#sleepers.sort((a, b) => a.at - b.at);
      if (!next) return;
      this.#sleepers.shift();
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
  }
}

const windows = (starts: readonly number[], most: number, length: number): boolean => starts.every((start, index) => index < most || start - (starts[index - most] ?? 0) >= length);

it("starts calls in their order, as soon as the limits allow, and never more in a minute or an hour", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), async (callsPerMinute, callsPerHour, calls) => {
      const clock = new SimulatedClock();
      const limiter = new CallLimiter({ callsPerMinute, callsPerHour }, clock);
      const started: { readonly call: number; readonly at: number }[] = [];
      for (let call = 0; call < calls; call++) void limiter.acquire().then((release) => (started.push({ call, at: clock.now() }), release()));
      await clock.run();
      const starts = started.map(({ at }) => at);
      expect(started.map(({ call }) => call)).toEqual(Array.from({ length: calls }, (_, index) => index));
      expect(windows(starts, callsPerMinute, 60_000) && windows(starts, callsPerHour, 3_600_000)).toBe(true);
      const ideal: number[] = [];
      for (let call = 0; call < calls; call++) ideal.push(Math.max(ideal[call - 1] ?? 1_000_000, (ideal[call - callsPerMinute] ?? -Infinity) + 60_000 + margin, (ideal[call - callsPerHour] ?? -Infinity) + 3_600_000 + margin));
      expect(starts).toEqual(ideal);
    }),
    { numRuns: 200 },
  );
});

it("keeps to the limits whatever arrives when, is cancelled or takes long", async () => {
  const arrival = fc.record({ after: fc.integer({ min: 0, max: 90_000 }), takes: fc.integer({ min: 0, max: 200_000 }), leavesAfter: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: undefined }) });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(arrival, { maxLength: 30 }), async (callsPerMinute, arrivals) => {
      const clock = new SimulatedClock();
      const limiter = new CallLimiter({ callsPerMinute, callsPerHour: 1500 }, clock);
      const starts: number[] = [];
      const ends: string[] = [];
      const visit = async ({ after, takes, leavesAfter }: (typeof arrivals)[number]): Promise<void> => {
        await clock.sleep(after);
        const leaving = new AbortController();
        if (leavesAfter !== undefined) void clock.sleep(leavesAfter).then(() => leaving.abort());
        try {
          const release = await limiter.acquire({ signal: leaving.signal });
          starts.push(clock.now());
          await clock.sleep(takes);
          release();
          ends.push("done");
        } catch {
          ends.push("left");
        }
      };
      const visits = arrivals.map(visit);
      await clock.run();
      await Promise.all(visits);
      expect(ends).toHaveLength(arrivals.length);
      expect(starts).toHaveLength(ends.filter((end) => end === "done").length);
      expect(windows(starts, callsPerMinute, 60_000)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it("holds everything back while the processor quota is used up, then lets one call try before the others", async () => {
  const clock = new SimulatedClock();
  const limiter = new CallLimiter({ callsPerMinute: 45, callsPerHour: 1500 }, clock);
  const told: [number, string][] = [];
  limiter.pause(clock.now() + 100_000, "cpu-quota");
  const starts: number[] = [];
  const releases: (() => void)[] = [];
  for (let call = 0; call < 3; call++) void limiter.acquire({ onWait: (until, reason) => void told.push([until, reason]) }).then((release) => (starts.push(clock.now()), releases.push(release)));
  await clock.run();
  expect(starts).toEqual([1_100_000]);
  expect(told[0]).toEqual([1_100_000, "cpu-quota"]);
  limiter.succeeded();
  await clock.run();
  expect(starts).toHaveLength(3);
  releases.forEach((release) => release());
});

it("refuses a caller that would have to wait longer than it will, and takes no turn from the others", async () => {
  const clock = new SimulatedClock();
  const limiter = new CallLimiter({ callsPerMinute: 1, callsPerHour: 10 }, clock);
  (await limiter.acquire())();
  const outcomes: string[] = [];
  void limiter.acquire({ latest: clock.now() + 10_000 }).catch((error: unknown) => outcomes.push(error instanceof WaitTooLong ? `${error.reason} until ${error.until}` : "?"));
  void limiter.acquire().then(() => outcomes.push(`started ${clock.now()}`));
  await clock.run();
  expect(outcomes).toEqual(["calls-quota until 1060500", "started 1060500"]);
});

it("lets a call go once, however often it says that it has ended", async () => {
  const clock = new SimulatedClock();
  const limiter = new CallLimiter({ callsPerMinute: 45, callsPerHour: 1500 }, clock);
  const first = await limiter.acquire();
  limiter.pause(clock.now(), "cpu-quota"); // one at a time from here
  let started = 0;
  for (let call = 0; call < 2; call++) void limiter.acquire().then(() => started++);
  await clock.run();
  expect(started).toBe(0);
  first();
  first();
  await clock.run();
  expect(started).toBe(1);
});

it("waits no longer than a minute for a call of the same minute when the clock was set back meanwhile", async () => {
  const clock = new SimulatedClock();
  clock.time = 100_000_000;
  const limiter = new CallLimiter({ callsPerMinute: 1, callsPerHour: 100 }, clock);
  (await limiter.acquire())();
  clock.time -= 5 * 3_600_000;
  const back = clock.time;
  const second = limiter.acquire();
  await clock.run();
  (await second)();
  expect(clock.time - back).toBe(60_000 + margin);
});
