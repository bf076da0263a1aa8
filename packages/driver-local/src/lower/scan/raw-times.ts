import { UNIX_EPOCH_TICKS } from "@huntkit/provider";
import { call, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LocalColumnStorage } from "../../tables/local-table-source.js";

/** How a stored time counts. */
export interface RawTime {
  /** The length of its unit in ticks of 100 ns. */
  readonly ticks: bigint;
  /** A number of units since 1970 as a value of the stored type. */
  readonly ofUnits: (units: SqlExpression) => SqlExpression;
  /** Whether a stored time is just a whole number of units; else it may hold parts of a tick, and bounds are taken a tick wider. */
  readonly exact: boolean;
}

const microseconds = (units: SqlExpression, perUnit: bigint): SqlExpression => call("make_timestamp", operator("*", units, constant(perUnit)));

/** Stored times by their kind; those that must be parsed are not among them. */
export const rawTimes: Readonly<Partial<Record<LocalColumnStorage, RawTime>>> = Object.freeze<Partial<Record<LocalColumnStorage, RawTime>>>({
  ticks: { ticks: 1n, ofUnits: (units) => operator("+", units, constant(UNIX_EPOCH_TICKS)), exact: true },
  timestamp: { ticks: 10n, ofUnits: (units) => call("make_timestamp", units), exact: true },
  timestamptz: { ticks: 10n, ofUnits: (units) => call("make_timestamptz", units), exact: true },
  timestamp_ms: { ticks: 10_000n, ofUnits: (units) => cast(microseconds(units, 1000n), "TIMESTAMP_MS"), exact: true },
  timestamp_s: { ticks: 10_000_000n, ofUnits: (units) => cast(microseconds(units, 1_000_000n), "TIMESTAMP_S"), exact: true },
  date: { ticks: 864_000_000_000n, ofUnits: (units) => cast(microseconds(units, 86_400_000_000n), "DATE"), exact: true },
  timestamp_ns: { ticks: 1n, ofUnits: (units) => call("make_timestamp_ns", nanoseconds(units)), exact: false },
});

/** Nanoseconds of ticks since 1970, moved to the ends of what TIMESTAMP_NS holds (1677 to 2262): beyond them every stored time is on one side. */
function nanoseconds(ticks: SqlExpression): SqlExpression {
  const end = 92_233_720_368_547_757n;
  return operator("*", call("greatest", call("least", ticks, constant(end)), constant(-end)), constant(100n));
}
