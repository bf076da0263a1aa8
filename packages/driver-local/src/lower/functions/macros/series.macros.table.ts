import type { MacroSet } from "./macro-set.js";

/** Series: arrays of numbers. */
export const seriesMacros: MacroSet = {
  "kql_series(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN list_transform(kql_list(j), lambda kse: kql_series_number(kse)) END",
  // NaN and the infinities are texts inside a dynamic
  "kql_series_number(j)": "CASE WHEN json_type(j) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN TRY_CAST(j AS DOUBLE) WHEN j IN ('\"NaN\"', '\"Infinity\"', '\"-Infinity\"') THEN TRY_CAST(j ->> '$' AS DOUBLE) END",
  "kql_series_json(l)": "to_json(list_transform(l, lambda ksj: kql_real_json(ksj)))",
  "kql_series_bools(l)": "to_json(l)",
  // the elements at the same place; a single number is at every place of the other series
  "kql_series_pairs(a, b, truncate)": "CASE WHEN kql_is_series(a) AND kql_is_series(b) THEN list_zip(kql_series_beside(a, b), kql_series_beside(b, a), truncate) END",
  "kql_is_series(j)": "(json_type(j) = 'ARRAY' OR kql_series_number(j) IS NOT NULL)",
  "kql_series_beside(j, other)": "CASE WHEN json_type(j) = 'ARRAY' THEN kql_series(j) ELSE list_resize([]::DOUBLE[], CASE WHEN json_type(other) = 'ARRAY' THEN json_array_length(other)::BIGINT ELSE 1 END, kql_series_number(j)) END",
  "kql_series_sum(l)": "CASE WHEN l IS NOT NULL THEN coalesce(list_sum(l), 0)::DOUBLE END",
  "kql_series_product(l)": "CASE WHEN l IS NOT NULL THEN coalesce(list_product(l), 1)::DOUBLE END",
  "kql_series_magnitude(l)": "CASE WHEN len(l) > 0 THEN sqrt(coalesce(list_sum(list_transform(l, lambda ksm: ksm * ksm)), 0)) END",
  "kql_series_dot(p)": "CASE WHEN len(p) > 0 THEN coalesce(list_sum(list_transform(p, lambda ksd: ksd[1] * ksd[2])), 0)::DOUBLE END",
  "kql_series_cosine(p)":
    "(kql_series_dot(p) / (kql_series_magnitude(list_transform(p, lambda kca: kca[1])) * kql_series_magnitude(list_transform(p, lambda kcb: kcb[2]))))",
  // without gaps, or null
  "kql_series_whole(l)": "CASE WHEN NOT coalesce(list_bool_or(list_transform(l, lambda ksw: NOT coalesce(isfinite(ksw), FALSE))), FALSE) THEN l END",
  // gaps in place of what is not finite, so that places stay
  "kql_series_finite(l)": "list_transform(l, lambda ksf: CASE WHEN isfinite(ksf) THEN ksf END)",
  "kql_series_min(l)": "list_min(l)::DOUBLE",
  "kql_series_min_at(l)": "(list_position(l, list_min(l)) - 1)::DOUBLE",
  "kql_series_max(l)": "list_max(l)::DOUBLE",
  "kql_series_max_at(l)": "(list_position(l, list_max(l)) - 1)::DOUBLE",
  "kql_series_avg(l)": "list_avg(l)::DOUBLE",
  "kql_series_stdev(l)": "CASE WHEN list_count(l) = 1 THEN 0 WHEN list_max(list_transform(l, lambda ksq: abs(ksq))) >= 1e150 THEN 'nan' ELSE list_stddev_samp(list_filter(l, lambda ksr: abs(ksr) < 1e150)) END::DOUBLE",
  "kql_series_variance(l)": "CASE WHEN list_count(l) = 1 THEN 0 WHEN list_max(list_transform(l, lambda ksu: abs(ksu))) >= 1e150 THEN 'nan' ELSE list_var_samp(list_filter(l, lambda ksv: abs(ksv) < 1e150)) END::DOUBLE",
  "kql_series_stats(l)":
    "CASE WHEN l IS NOT NULL THEN json_object('min', kql_series_min(l), 'min_idx', kql_series_min_at(l)::BIGINT, 'max', kql_series_max(l), 'max_idx', kql_series_max_at(l)::BIGINT, 'avg', kql_real_json(kql_series_avg(l)), 'stdev', kql_real_json(kql_series_stdev(l)), 'variance', kql_real_json(kql_series_variance(l)), 'sum', kql_real_json(kql_series_sum(l)), 'len', len(l)::BIGINT) END",
};
