import { CallLimiter, type CallLimits } from "./call-limiter.js";
import type { DriverClock } from "./driver-clock.js";

const limitersOfClocks = new WeakMap<DriverClock, Map<string, CallLimiter>>();

/** The limits of the services (page run-advanced-query-api). */
export const defaultLimits: CallLimits = Object.freeze({ callsPerMinute: 45, callsPerHour: 1500 });

/**
 * The limiter that all connections of this process to one tenant's service share, since the service counts them together.
 * Connections with limits or a clock of their own share one only with those that have the same.
 */
export function tenantLimiter(tenant: string, service: string, limits: CallLimits, clock: DriverClock): CallLimiter {
  const limiters = limitersOfClocks.get(clock) ?? new Map<string, CallLimiter>();
  limitersOfClocks.set(clock, limiters);
  const key = [tenant.toLowerCase(), service, limits.callsPerMinute, limits.callsPerHour].join("\n");
  const known = limiters.get(key) ?? new CallLimiter(limits, clock);
  limiters.set(key, known);
  return known;
}
