import { call, cast, constant, operator, parameter } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { plain, shaped, type FunctionCall, type FunctionRow, type FunctionTable } from "./function-row.js";
import { formatDateTime, formatTimeSpan } from "./format-time.js";

/** The query's one moment, in ticks. */
function clock(each: FunctionCall): SqlExpression {
  return parameter(each.scope.nowTicks, "BIGINT");
}

/** `startof…(date, offset)` and `endof…(date, offset)`: the offset counts periods. */
function edge(period: string, end: boolean): FunctionRow {
  const lower = (each: FunctionCall): SqlExpression => {
    const offset = each.arguments[1] ? each.as(1, "long") : constant(0);
    const start = (shift: SqlExpression): SqlExpression => call(`kql_start_${period}`, each.as(0, "datetime"), shift);
    return end ? call("kql_datetime", operator("-", start(operator("+", cast(offset, "HUGEINT"), constant(1))), constant(1))) : call("kql_datetime", start(offset));
  };
  return shaped("datetime, long?", "datetime", lower, { rules: [170] });
}

function part(name: string, gives: "int" | "timespan" = "int"): FunctionRow {
  return plain(`kql_part_${name}`, ["datetime"], gives, { rules: [171] });
}

const parts: Readonly<Record<string, string>> = {
  year: "year", quarter: "quarter", month: "month", week_of_year: "week", weekofyear: "week", day: "day", dayofyear: "day_of_year",
  hour: "hour", minute: "minute", second: "second", millisecond: "millisecond", microsecond: "microsecond", nanosecond: "nanosecond",
};

const periodTicks: Readonly<Record<string, string>> = {
  week: "6048000000000", day: "864000000000", hour: "36000000000", minute: "600000000", second: "10000000", millisecond: "10000", microsecond: "10",
};

const periodMonths: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

function periodName(each: FunctionCall): string {
  const name = each.literal(0);
  return typeof name === "string" ? name.toLowerCase() : each.refuse("The name of the part must be a literal.");
}

function datePart(each: FunctionCall): SqlExpression {
  const name = parts[periodName(each)];
  return name ? call(`kql_part_${name}`, each.as(1, "datetime")) : each.refuse(`Its part must be one of ${Object.keys(parts).join(", ")}.`);
}

/** `datetime_add(part, count, date)`; months keep the day, or take the last one of the month. */
function added(each: FunctionCall): SqlExpression {
  const name = periodName(each);
  const [count, date] = [each.as(1, "long"), each.as(2, "datetime")];
  const months = periodMonths[name];
  if (months !== undefined) return call("kql_add_months", date, operator("*", cast(count, "HUGEINT"), constant(months)));
  const ticks = periodTicks[name];
  if (ticks !== undefined) return call("kql_datetime_add", date, call("kql_long_multiply", count, constant(BigInt(ticks))));
  if (name === "nanosecond") return call("kql_datetime_add", date, operator("//", count, constant(100)));
  return each.refuse(`Its part must be one of ${[...Object.keys(periodMonths), ...Object.keys(periodTicks), "nanosecond"].join(", ")}.`);
}

/** `datetime_diff(part, a, b)`: how many boundaries of the part lie between, from the second to the first. */
function difference(each: FunctionCall): SqlExpression {
  const name = periodName(each);
  const dates = [each.as(1, "datetime"), each.as(2, "datetime")];
  if (name === "nanosecond") return call("kql_long_multiply", operator("-", ...dates), constant(100));
  if (name === "week") return operator("-", ...dates.map((date) => call("kql_week_number", date)));
  if (name in periodMonths) return operator("-", ...dates.map((date) => operator("//", call("kql_month_number_of", date), constant(periodMonths[name] ?? 1))));
  const ticks = periodTicks[name];
  if (ticks === undefined) return each.refuse(`Its part must be one of ${[...Object.keys(periodMonths), ...Object.keys(periodTicks), "nanosecond"].join(", ")}.`);
  return operator("-", ...dates.map((date) => operator("//", date, constant(BigInt(ticks)))));
}

