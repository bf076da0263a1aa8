import type { MacroSet } from "./macro-set.js";

/** Calendar and clock over ticks of 100 ns since 0001-01-01. */
export const dateMacros: MacroSet = {
  "kql_start_day(t, n)": "((t::HUGEINT // 864000000000 + n) * 864000000000)",
  // 0001-01-01 was a Monday; weeks begin on Sunday
  "kql_start_week(t, n)": "(((t::HUGEINT // 864000000000 + 1) // 7 * 7 - 1 + n::HUGEINT * 7) * 864000000000)",
  "kql_start_month(t, n)": "kql_first_of_month(kql_month_number_of(t)::HUGEINT + n)",
  "kql_start_year(t, n)": "kql_first_of_month((kql_month_number_of(t)::HUGEINT // 12 + n) * 12)",
  // months since January of the year 0
  "kql_month_number_of(t)": "(date_part('year', kql_timestamp(t)) * 12 + date_part('month', kql_timestamp(t)) - 1)",
  "kql_first_of_month(m)":
    "CASE WHEN m BETWEEN 12 AND 120000 THEN datediff('day', DATE '0001-01-01', make_date((m // 12)::BIGINT, (m % 12 + 1)::BIGINT, 1::BIGINT)) * 864000000000 END",
  "kql_week_number(t)": "((t // 864000000000 + 1) // 7)",
  "kql_part_year(t)": "date_part('year', kql_timestamp(t))::INTEGER",
  "kql_part_quarter(t)": "date_part('quarter', kql_timestamp(t))::INTEGER",
  "kql_part_month(t)": "date_part('month', kql_timestamp(t))::INTEGER",
  "kql_part_week(t)": "date_part('week', kql_timestamp(t))::INTEGER",
  "kql_part_day(t)": "date_part('day', kql_timestamp(t))::INTEGER",
  "kql_part_day_of_year(t)": "date_part('doy', kql_timestamp(t))::INTEGER",
  "kql_part_day_of_week(t)": "((t // 864000000000 + 1) % 7 * 864000000000)",
  "kql_part_hour(t)": "(t // 36000000000 % 24)::INTEGER",
  "kql_part_minute(t)": "(t // 600000000 % 60)::INTEGER",
  "kql_part_second(t)": "(t // 10000000 % 60)::INTEGER",
  "kql_part_millisecond(t)": "(t % 10000000 // 10000)::INTEGER",
  "kql_part_microsecond(t)": "(t % 10000000 // 10)::INTEGER",
  "kql_part_nanosecond(t)": "(t % 10000000 * 100)::INTEGER",
  // the time of day stays; of the 31st of a short month its last day
  "kql_add_months(t, n)":
    "CASE WHEN n BETWEEN -120000 AND 120000 THEN kql_datetime(kql_ticks(kql_timestamp(t) + to_months(n::INTEGER)) + t % 10) END",
  "kql_make_datetime(y, mo, d, h, mi, s)":
    "CASE WHEN h BETWEEN 0 AND 23 AND mi BETWEEN 0 AND 59 AND s >= 0 AND s < 60 THEN kql_datetime(kql_date_ticks(lpad(y::VARCHAR, 4, '0'), mo::VARCHAR, d::VARCHAR) + h::BIGINT * 36000000000 + mi::BIGINT * 600000000 + kql_second_ticks(s)) END",
  "kql_second_ticks(s)": "TRY_CAST(trunc(round(s * 10000000, 3)) AS BIGINT)",
  "kql_make_timespan(d, h, mi, s)":
    "CASE WHEN h BETWEEN 0 AND 23 AND mi BETWEEN 0 AND 59 AND s >= 0 AND s < 60 THEN TRY_CAST(d::HUGEINT * 864000000000 + h::BIGINT * 36000000000 + mi::BIGINT * 600000000 + kql_second_ticks(s) AS BIGINT) END",
  // whole numbers exactly, fractions through the real
  "kql_unix_time(r, n, ticks, units)":
    "kql_datetime(621355968000000000::HUGEINT + CASE WHEN r = n::DOUBLE THEN n::HUGEINT * ticks // units ELSE TRY_CAST(round(r * ticks / units) AS HUGEINT) END)",
  "kql_digits(n, w)": "lpad((n)::VARCHAR, greatest(w, length((n)::VARCHAR))::INTEGER, '0')",
  "kql_fraction(t)": "lpad((t % 10000000)::VARCHAR, 7, '0')",
  "kql_hour_of_12(t)": "((t // 36000000000 + 11) % 12 + 1)",
  "kql_half_of_day(t)": "CASE WHEN t // 36000000000 % 24 < 12 THEN 'AM' ELSE 'PM' END",
  "kql_span_days(t)": "(t // 864000000000)",
  "kql_span_hours(t)": "(t // 36000000000 % 24)",
  "kql_span_minutes(t)": "(t // 600000000 % 60)",
  "kql_span_seconds(t)": "(t // 10000000 % 60)",
  "kql_utc_to_local(t, z)": "kql_datetime(kql_ticks(timezone(z, timezone('UTC', kql_timestamp(t)))) + t % 10)",
  // a local time that a zone skips takes the offset after the gap (R179)
  "kql_local_to_utc(t, z)":
    "CASE WHEN t IS NULL THEN NULL ELSE list_transform([timezone('UTC', timezone(z, kql_timestamp(t)))], lambda klu: kql_datetime(kql_ticks(kql_timestamp(t) - (timezone(z, timezone('UTC', klu)) - klu)) + t % 10))[1] END",
};
