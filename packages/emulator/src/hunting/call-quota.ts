import { huntingProblem, type HuntingPlace } from "./hunting-problem.js";
import type { HuntingOptions } from "./hunting-options.js";

const cycle = 15 * 60_000;

/** The calls and the processor time of each tenant and face. */
export class HuntingQuotas {
  readonly #calls = new Map<string, number[]>();
  readonly #processor = new Map<string, { cycle: number; used: number }>();

  /** Counts a call. Throws the refusal (429) if it is one too many, or the processor time of the cycle is used up. */
  count(place: HuntingPlace, tenant: string, options: HuntingOptions): void {
    this.#checkProcessor(place, tenant, options);
    const key = `${tenant} ${place.face.name}`;
    const calls = (this.#calls.get(key) ?? []).filter((time) => time > place.now - 3_600_000);
    this.#calls.set(key, calls);
    for (const [most, length, shown] of [[options.callsPerMinute ?? 45, 60_000, "00:01:00"], [options.callsPerHour ?? 1500, 3_600_000, "01:00:00"]] as const) {
      const within = calls.filter((time) => time > place.now - length);
      if (within.length < most) continue;
      const wait = Math.max(1, Math.ceil(((within.at(-most) ?? place.now) + length - place.now) / 1000));
      throw refusal(place, `API calls quota exceeded! maximum allowed ${most} per ${shown}`, wait, options);
    }
    calls.push(place.now);
  }

  /** Charges a tenant with processor time, in milliseconds. */
  charge(tenant: string, milliseconds: number, now: number): void {
    const state = this.#state(tenant, now);
    state.used += milliseconds;
  }

  #checkProcessor(place: HuntingPlace, tenant: string, options: HuntingOptions): void {
    const { used } = this.#state(tenant, place.now);
    if (options.cpuMillisecondsPerCycle === undefined || used < options.cpuMillisecondsPerCycle) return;
    const wait = Math.ceil((cycle - (place.now % cycle)) / 1000);
    const text = new Date(wait * 1000).toISOString().slice(11, 19);
    throw refusal(place, `You have exceeded processing resources allocated to this tenant. You can run queries again in ${text}.`, wait, options);
  }

  #state(tenant: string, now: number): { cycle: number; used: number } {
    const current = Math.floor(now / cycle);
    const known = this.#processor.get(tenant);
    const state = known?.cycle === current ? known : { cycle: current, used: 0 };
    this.#processor.set(tenant, state);
    return state;
  }
}

function refusal(place: HuntingPlace, message: string, waitSeconds: number, { retryAfter = true }: HuntingOptions): Error {
  return huntingProblem(place, 429, { graph: "TooManyRequests", older: "429" }, message, retryAfter ? { "retry-after": String(waitSeconds) } : {});
}
