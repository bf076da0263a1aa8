import { describe, expect, it } from "vitest";
import { rows } from "./__fixtures__/evaluate.js";

const longs = "9223372036854775807, -9223372036854775807, 0, -1, 1, 64, 1000000000000, long(null)".split(", ");
const texts = ['""', '"a.b"', '"\\\\"', '"é😀"', '"9999999999999999999999"', '"-1"', '"{\\"a\\":[1,{}]}"', '"[1,"', '"%41%"', '"1.2.3.4/24"', '"::1/64"', '"http://[x"', '"2020-13-45T99:99:99"', '"0x"', '"12:99:00"'];
const reals = ["real(nan)", "real(+inf)", "real(-inf)", "0.0", "-0.5", "1e300", "-1e300", "real(null)"];
const dynamics = ["null", "[]", "{}", '[1,null,"a",[2],{"k":1}]', '{"a":null,"b":{"c":1}}', "5", "text", "true", "[1e300,-5,1114112,55296,0]", "[NaN]", '"nan"'].map((json) => `'${json}'`);
const times = ["datetime(0001-01-01)", "datetime(9999-12-31T23:59:59.9999999)", "datetime(1970-01-01)", "datetime(null)"];
const spans = ["time(10675199.02:48:05)", "-10675199d", "0s", "1tick", "timespan(null)"];

async function noneFails(type: string, values: readonly string[], expressions: readonly string[]): Promise<void> {
  const pairs = values.flatMap((left) => values.map((right) => `${left}, ${right}`)).join(", ");
  const table = type === "dynamic" ? `datatable(a:string, b:string)[${pairs}] | extend v = parse_json(a), w = parse_json(b)` : `datatable(v:${type}, w:${type})[${pairs}]`;
  const failures: string[] = [];
  for (const expression of expressions) {
    const found = await rows(`${table} | project r = ${expression}`).catch((error: unknown) => failures.push(`${expression}: ${String(error).slice(0, 300)}`));
    if (typeof found !== "number") expect(found, expression).toHaveLength(values.length ** 2);
  }
  expect(failures).toEqual([]);
}

describe("odd arguments", () => {
  it("R158: a group that the engine cannot give is refused", async () => {
    const groups = "(.)".repeat(12);
    for (const text of ["extract('(a)', -1, 'a')", `extract('${groups}', 11, 'abcdefghijkl')`, `extract_all('${groups}', 'abcdefghijkl')`]) await expect(rows(`print ${text}`), text).rejects.toMatchObject({ kind: "unsupported" });
    expect(await rows("print extract('(a)', 12, 'a')")).toEqual([[""]]);
  });

  it("R164: a range from, to or by NaN is null", async () => {
    expect(await rows("print range(real(nan), 5.0, 1.0), range(1.0, real(nan)), range(1.0, 5.0, real(nan))")).toEqual([[null, null, null]]);
  });
});

