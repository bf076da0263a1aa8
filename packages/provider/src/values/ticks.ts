/** Ticks (of 100 ns, the unit of KQL's datetime and timespan) in one millisecond. */
export const TICKS_PER_MILLISECOND = 10_000n;
/** Ticks of 100 ns in one second. */
export const TICKS_PER_SECOND = 10_000_000n;
/** Ticks of 100 ns in one minute. */
export const TICKS_PER_MINUTE = 600_000_000n;
/** Ticks of 100 ns in one hour. */
export const TICKS_PER_HOUR = 36_000_000_000n;
/** Ticks of 100 ns in one day. */
export const TICKS_PER_DAY = 864_000_000_000n;
/** Ticks from 0001-01-01T00:00:00Z to 1970-01-01T00:00:00Z. */
export const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
/** The last tick that KQL's datetime can hold: 9999-12-31T23:59:59.9999999Z. */
export const MAX_DATETIME_TICKS = 3_155_378_975_999_999_999n;
/** The greatest value of a signed 64-bit integer: the last timespan. */
export const MAX_INT64 = 9_223_372_036_854_775_807n;
/** The least value of a signed 64-bit integer: the first timespan. */
export const MIN_INT64 = -9_223_372_036_854_775_808n;
