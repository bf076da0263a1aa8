import type { MacroSet } from "./macro-set.js";

const clock = "(?:[T\\s]\\s*(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?\\s*([AaPp][Mm])?)?";
const zone = "\\s*(?:Z|GMT|UTC|([+-])(\\d{1,2}):?(\\d{2})?)?\\s*$";
const parts = "['y', 'mo', 'd', 'h', 'mi', 's', 'f', 'half', 'sign', 'zh', 'zm']";

/** Values to and from text. None of them fails: what cannot be converted is null (R130 and on). */
export const convertMacros: MacroSet = {
  "kql_bool_text(b)": "CASE WHEN b THEN 'True' WHEN NOT b THEN 'False' ELSE '' END",
  "kql_long_text(n)": "coalesce(n::VARCHAR, '')",
  "kql_null_text(s)": "coalesce(s, '')",
  // whole number of microseconds since 1970, from ticks; the seventh digit of the second is kept apart
  "kql_timestamp(t)": "make_timestamp(t // 10 - 62135596800000000)",
  "kql_ticks(p)": "(epoch_us(p) * 10 + 621355968000000000)",
  "kql_datetime(t)": "CASE WHEN t BETWEEN 0 AND 3155378975999999999 THEN t::BIGINT END",
  "kql_datetime_add(a, b)": "kql_datetime(a::HUGEINT + b::HUGEINT)",
  "kql_datetime_subtract(a, b)": "kql_datetime(a::HUGEINT - b::HUGEINT)",
  "kql_datetime_text(t)": "coalesce(strftime(kql_timestamp(t), '%Y-%m-%dT%H:%M:%S.%f') || (t % 10)::VARCHAR || 'Z', '')",
  "kql_two(n)": "lpad((n)::VARCHAR, 2, '0')",
  "kql_timespan_text(t)": "CASE WHEN t IS NULL THEN '' WHEN t < 0 THEN '-' || kql_span_form(-(t::HUGEINT)) ELSE kql_span_form(t::HUGEINT) END",
  "kql_span_form(t)":
    "CASE WHEN t >= 864000000000 THEN (t // 864000000000)::VARCHAR || '.' ELSE '' END || kql_two(t // 36000000000 % 24) || ':' || kql_two(t // 600000000 % 60) || ':' || kql_two(t // 10000000 % 60) || CASE WHEN t % 10000000 = 0 THEN '' ELSE '.' || lpad((t % 10000000)::VARCHAR, 7, '0') END",
  "kql_dynamic_text(j)": "coalesce(j ->> '$', '')",
  // KQL reads digits and hexadecimal, nothing else (R140)
  "kql_text_to_long(s)":
    "CASE WHEN regexp_matches(s, '^\\s*[-+]?\\d+\\s*$') THEN TRY_CAST(s AS BIGINT) WHEN regexp_matches(s, '^\\s*0[xX][0-9a-fA-F]{1,16}\\s*$') THEN kql_hex_long(lpad(substring(trim(s), 3), 16, '0')) END",
  "kql_hex_long(h)": "kql_wrap64(TRY_CAST('0x' || left(h, 8) AS BIGINT)::HUGEINT * 4294967296 + TRY_CAST('0x' || right(h, 8) AS BIGINT))",
  "kql_text_to_int(s)":
    "CASE WHEN regexp_matches(s, '^\\s*[-+]?\\d+\\s*$') THEN TRY_CAST(s AS INTEGER) WHEN regexp_matches(s, '^\\s*0[xX][0-9a-fA-F]{1,8}\\s*$') THEN kql_wrap32(kql_hex_long(lpad(substring(trim(s), 3), 16, '0'))) END",
  "kql_text_to_real(s)":
    "CASE WHEN regexp_matches(s, '^\\s*[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?\\s*$') THEN TRY_CAST(s AS DOUBLE) WHEN regexp_matches(s, '^\\s*(?i:nan|[-+]?inf(?:inity)?)\\s*$') THEN TRY_CAST(lower(trim(s)) AS DOUBLE) END",
  "kql_text_to_decimal(s)":
    "CASE WHEN regexp_matches(s, '^\\s*[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?\\s*$') THEN TRY_CAST(s AS DECIMAL(38,17)) END",
  "kql_text_to_bool(s)":
    "CASE WHEN regexp_matches(s, '^\\s*(?i:true)\\s*$') THEN TRUE WHEN regexp_matches(s, '^\\s*(?i:false)\\s*$') THEN FALSE WHEN regexp_matches(s, '^\\s*[-+]?\\d+\\s*$') THEN TRY_CAST(s AS BIGINT) <> 0 END",
  "kql_text_to_guid(s)":
    "CASE WHEN regexp_matches(s, '^\\s*[{(]?[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}[})]?\\s*$') THEN kql_guid_form(regexp_replace(lower(s), '[^0-9a-f]', '', 'g')) END",
  "kql_guid_form(g)": "(left(g, 8) || '-' || substring(g, 9, 4) || '-' || substring(g, 13, 4) || '-' || substring(g, 17, 4) || '-' || substring(g, 21))",
  // ISO 8601 with or without parts, month first, compact, and with a month's name (R142)
  "kql_text_to_datetime(s)":
    "CASE WHEN s = '' THEN NULL " +
    // the usual form, without taking it apart
    "WHEN regexp_full_match(s, '\\d{4}-\\d\\d-\\d\\d[T ](?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z?') THEN kql_iso_ticks(s) " +
    `WHEN regexp_matches(s, '^\\s*\\d{4}[-/.]') THEN list_transform([regexp_extract(s, '^\\s*(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?${clock}${zone}', ${parts})], lambda kdi: kql_instant(kdi))[1] ` +
    "WHEN regexp_matches(s, '^\\s*\\d{4}(?:\\d{4})?\\s*$') THEN CASE WHEN length(trim(s)) = 4 THEN kql_date_ticks(trim(s), '1', '1') ELSE kql_date_ticks(left(trim(s), 4), substring(trim(s), 5, 2), substring(trim(s), 7, 2)) END " +
    `WHEN regexp_matches(s, '^\\s*\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}') THEN list_transform([regexp_extract(s, '^\\s*(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${clock}${zone}', ['mo', 'd', 'y', 'h', 'mi', 's', 'f', 'half', 'sign', 'zh', 'zm'])], lambda kdm: kql_instant(kdm))[1] ` +
    `WHEN regexp_matches(s, '(?i)[a-z]{3}') AND regexp_matches(s, '\\d') THEN coalesce(` +
    `list_transform([regexp_extract(s, '(?i)^\\s*(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[-\\s]([a-z]{3,9})[-\\s,]\\s*(\\d{4}|\\d{2})${clock}${zone}', ['d', 'mo', 'y', 'h', 'mi', 's', 'f', 'half', 'sign', 'zh', 'zm'])], lambda kdn: kql_named_instant(kdn))[1], ` +
    `list_transform([regexp_extract(s, '(?i)^\\s*([a-z]{3,9})\\s+(\\d{1,2}),?\\s+(\\d{4})${clock}${zone}', ['mo', 'd', 'y', 'h', 'mi', 's', 'f', 'half', 'sign', 'zh', 'zm'])], lambda kdw: kql_named_instant(kdw))[1]) END`,
  "kql_iso_ticks(s)":
    "(kql_ticks(TRY_CAST(left(s, 19) AS TIMESTAMP)) + TRY_CAST(left(rpad(regexp_extract(substring(s, 21), '^\\d*'), 7, '0'), 7) AS BIGINT))",
  "kql_date_ticks(y, mo, d)":
    "(datediff('day', DATE '0001-01-01', TRY_CAST(y || '-' || lpad(mo, 2, '0') || '-' || lpad(d, 2, '0') AS DATE)) * 864000000000)",
  "kql_part(n)": "coalesce(TRY_CAST(n AS BIGINT), 0)",
  "kql_instant(p)":
    "CASE WHEN p.y = '' THEN NULL ELSE kql_instant_of(p, p.y, CASE WHEN p.mo = '' THEN '1' ELSE p.mo END, CASE WHEN p.d = '' THEN '1' ELSE p.d END) END",
  "kql_named_instant(p)":
    "CASE WHEN p.y = '' THEN NULL ELSE kql_instant_of(p, CASE WHEN length(p.y) = 4 THEN p.y WHEN p.y < '50' THEN '20' || p.y ELSE '19' || p.y END, kql_month_number(lower(p.mo)), p.d) END",
  "kql_month_number(n)":
    "CASE WHEN n IN ('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december') THEN ((strpos('jan feb mar apr may jun jul aug sep oct nov dec', left(n, 3)) + 3) // 4)::VARCHAR END",
  "kql_hour(p)": "CASE WHEN p.half = '' THEN kql_part(p.h) WHEN lower(p.half) = 'pm' THEN kql_part(p.h) % 12 + 12 ELSE kql_part(p.h) % 12 END",
  "kql_instant_of(p, y, mo, d)":
    "CASE WHEN kql_hour(p) < 24 AND kql_part(p.mi) < 60 AND kql_part(p.s) < 60 THEN kql_datetime(kql_date_ticks(y, mo, d) + kql_hour(p) * 36000000000 + kql_part(p.mi) * 600000000 + kql_part(p.s) * 10000000 + kql_part(left(rpad(p.f, 7, '0'), 7)) - CASE WHEN p.sign = '-' THEN -1 ELSE 1 END * (kql_part(p.zh) * 60 + kql_part(p.zm)) * 600000000) END",
  // a clock, a number with a unit, or a number of days (R143)
  "kql_text_to_timespan(s)":
    "CASE WHEN contains(s, ':') THEN list_transform([regexp_extract(s, '^\\s*([-+]?)(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?\\s*$', ['sign', 'd', 'h', 'mi', 's', 'f'])], lambda ktc: kql_span_of(ktc))[1] " +
    "WHEN s = '' THEN NULL " +
    "ELSE list_transform([regexp_extract(s, '(?i)^\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([a-z]*)\\s*$', ['n', 'unit'])], lambda ktu: kql_span_of_unit(ktu.n, lower(ktu.unit)))[1] END",
  "kql_span_of(p)":
    "CASE WHEN p.h = '' OR kql_part(p.h) > 23 OR kql_part(p.mi) > 59 OR kql_part(p.s) > 59 THEN NULL ELSE TRY_CAST(CASE WHEN p.sign = '-' THEN -1 ELSE 1 END * (kql_part(p.d)::HUGEINT * 864000000000 + kql_part(p.h) * 36000000000 + kql_part(p.mi) * 600000000 + kql_part(p.s) * 10000000 + kql_part(left(rpad(p.f, 7, '0'), 7))) AS BIGINT) END",
  "kql_span_of_unit(n, u)":
    "CASE WHEN n = '' THEN NULL ELSE TRY_CAST(trunc(TRY_CAST(n AS DECIMAL(18,7)) * kql_unit_ticks(u)::DECIMAL(20,0)) AS BIGINT) END",
  "kql_unit_ticks(u)":
    "CASE WHEN u IN ('', 'd', 'day', 'days') THEN 864000000000 WHEN u IN ('h', 'hr', 'hrs', 'hour', 'hours') THEN 36000000000 WHEN u IN ('m', 'min', 'minute', 'minutes') THEN 600000000 WHEN u IN ('s', 'sec', 'second', 'seconds') THEN 10000000 WHEN u IN ('ms', 'milli', 'millis', 'millisec', 'millisecond', 'milliseconds') THEN 10000 WHEN u IN ('micro', 'micros', 'microsec', 'microsecond', 'microseconds') THEN 10 WHEN u IN ('tick', 'ticks') THEN 1 END",
  // a dynamic is converted as what it holds; null inside is null
  "kql_json_kind(j)": "json_type(j)",
  "kql_dynamic_to_long(j)":
    "CASE json_type(j) WHEN 'BIGINT' THEN TRY_CAST(j AS BIGINT) WHEN 'UBIGINT' THEN TRY_CAST(j AS BIGINT) WHEN 'DOUBLE' THEN kql_real_to_long(TRY_CAST(j AS DOUBLE)) WHEN 'BOOLEAN' THEN TRY_CAST(TRY_CAST(j AS BOOLEAN) AS BIGINT) WHEN 'VARCHAR' THEN kql_text_to_long(j ->> '$') END",
  "kql_dynamic_to_int(j)":
    "CASE json_type(j) WHEN 'BIGINT' THEN kql_wrap32(TRY_CAST(j AS BIGINT)) WHEN 'UBIGINT' THEN kql_wrap32(TRY_CAST(j AS BIGINT)) WHEN 'DOUBLE' THEN kql_real_to_int(TRY_CAST(j AS DOUBLE)) WHEN 'BOOLEAN' THEN TRY_CAST(TRY_CAST(j AS BOOLEAN) AS INTEGER) WHEN 'VARCHAR' THEN kql_text_to_int(j ->> '$') END",
  "kql_dynamic_to_real(j)":
    "CASE json_type(j) WHEN 'VARCHAR' THEN kql_text_to_real(j ->> '$') WHEN 'BOOLEAN' THEN TRY_CAST(TRY_CAST(j AS BOOLEAN) AS DOUBLE) WHEN 'BIGINT' THEN TRY_CAST(j AS DOUBLE) WHEN 'UBIGINT' THEN TRY_CAST(j AS DOUBLE) WHEN 'DOUBLE' THEN TRY_CAST(j AS DOUBLE) END",
  "kql_dynamic_to_decimal(j)":
    "CASE json_type(j) WHEN 'VARCHAR' THEN kql_text_to_decimal(j ->> '$') WHEN 'BIGINT' THEN kql_text_to_decimal(j ->> '$') WHEN 'UBIGINT' THEN kql_text_to_decimal(j ->> '$') WHEN 'DOUBLE' THEN kql_text_to_decimal(j ->> '$') END",
  "kql_dynamic_to_bool(j)":
    "CASE json_type(j) WHEN 'BOOLEAN' THEN TRY_CAST(j AS BOOLEAN) WHEN 'BIGINT' THEN TRY_CAST(j AS DOUBLE) <> 0 WHEN 'UBIGINT' THEN TRY_CAST(j AS DOUBLE) <> 0 WHEN 'DOUBLE' THEN TRY_CAST(j AS DOUBLE) <> 0 WHEN 'VARCHAR' THEN kql_text_to_bool(j ->> '$') END",
  "kql_dynamic_to_datetime(j)":
    "CASE json_type(j) WHEN 'VARCHAR' THEN kql_text_to_datetime(j ->> '$') WHEN 'BIGINT' THEN kql_datetime(TRY_CAST(j AS BIGINT)) WHEN 'UBIGINT' THEN kql_datetime(TRY_CAST(j AS BIGINT)) END",
  "kql_dynamic_to_timespan(j)":
    "CASE json_type(j) WHEN 'VARCHAR' THEN kql_text_to_timespan(j ->> '$') WHEN 'BIGINT' THEN TRY_CAST(j AS BIGINT) WHEN 'UBIGINT' THEN TRY_CAST(j AS BIGINT) END",
  "kql_dynamic_to_guid(j)": "CASE WHEN json_type(j) = 'VARCHAR' THEN kql_text_to_guid(j ->> '$') END",
};