/** `datetime_utc_to_local(time, zone)` and back. @throws {UnsupportedError} if the zone is a literal and there is none of its name. */
function inZone(each: FunctionCall, macro: string): SqlExpression {
  const zone = each.literal(1);
  if (typeof zone === "string" && !isZone(zone)) return each.refuse("Its time zone must be a name of the IANA database, such as Europe/Paris, UTC or US/Pacific; datetime_list_timezones() has them all.");
  return call(macro, each.as(0, "datetime"), each.as(1, "string"));
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `make_datetime(year, month, day [, hour, minute, second])`. */
function made(each: FunctionCall): SqlExpression {
  if (each.arguments.length === 1) return each.as(0, "datetime");
  const at = (index: number): SqlExpression => (each.arguments[index] ? each.as(index, "long") : constant(0));
  const second = each.arguments[5] ? each.as(5, "real") : constant(0, "DOUBLE");
  return call("kql_make_datetime", at(0), at(1), at(2), at(3), at(4), second);
}

/** `make_timespan([days,] hours, minutes [, seconds])`. */
function madeSpan(each: FunctionCall): SqlExpression {
  const count = each.arguments.length;
  if (count === 1) return each.as(0, "timespan");
  const first = count === 4 ? 1 : 0;
  const seconds = each.arguments[first + 2] ? each.as(first + 2, "real") : constant(0, "DOUBLE");
  return call("kql_make_timespan", first ? each.as(0, "long") : constant(0), each.as(first, "long"), each.as(first + 1, "long"), seconds);
}

function unixTime(ticksPerUnit: number, unitsPerTick = 1): FunctionRow {
  const lower = (each: FunctionCall): SqlExpression => call("kql_unix_time", each.as(0, "real"), each.as(0, "long"), constant(ticksPerUnit), constant(unitsPerTick));
  return shaped("long or real", "datetime", lower, { rules: [176] });
}

/** The names of the time zones that this machine knows. Source: "datetime_list_timezones()". */
function zoneNames(): SqlExpression {
  return parameter(JSON.stringify(Intl.supportedValuesOf("timeZone")), "JSON");
}

/** Dates and spans. Source: the pages of the functions under "Scalar functions", "DateTime/timespan functions". */
export const dateFunctions: FunctionTable = {
  now: shaped("timespan?", "datetime", (each) => (each.arguments[0] ? call("kql_datetime_add", clock(each), each.as(0, "timespan")) : clock(each)), { rules: [172] }),
  ago: shaped("timespan", "datetime", (each) => call("kql_datetime_subtract", clock(each), each.as(0, "timespan")), { rules: [172] }),
  startofday: edge("day", false),
  startofweek: edge("week", false),
  startofmonth: edge("month", false),
  startofyear: edge("year", false),
  endofday: edge("day", true),
  endofweek: edge("week", true),
  endofmonth: edge("month", true),
  endofyear: edge("year", true),
  dayofweek: part("day_of_week", "timespan"),
  dayofmonth: part("day"),
  dayofyear: part("day_of_year"),
  hourofday: part("hour"),
  monthofyear: part("month"),
  getmonth: part("month"),
  getyear: part("year"),
  week_of_year: part("week"),
  datetime_part: shaped("string, datetime", "int", datePart, { rules: [171] }),
  datepart: shaped("string, datetime", "int", datePart, { rules: [171] }),
  datetime_add: shaped("string, long, datetime", "datetime", added, { rules: [173] }),
  datetime_diff: shaped("string, datetime, datetime", "long", difference, { rules: [174] }),
  make_datetime: shaped("long, long, long, long?, long?, real?", "datetime", made, { rules: [175] }),
  make_timespan: shaped("long?, long, long, real?", "timespan", madeSpan, { rules: [175] }),
  unixtime_seconds_todatetime: unixTime(10_000_000),
  unixtime_milliseconds_todatetime: unixTime(10_000),
  unixtime_microseconds_todatetime: unixTime(10),
  unixtime_nanoseconds_todatetime: unixTime(1, 100),
  format_datetime: shaped("datetime, string", "string", formatDateTime, { nulls: "text", rules: [177] }),
  format_timespan: shaped("timespan, string", "string", formatTimeSpan, { nulls: "text", rules: [178] }),
  datetime_list_timezones: shaped("", "dynamic", zoneNames, { deterministic: false }),
  datetime_utc_to_local: shaped("datetime, string", "datetime", (each) => inZone(each, "kql_utc_to_local"), { rules: [179] }),
  datetime_local_to_utc: shaped("datetime, string", "datetime", (each) => inZone(each, "kql_local_to_utc"), { rules: [179] }),
};