describe("no value of a row makes a query fail", () => {
  it("whole numbers", () =>
    noneFails("long", longs, [
      "v + w", "v - w", "v * w", "v / w", "v % w", "-v", "(v + w) * (v - w) / w % v", "bin(v, w)", "bin_at(v, w, v)", "abs(v)", "round(v, -3)", "sign(v)", "pow(v, w)", "toint(v)", "tostring(v)", "todatetime(v)", "v * 1d", "1d * v",
      "totimespan(v)", "substring('abc', v, w)", "indexof('abcabc', 'c', v, w)", "strrep('a', v)", "split('a,b', ',', v)", "array_slice(dynamic([1,2,3]), v, w)",
      "array_shift_left(dynamic([1,2,3]), v)", "array_shift_right(dynamic([1,2,3]), v)", "array_rotate_left(dynamic([1,2,3]), v)", "array_rotate_right(dynamic([1,2,3]), v)", "array_split(dynamic([1,2,3]), v)",
      "array_index_of(dynamic([1,2,3]), 2, v, w)", "range(v, w, 1000000000000000)", "range(v, w, v)", "repeat(1, v % 100)", "datetime_add('month', v, datetime(2020-01-01))", "datetime_add('day', v, datetime(2020-01-01))",
      "datetime_add('nanosecond', v, datetime(2020-01-01))", "startofday(datetime(2020-01-01), v)", "startofweek(datetime(2020-01-01), v)", "endofmonth(datetime(2020-01-01), v)", "endofyear(datetime(2020-01-01), v)",
      "make_datetime(v, w, 1)", "make_datetime(2020, 1, v, w, 0)", "make_timespan(v, w)", "make_timespan(v, 1, w, 5)", "unixtime_seconds_todatetime(v)", "unixtime_milliseconds_todatetime(v)", "unixtime_nanoseconds_todatetime(v)",
      "binary_shift_left(v, w)", "binary_shift_right(v, w)", "binary_not(v)", "bitset_count_ones(v)", "tohex(v, w)", "format_bytes(v, 2)", "format_ipv4(v, w)", "parse_ipv4_mask('1.2.3.4', v)", "ipv4_compare('1.2.3.4', '1.2.3.5', v)",
      "ipv6_compare('::1', '::2', v)", "parse_ipv6_mask('::1', v)", "unicode_codepoints_to_string(v, w)", "dynamic([1,2,3])[v]", "v between (w .. 5)", "v in (w, 1)", "v == w", "tobool(v)", "todecimal(v)", "rand(v)",
    ]));

  it("texts", () =>
    noneFails("string", texts, [
      "v has w", "v hasprefix w", "v hassuffix_cs w", "v contains w", "v =~ w", "v in~ (w)", "tolong(v)", "toint(v)", "todouble(v)", "todecimal(v)", "tobool(v)", "todatetime(v)", "totimespan(v)", "toguid(v)", "parse_json(v)", "parse_json(v).a[1]",
      "parse_url(v)", "parse_urlquery(v)", "parse_path(v)", "parse_csv(v)", "url_decode(v)", "url_encode(v)", "base64_decode_tostring(v)", "base64_decode_toarray(v)", "base64_decode_toguid(v)", "base64_encode_tostring(v)", "parse_ipv4(v)",
      "parse_ipv6(v)", "ipv4_compare(v, w)", "ipv6_compare(v, w)", "ipv4_is_in_range(v, w)", "ipv6_is_in_range(v, w)", "ipv4_is_private(v)", "ipv4_netmask_suffix(v)", "has_ipv4(v, w)", "has_ipv4_prefix(v, w)", "strlen(v)", "toupper(v)",
      "reverse(v)", "split(v, w)", "replace_string(v, w, v)", "countof(v, w)", "indexof(v, w)", "strcat(v, w)", "translate(v, w, v)", "hash_sha256(v)", "extract_json('$.a', v)", "regex_quote(v)", "isascii(v)", "coalesce(v, w)",
      "unicode_codepoints_from_string(v)", "strcmp(v, w)", "extract('(a)', 1, v)", "v == w", "isempty(v)", "bag_pack(v, w)", "pack_array(v, w)", "format_ipv4(v, 24)", "format_ipv4_mask(v, 24)", "has_any_index(v, pack_array(w))",
    ]));

  it("reals", () =>
    noneFails("real", reals, [
      "v + w", "v - w", "v * w", "v / w", "v % w", "bin(v, w)", "bin_at(v, w, v)", "round(v, 2)", "ceiling(v)", "sign(v)", "pow(v, w)", "sqrt(v)", "log(v)", "log2(v)", "log10(v)", "exp(v)", "exp2(v)", "sin(v)", "tan(v)", "cot(v)", "asin(v)",
      "acos(v)", "atan2(v, w)", "gamma(v)", "loggamma(v)", "tolong(v)", "toint(v)", "todecimal(v)", "tostring(v)", "todynamic(tostring(v))", "pack_array(v)", "1d * v", "unixtime_seconds_todatetime(v)", "v > w", "v <= w", "v == w", "isnan(v)",
      "range(v, w, 1e299)", "format_bytes(v)", "tobool(v)", "make_datetime(2020, 1, 1, 1, 1, v)", "v in (w)",
    ]));

  it("dynamics", () =>
    noneFails("dynamic", dynamics, [
      "tostring(v)", "tolong(v)", "toint(v)", "todouble(v)", "todecimal(v)", "tobool(v)", "todatetime(v)", "totimespan(v)", "toguid(v)", "v.a", "v[0]", "v[-1]", "v.b.c[2].d", "v[tostring(w)]", "array_length(v)", "array_concat(v, w)",
      "array_reverse(v)", "array_sum(v)", "array_sort_asc(v)", "array_sort_desc(v, w)", "array_iff(v, w, v)", "array_index_of(v, 1)", "array_slice(v, 0, 1)", "bag_keys(v)", "bag_merge(v, w)", "bag_has_key(v, 'a')", "bag_set_key(v, 'a', w)",
      "bag_remove_keys(v, dynamic(['a']))", "bag_zip(v, w)", "set_union(v, w)", "set_difference(v, w)", "set_intersect(v, w)", "set_has_element(v, 1)", "set_equals(v, w)", "jaccard_index(v, w)", "zip(v, w)", "strcat_array(v, '-')",
      "gettype(v)", "parse_json(v)", "treepath(v)", "isempty(v)", "isnull(v)", "v == 'a'", "v == 5", "v > 1.5", "v has 'a'", "'a' in (v)", "'a' has_any (v)", "unicode_codepoints_to_string(v)", "base64_encode_fromarray(v)", "series_add(v, w)",
      "series_stats_dynamic(v)", "series_pearson_correlation(v, w)", "series_fill_forward(v)", "series_divide(v, w)", "has_any_ipv4('1.2.3.4', v)", "coalesce(v, w)", "iff(v == 1, v, w)", "pack_array(v, w)", "repeat(v, 2)",
    ]));

  it("times", async () => {
    await noneFails("datetime", times, [
      "v - w", "v + 1d", "v - 1d", "bin(v, 7d)", "bin_at(v, 1d, w)", "startofday(v)", "startofweek(v)", "startofmonth(v)", "startofyear(v)", "endofday(v)", "endofweek(v)", "endofmonth(v)", "endofyear(v)", "dayofweek(v)", "dayofyear(v)",
      "week_of_year(v)", "datetime_diff('month', v, w)", "datetime_diff('week', v, w)", "datetime_diff('nanosecond', v, w)", "datetime_diff('second', v, w)", "datetime_add('month', 1, v)", "datetime_add('year', -1, v)", "tostring(v)",
      "format_datetime(v, 'yyyy-MM-dd HH:mm:ss')", "format_datetime(v, 'y.fff')", "tolong(v)", "toint(v)", "datetime_utc_to_local(v, 'Asia/Tokyo')", "datetime_local_to_utc(v, 'US/Pacific')", "v between (w .. 1d)", "hash_md5(v)", "range(v, w, 36500d)",
    ]);
    await noneFails("timespan", spans, [
      "v + w", "v - w", "v / w", "v * 2", "v / 0", "v * 1.5", "v % w", "bin(v, w)", "tostring(v)", "format_timespan(v, 'd.hh:mm:ss.fffffff')", "abs(v)", "-v", "datetime(2020-01-01) + v", "ago(v)", "now(v)", "tolong(v)", "v > w",
    ]);
  });

  it("aggregates over the same extremes", async () => {
    const table = `datatable(v:long, r:real, t:datetime, s:timespan)[${longs.map((value, index) => `${value}, ${reals[index] ?? "0.0"}, ${times[index % 4] ?? ""}, ${spans[index % 5] ?? ""}`).join(", ")}]`;
    const aggregates = "sum(v), avg(v), min(v), max(v), percentile(v, 50), make_list(v), make_set(v), dcount(v), sum(r), avg(r), max(r), percentile(r, 50), make_set(r), avg(t), min(t), sum(s), avg(s), binary_all_xor(v), take_any(t), stdev(r), variance(r), stdev(v), sumif(r, r > 1e200), variancep(r), covariance(r, r), avgif(r, v > 0)";
    for (const aggregate of aggregates.split(/, (?=[a-z_]+\()/)) expect(await rows(`${table} | summarize r = ${aggregate}`), aggregate).toHaveLength(1);
  });
});
