import type { MacroSet } from "./macro-set.js";

/** Arithmetic on 64-bit integers that wraps, division and modulo as in KQL, comparisons of reals as in IEEE 754, bins. */
export const numberMacros: MacroSet = {
  // two's complement wrap of a HUGEINT, written so that the argument occurs once (R120)
  "kql_wrap64(h)":
    "(((h + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT)::BIGINT",
  "kql_wrap32(h)": "(((h::HUGEINT + 2147483648::HUGEINT) & 4294967295::HUGEINT) - 2147483648::HUGEINT)::INTEGER",
  "kql_long_add(a, b)": "kql_wrap64(a::HUGEINT + b::HUGEINT)",
  "kql_long_subtract(a, b)": "kql_wrap64(a::HUGEINT - b::HUGEINT)",
  "kql_long_multiply(a, b)": "kql_wrap64(a::HUGEINT * b::HUGEINT)",
  "kql_long_divide(a, b)": "kql_wrap64(a::HUGEINT // b::HUGEINT)",
  // the remainder is never negative (R122)
  "kql_long_modulo(a, b)": "(((a::HUGEINT % b::HUGEINT) + abs(b::HUGEINT)) % b::HUGEINT)::BIGINT",
  "kql_fast_modulo(a, b)": "CASE WHEN a % b < 0 THEN a % b + abs(b) ELSE a % b END",
  "kql_real_modulo(a, b)": "((a % abs(b)) + abs(b)) % abs(b)",
  "kql_real_gt(a, b)": "(a > b AND NOT isnan(a))",
  "kql_real_ge(a, b)": "(a >= b AND NOT isnan(a))",
  "kql_real_lt(a, b)": "(a < b AND NOT isnan(b))",
  "kql_real_le(a, b)": "(a <= b AND NOT isnan(b))",
  "kql_real_eq(a, b)": "(a = b AND NOT isnan(a))",
  // saturating conversion of a real, NaN is null (R141)
  "kql_real_to_long(r)":
    "CASE WHEN isnan(r) THEN NULL WHEN r >= 9223372036854775807.0::DOUBLE THEN 9223372036854775807 WHEN r <= -9223372036854775808.0::DOUBLE THEN (-9223372036854775807 - 1) ELSE TRY_CAST(trunc(r) AS BIGINT) END",
  "kql_real_to_int(r)":
    "CASE WHEN isnan(r) THEN NULL WHEN r >= 2147483647.0::DOUBLE THEN 2147483647 WHEN r <= -2147483648.0::DOUBLE THEN (-2147483648)::INTEGER ELSE TRY_CAST(trunc(r) AS INTEGER) END",
  // bins: floor to a multiple, also of negative values (R180)
  // 64 bits do where no step can overflow, at a small part of the cost
  "kql_bin_long(v, n)":
    "CASE WHEN v BETWEEN -4611686018427387904 AND 4611686018427387904 AND n BETWEEN 1 AND 4611686018427387904 THEN v::BIGINT - ((v::BIGINT % n::BIGINT) + n::BIGINT) % n::BIGINT ELSE kql_wrap64(v::HUGEINT - ((v::HUGEINT % n::HUGEINT) + n::HUGEINT) % n::HUGEINT) END",
  "kql_bin_long_at(v, n, p)":
    "kql_wrap64(v::HUGEINT - (((v::HUGEINT - p::HUGEINT) % n::HUGEINT) + n::HUGEINT) % n::HUGEINT)",
  // a datetime is never negative, and a length above zero takes it no lower than the first one
  "kql_bin_datetime(v, n)": "(v - v % n)",
  "kql_bin_real(v, n)": "CASE WHEN n > 0 THEN floor(v / n) * n END",
  "kql_bin_real_at(v, n, p)": "CASE WHEN n > 0 THEN p + floor((v - p) / n) * n END",
  // the bins of an axis by number, from a base (R250)
  "kql_bin_number(v, b, s)":
    "CASE WHEN s > 0 THEN TRY_CAST(((v::HUGEINT - b::HUGEINT) - (((v::HUGEINT - b::HUGEINT) % s::HUGEINT) + s::HUGEINT) % s::HUGEINT) // s::HUGEINT AS BIGINT) END",
  "kql_bin_number_real(v, b, s)": "CASE WHEN s > 0 AND isfinite(v) THEN TRY_CAST(floor((v - b) / s) AS BIGINT) END",
  "kql_last_bin(v, b, s)": "kql_bin_number(v::HUGEINT - 1, b, s)",
  "kql_last_bin_real(v, b, s)": "CASE WHEN s > 0 THEN TRY_CAST(ceil((v - b) / s) AS BIGINT) - 1 END",
  "kql_long_abs(n)": "kql_wrap64(abs(n::HUGEINT))",
  // DuckDB fails outside a function's domain, KQL gives null, NaN or an infinity (R127)
  "kql_sqrt(r)": "CASE WHEN r >= 0 THEN sqrt(r) END",
  "kql_ln(r)": "CASE WHEN r < 0 THEN NULL WHEN r = 0 THEN '-infinity'::DOUBLE ELSE ln(r) END",
  "kql_log2(r)": "CASE WHEN r < 0 THEN NULL WHEN r = 0 THEN '-infinity'::DOUBLE ELSE log2(r) END",
  "kql_log10(r)": "CASE WHEN r < 0 THEN NULL WHEN r = 0 THEN '-infinity'::DOUBLE ELSE log10(r) END",
  "kql_exp(r)": "CASE WHEN r > 709.78271289338397 THEN 'infinity'::DOUBLE ELSE exp(r) END",
  "kql_pow(a, b)": "CASE WHEN a < 0 AND b <> trunc(b) THEN 'nan'::DOUBLE WHEN a = 0 AND b < 0 THEN 'infinity'::DOUBLE ELSE pow(a, b) END",
  "kql_sin(r)": "CASE WHEN isinf(r) THEN 'nan'::DOUBLE ELSE sin(r) END",
  "kql_cos(r)": "CASE WHEN isinf(r) THEN 'nan'::DOUBLE ELSE cos(r) END",
  "kql_tan(r)": "CASE WHEN isinf(r) THEN 'nan'::DOUBLE ELSE tan(r) END",
  "kql_cot(r)": "CASE WHEN isinf(r) THEN 'nan'::DOUBLE WHEN r = 0 THEN 'infinity'::DOUBLE ELSE 1 / tan(r) END",
  "kql_asin(r)": "CASE WHEN abs(r) <= 1 THEN asin(r) WHEN isnan(r) THEN r END",
  "kql_acos(r)": "CASE WHEN abs(r) <= 1 THEN acos(r) WHEN isnan(r) THEN r END",
  "kql_gamma(r)": "CASE WHEN r <= 0 AND r = trunc(r) THEN 'nan'::DOUBLE WHEN r > 171.6 THEN 'infinity'::DOUBLE ELSE gamma(r) END",
  "kql_lgamma(r)": "CASE WHEN r <= 0 AND r = trunc(r) THEN 'infinity'::DOUBLE ELSE lgamma(r) END",
  // halves away from zero (R129)
  "kql_round(r, n)": "CASE WHEN n IS NULL THEN NULL WHEN abs(r) > 1e15 OR NOT isfinite(r) THEN r ELSE round(r, greatest(least(n, 300), -300)::INTEGER) END",
  // the count of a shift is taken modulo 64, a negative one is null (R128)
  "kql_bit_not(n)": "(-(n::HUGEINT) - 1)::BIGINT",
  "kql_shift_left(n, c)": "CASE WHEN c >= 0 THEN kql_wrap64((n::HUGEINT & (18446744073709551615::HUGEINT >> (c & 63)::HUGEINT)) << (c & 63)::HUGEINT) END",
  "kql_shift_right(n, c)": "CASE WHEN c >= 0 THEN n >> (c & 63)::BIGINT END",
  "kql_hex(n)": "lower(to_hex(n))",
  // a negative int has the eight digits of 32 bits
  "kql_hex_int(n)": "lower(to_hex(n & 4294967295))",
  "kql_format_bytes(b, n)":
    "CASE WHEN b IS NULL THEN '' WHEN abs(b) < 1024 THEN kql_format_bytes_as(b, n, 1.0::DOUBLE, ' Bytes') WHEN abs(b) < 1048576 THEN kql_format_bytes_as(b, n, 1024.0::DOUBLE, ' KB') WHEN abs(b) < 1073741824 THEN kql_format_bytes_as(b, n, 1048576.0::DOUBLE, ' MB') WHEN abs(b) < 1099511627776 THEN kql_format_bytes_as(b, n, 1073741824.0::DOUBLE, ' GB') WHEN abs(b) < 1125899906842624 THEN kql_format_bytes_as(b, n, 1099511627776.0::DOUBLE, ' TB') ELSE kql_format_bytes_as(b, n, 1125899906842624.0::DOUBLE, ' PB') END",
  "kql_format_bytes_as(b, n, u, name)": "coalesce(kql_real_text(round(b / u, greatest(least(n, 15), 0)::INTEGER)) || name, '')",
  "kql_positive(n)": "CASE WHEN n > 0 THEN n END",
  // a decimal without the zeros at its end
  "kql_decimal_text(d)": "coalesce(regexp_replace(regexp_replace(d::VARCHAR, '(\\.\\d*?)0+$', '\\1'), '\\.$', ''), '')",
  // a real as .NET prints it: no point for whole numbers, E+15 from 1E+15 on (R131)
  "kql_real_text(r)": "kql_real_form(r::VARCHAR, r)",
  "kql_real_form(s, r)":
    "CASE WHEN r IS NULL THEN '' WHEN isnan(r) THEN 'NaN' WHEN isinf(r) THEN CASE WHEN r > 0 THEN 'Infinity' ELSE '-Infinity' END " +
    "WHEN abs(r) >= 1e15 AND abs(r) < 1e16 THEN kql_e15(rtrim(rtrim(s, '0'), '.')) " +
    "WHEN contains(s, 'e') THEN upper(s) " +
    "WHEN ends_with(s, '.0') THEN left(s, length(s) - 2) ELSE s END",
  // 1234567890123456(.5) to 1.234567890123456(5)E+15
  "kql_e15(s)":
    "regexp_replace(regexp_replace(regexp_replace(s, '^(-?)(\\d)(\\d{0,15})\\.?(\\d*)$', '\\1\\2.\\3\\4'), '0+$', ''), '\\.$', '') || 'E+15'",
};
