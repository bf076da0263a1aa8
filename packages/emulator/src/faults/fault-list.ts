import type { ServiceRequest } from "../server/service-request.js";
import type { Fault, FaultMatch, FaultRule } from "./fault-rule.js";

/** The faults that the emulator plays. */
export interface FaultList {
  /** Adds a fault. Of several that match a request, the oldest is played. */
  add(rule: FaultRule): Fault;
  /** Those that are still to be played. */
  list(): readonly Fault[];
  /** Takes all away. */
  clear(): void;
}

/** @internal What a fault is chosen by. */
export interface FaultSubject {
  readonly request: ServiceRequest;
  readonly service: string;
  readonly tenant: string | undefined;
}

interface FaultState {
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

/** @internal The list with the side that takes faults out. */
export class WritableFaultList implements FaultList {
  #states: FaultState[] = [];

  add(rule: FaultRule): Fault {
    const state: FaultState = { rule, seen: 0, hits: 0 };
    this.#states.push(state);
    return this.#fault(state);
  }

  list(): readonly Fault[] {
    return this.#states.map((state) => this.#fault(state));
  }

  clear(): void {
    this.#states = [];
  }

  /** The fault to play on a request; counts it as played. */
  take(subject: FaultSubject): FaultRule | undefined {
    let chosen: FaultState | undefined;
    for (const state of this.#states) {
      if (!selects(state.rule.match ?? {}, subject)) continue;
      state.seen += 1;
      if (chosen === undefined && isTurn(state)) chosen = state;
    }
    if (chosen === undefined) return undefined;
    chosen.hits += 1;
    if (chosen.hits >= timesOf(chosen.rule)) this.#remove(chosen);
    return chosen.rule;
  }

  #fault(state: FaultState): Fault {
    return {
      rule: state.rule,
      get hits() {
        return state.hits;
      },
      remove: () => this.#remove(state),
    };
  }

  #remove(state: FaultState): void {
    this.#states = this.#states.filter((other) => other !== state);
  }
}

function selects({ service, path, method, body, tenant }: FaultMatch, subject: FaultSubject): boolean {
  const { request } = subject;
  if (service !== undefined && service !== subject.service) return false;
  if (tenant !== undefined && tenant.toLowerCase() !== subject.tenant?.toLowerCase()) return false;
  if (method !== undefined && method !== request.method) return false;
  if (path !== undefined && !occurs(path, typeof path === "string" ? request.path : `${request.path}?${request.query.toString()}`)) return false;
  return body === undefined || occurs(body, request.text());
}

function occurs(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === "string" ? text.includes(wanted) : text.search(wanted) >= 0;
}

function isTurn({ rule, seen }: FaultState): boolean {
  const nth = rule.match?.nth;
  if (nth === undefined) return true;
  return typeof nth === "number" ? seen === nth : nth.includes(seen);
}

function timesOf({ times, match }: FaultRule): number {
  return times ?? (Array.isArray(match?.nth) ? match.nth.length : 1);
}
