import type { MacroSet } from "./macro-set.js";

/** Series: arrays of numbers. */
export const seriesMacros: MacroSet = {
  "kql_series(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN list_transform(kql_list(j), lambda kse: kql_dynamic_number(kse)) END",
  "kql_series_items(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN kql_list(j) END",
  "kql_series_or_number(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN kql_series(j) ELSE [kql_dynamic_to_real(j)] END",
  "kql_series_json(l)": "to_json(list_transform(l, lambda ksj: kql_real_json(ksj)))",
  "kql_series_bools(l)": "to_json(l)",
  // a single number is at every place; of two series the longer one says how many there are
  "kql_series_places(a, b, x, y)": "range(1, CASE WHEN x AND y THEN greatest(len(a), len(b)) WHEN x THEN len(a) ELSE len(b) END + 1)",
  "kql_at(l, i)": "CASE WHEN len(l) = 1 THEN l[1] ELSE l[i] END",
  "kql_series_sum(l)": "coalesce(list_sum(l), 0)::DOUBLE",
  "kql_series_product(l)": "CASE WHEN l IS NULL THEN NULL ELSE coalesce(list_product(l), 1)::DOUBLE END",
  "kql_series_magnitude(l)": "CASE WHEN l IS NULL THEN NULL ELSE sqrt(coalesce(list_sum(list_transform(l, lambda ksm: ksm * ksm)), 0)) END",
  "kql_series_dot(a, b)": "coalesce(list_sum(list_transform(range(1, least(len(a), len(b)) + 1), lambda ksd: a[ksd] * b[ksd])), 0)::DOUBLE",
  "kql_series_cosine(a, b)": "(kql_series_dot(a, b) / (kql_series_magnitude(a) * kql_series_magnitude(b)))",
  "kql_series_pearson(a, b)":
    "list_transform([{'a': list_avg(a), 'b': list_avg(b)}], lambda kpc: list_sum(list_transform(range(1, least(len(a), len(b)) + 1), lambda kpd: (a[kpd] - kpc.a) * (b[kpd] - kpc.b))) / sqrt(list_sum(list_transform(a, lambda kpe: (kpe - kpc.a) * (kpe - kpc.a))) * list_sum(list_transform(b, lambda kpf: (kpf - kpc.b) * (kpf - kpc.b)))))[1]",
  "kql_fill_forward(l, m)":
    "to_json(list_transform(l, lambda kff, kfi: coalesce(list_filter(l[:kfi], lambda kfg: kfg <> m)[-1], kff)))",
  "kql_fill_backward(l, m)": "to_json(list_transform(l, lambda kfb, kbj: coalesce(list_filter(l[kbj:], lambda kfh: kfh <> m)[1], kfb)))",
  "kql_series_finite(l)": "list_filter(l, lambda ksf: isfinite(ksf))",
  "kql_series_min(l)": "list_min(l)::DOUBLE",
  "kql_series_min_at(l)": "(list_position(l, list_min(l)) - 1)::DOUBLE",
  "kql_series_max(l)": "list_max(l)::DOUBLE",
  "kql_series_max_at(l)": "(list_position(l, list_max(l)) - 1)::DOUBLE",
  "kql_series_avg(l)": "list_avg(l)::DOUBLE",
  "kql_series_stdev(l)": "CASE WHEN len(l) = 1 THEN 0 WHEN list_max(list_transform(l, lambda ksq: abs(ksq))) >= 1e150 THEN 'nan' ELSE list_stddev_samp(list_filter(l, lambda ksr: abs(ksr) < 1e150)) END::DOUBLE",
  "kql_series_variance(l)": "CASE WHEN len(l) = 1 THEN 0 WHEN list_max(list_transform(l, lambda ksu: abs(ksu))) >= 1e150 THEN 'nan' ELSE list_var_samp(list_filter(l, lambda ksv: abs(ksv) < 1e150)) END::DOUBLE",
  "kql_series_stats(l)":
    "json_object('min', kql_series_min(l), 'min_idx', kql_series_min_at(l)::BIGINT, 'max', kql_series_max(l), 'max_idx', kql_series_max_at(l)::BIGINT, 'avg', kql_real_json(kql_series_avg(l)), 'stdev', kql_real_json(kql_series_stdev(l)), 'variance', kql_real_json(kql_series_variance(l)), 'sum', kql_real_json(kql_series_sum(l)), 'len', len(l)::BIGINT)",
};
