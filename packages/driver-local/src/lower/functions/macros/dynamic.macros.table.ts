import type { MacroSet } from "./macro-set.js";

/** Dynamic values: JSON text, SQL NULL for null. */
export const dynamicMacros: MacroSet = {
  "kql_not_null(j)": "nullif(j, 'null'::JSON)",
  // text that is not JSON is a dynamic string; empty text is null (R160)
  "kql_parse_json(s)": "CASE WHEN s = '' THEN NULL WHEN kql_is_json(s) THEN nullif(json(s), 'null'::JSON) ELSE to_json(s) END",
  // DuckDB takes NaN and infinities for JSON; the second look, without the texts inside, is only for texts that may hold them
  "kql_is_json(s)":
    "CASE WHEN NOT json_valid(s) THEN FALSE WHEN NOT regexp_matches(s, '(?i)nan|inf') THEN TRUE ELSE NOT regexp_matches(regexp_replace(json(s), '\"(?:[^\"\\\\]|\\\\.)*\"', '', 'g'), '(?i)nan|inf') END",
  "kql_parse_dynamic(j)": "CASE WHEN json_type(j) = 'VARCHAR' THEN kql_parse_json(j ->> '$') ELSE j END",
  "kql_pointer(k)": "('/' || replace(replace(k, '~', '~0'), '/', '~1'))",
  "kql_member(j, k)": "CASE WHEN json_type(j) = 'OBJECT' THEN kql_not_null(json_extract(j, kql_pointer(k))) END",
  "kql_element(j, i)": "CASE WHEN json_type(j) = 'ARRAY' THEN kql_not_null(json_extract(j, i::BIGINT)) END",
  // the elements of an array as JSON, nulls as JSON null; of anything else none
  "kql_items(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN kql_list(j) END",
  // (the cast tells DuckDB the type where the argument is a bare null)
  "kql_list(j)": "json_extract(j, '$[*]')::JSON[]",
  "kql_array_length(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN json_array_length(j)::BIGINT END",
  "kql_json_text(t)": "to_json(t)",
  "kql_real_json(r)": "CASE WHEN r IS NULL THEN NULL WHEN isfinite(r) THEN to_json(r) ELSE to_json(kql_real_text(r)) END",
  "kql_items_or_self(j)": "CASE WHEN j IS NULL THEN [] WHEN json_type(j) = 'ARRAY' THEN kql_list(j) ELSE [j] END",
  // with the elements of arrays inside; most arrays have none
  "kql_flat_items(j)": "CASE WHEN json_type(j) = 'ARRAY' AND contains(substring(j::VARCHAR, 2), '[') THEN kql_list(host_flat_array(j)::JSON) ELSE kql_items_or_self(j) END",
  "kql_gettype(j)":
    "CASE json_type(j) WHEN 'ARRAY' THEN 'array' WHEN 'OBJECT' THEN 'dictionary' WHEN 'VARCHAR' THEN 'string' WHEN 'DOUBLE' THEN 'double' WHEN 'BOOLEAN' THEN 'bool' WHEN 'BIGINT' THEN 'long' WHEN 'UBIGINT' THEN 'long' ELSE 'null' END",
  // a JSON number or bool compared with one of ours: anything else is unequal to it
  "kql_dynamic_number(j)": "CASE WHEN json_type(j) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN TRY_CAST(j AS DOUBLE) END",
  // 2.0 equals 2, 2.5 equals no whole number
  "kql_dynamic_integral(j)":
    "CASE WHEN json_type(j) IN ('BIGINT', 'UBIGINT') THEN TRY_CAST(j AS DECIMAL(38,10)) WHEN json_type(j) = 'DOUBLE' THEN TRY_CAST(TRY_CAST(j AS DOUBLE) AS DECIMAL(38,10)) END",
  "kql_dynamic_bool(j)": "CASE WHEN json_type(j) = 'BOOLEAN' THEN TRY_CAST(j AS BOOLEAN) END",
  "kql_valid_json(s)": "CASE WHEN kql_is_json(s) THEN s::JSON END",
  "kql_array(items)": "to_json(items)",
  // a slice by places from 0, both ends included, negative ones from the end (R164)
  "kql_place(n, i)": "CASE WHEN i < 0 THEN greatest(n + greatest(i, -n), 0) ELSE least(i, n) END",
  "kql_array_slice(j, b, e)":
    "CASE WHEN json_type(j) = 'ARRAY' THEN to_json(coalesce(list_slice(kql_list(j), kql_place(json_array_length(j)::BIGINT, b) + 1, CASE WHEN e < 0 THEN json_array_length(j)::BIGINT + greatest(e, -json_array_length(j)::BIGINT - 1) ELSE least(e, json_array_length(j)::BIGINT) END + 1), [])) END",
  "kql_array_reverse(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN to_json(list_reverse(kql_list(j))) END",
  "kql_array_shift_left(j, n, d)": "kql_array_shifted(j, greatest(least(n, json_array_length(j)::BIGINT), -json_array_length(j)::BIGINT), d)",
  // whole lists at once: to look for each element in the text of the array takes its length squared
  "kql_array_shifted(j, n, d)":
    "CASE WHEN json_type(j) <> 'ARRAY' THEN NULL WHEN n >= 0 THEN to_json(list_concat(list_slice(kql_list(j), n + 1, json_array_length(j)::BIGINT), kql_filler(n, d))) WHEN n < 0 THEN to_json(list_concat(kql_filler(-n, d), list_slice(kql_list(j), 1, json_array_length(j)::BIGINT + n))) END",
  "kql_filler(n, d)": "list_resize([]::JSON[], n, coalesce(d, 'null'::JSON))",
  "kql_array_rotate_left(j, n)":
    "CASE WHEN json_type(j) = 'ARRAY' AND n IS NOT NULL THEN CASE WHEN json_array_length(j) = 0 THEN j ELSE kql_array_rotated(j, (n % json_array_length(j)::BIGINT + json_array_length(j)::BIGINT) % json_array_length(j)::BIGINT) END END",
  "kql_array_rotated(j, n)": "to_json(list_concat(list_slice(kql_list(j), n + 1, json_array_length(j)::BIGINT), list_slice(kql_list(j), 1, n)))",
  "kql_array_sum(j)":
    "CASE WHEN json_type(j) = 'ARRAY' THEN CASE WHEN json_array_length(j) = 0 THEN 0 WHEN list_bool_and(list_transform(kql_list(j), lambda kan: kql_dynamic_number(kan) IS NOT NULL)) THEN list_sum(list_transform(kql_list(j), lambda kas: kql_dynamic_number(kas))) END::DOUBLE END",
  "kql_array_index_of(j, v, b, n, o)":
    "CASE WHEN json_type(j) = 'ARRAY' AND n >= -1 THEN coalesce(list_filter(list_transform(list_slice(kql_list(j), kql_place(json_array_length(j)::BIGINT, b) + 1, CASE WHEN n < 0 THEN json_array_length(j)::BIGINT ELSE least(json_array_length(j)::BIGINT, kql_place(json_array_length(j)::BIGINT, b) + least(n, json_array_length(j)::BIGINT)) END), lambda kai, kaj: CASE WHEN kai = v THEN kaj END), lambda kak: kak IS NOT NULL)[o] + kql_place(json_array_length(j)::BIGINT, b) - 1, -1) END",
  "kql_array_iff(c, a, b)":
    "CASE WHEN json_type(c) = 'ARRAY' THEN to_json(list_transform(list_slice(list_zip(kql_list(c), kql_side(a, json_array_length(c)::BIGINT), kql_side(b, json_array_length(c)::BIGINT)), 1, json_array_length(c)::BIGINT), lambda kif: CASE WHEN kql_dynamic_condition(kif[1]) THEN coalesce(kif[2], 'null'::JSON) WHEN NOT kql_dynamic_condition(kif[1]) THEN coalesce(kif[3], 'null'::JSON) ELSE 'null'::JSON END)) END",
  // a bool, or a number that is not 0; anything else is no condition (R167)
  "kql_dynamic_condition(j)": "CASE WHEN json_type(j) = 'BOOLEAN' THEN TRY_CAST(j AS BOOLEAN) ELSE kql_dynamic_number(j) <> 0 END",
  "kql_side(j, n)":
    "CASE WHEN json_type(j) = 'ARRAY' THEN kql_list(j) ELSE kql_filler(n, j) END",
  // by the kind of the elements: numbers, texts, all others; nulls at an end; texts in the form of a timespan by their lengths (R165)
  "kql_sort_key(j)":
    "{'k': CASE WHEN json_type(j) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN 0 WHEN json_type(j) = 'VARCHAR' THEN 1 ELSE 2 END, 'n': CASE WHEN json_type(j) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN TRY_CAST(j AS DOUBLE) WHEN json_type(j) = 'VARCHAR' AND regexp_full_match(j ->> '$', '-?(?:\\d+\\.)?\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{7})?') THEN kql_text_to_timespan(j ->> '$')::DOUBLE END, 's': CASE WHEN json_type(j) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN '' ELSE kql_dynamic_text(j) END}",
  // the elements of one array with the keys of another; those without a key are gone
  "kql_sort_rows(j, k)":
    "list_transform(list_zip(kql_list(k), kql_list(j)), lambda ksr, ksi: {'key': kql_sort_key(ksr[1]), 'at': ksi, 'v': ksr[2], 'gone': json_type(ksr[1]) = 'NULL'})",
  "kql_in_order(rows, down, last)":
    "CASE WHEN last THEN list_concat(kql_sorted_way(rows, down), list_filter(rows, lambda ksn: ksn.gone)) ELSE list_concat(list_filter(rows, lambda kso: kso.gone), kql_sorted_way(rows, down)) END",
  "kql_sorted_way(rows, down)":
    "CASE WHEN down THEN list_reverse(list_sort(list_filter(rows, lambda ksd: NOT ksd.gone))) ELSE list_sort(list_filter(rows, lambda ksg: NOT ksg.gone)) END",
  "kql_array_in_order(j, k, down, last)":
    "CASE WHEN json_type(j) = 'ARRAY' AND json_type(k) = 'ARRAY' AND json_array_length(j) = json_array_length(k) THEN to_json(list_transform(kql_in_order(kql_sort_rows(j, k), down, last), lambda kao: kao.v)) END",
  "kql_array_split(j, places)":
    "CASE WHEN json_type(j) = 'ARRAY' THEN to_json(list_transform(range(0, len(places) + 1), lambda ksx: list_slice(kql_list(j), CASE WHEN ksx = 0 THEN 1 ELSE places[ksx] + 1 END, CASE WHEN ksx = len(places) THEN json_array_length(j)::BIGINT ELSE places[ksx + 1] END))) END",
  "kql_split_places(j, p)":
    "list_transform(kql_items_or_self(p), lambda kss: least(greatest(CASE WHEN TRY_CAST(kss AS BIGINT) < 0 THEN json_array_length(j)::BIGINT + TRY_CAST(kss AS BIGINT) ELSE TRY_CAST(kss AS BIGINT) END, 0), json_array_length(j)::BIGINT))",
  // the first of each value, in order (R166)
  "kql_distinct(items)":
    "CASE WHEN len(items) <= 100 THEN list_filter(items, lambda kdv, kdi: list_position(items, kdv) = kdi) ELSE list_transform(kql_first_rows(list_transform(items, lambda kdm, kdn: {'k': kdm, 'i': kdn, 'v': kdm})), lambda kdo: kdo.v) END",
  // of rows with a key the first of each key, in order: they are sorted, and those like the one before are left out
  "kql_first_rows(rows)":
    "list_sort(list_transform(list_filter(kql_with_before(list_sort(rows)), lambda kfr: kfr[2] IS NULL OR kfr[1].k <> kfr[2].k), lambda kfs: {'i': kfs[1].i, 'k': kfs[1].k, 'v': kfs[1].v}))",
  "kql_with_before(rows)": "list_zip(rows, list_concat([NULL], list_slice(rows, 1, len(rows) - 1)))",
  "kql_set_difference(a, b)":
    "CASE WHEN len(a) * len(b) <= 10000 THEN kql_distinct(list_filter(a, lambda ksd: NOT list_contains(b, ksd))) ELSE kql_keys_in_order(list_filter(kql_with_before(kql_set_rows(a, b)), lambda kse: kse[1].s = 1 AND (kse[2] IS NULL OR kse[2].k <> kse[1].k))) END",
  "kql_set_intersect(a, b)":
    "CASE WHEN len(a) * len(b) <= 10000 THEN kql_distinct(list_filter(a, lambda ksn: list_contains(b, ksn))) ELSE kql_keys_in_order(list_filter(kql_with_before(kql_set_rows(a, b)), lambda ksf: ksf[1].s = 1 AND ksf[2].k = ksf[1].k AND ksf[2].s = 0)) END",
  // sorted by value, those of the second set first: what stands before the first row of a value says whether that set has it
  "kql_set_rows(a, b)": "list_sort(list_concat(list_transform(b, lambda kra, krb: {'k': kra, 's': 0, 'i': krb}), list_transform(a, lambda krc, krd: {'k': krc, 's': 1, 'i': krd})))",
  "kql_keys_in_order(pairs)": "list_transform(list_sort(list_transform(pairs, lambda kre: {'i': kre[1].i, 'k': kre[1].k})), lambda krf: krf.k)",
  "kql_jaccard(a, b)":
    "CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN len(a) + len(b) = 0 THEN 'nan'::DOUBLE ELSE len(kql_set_intersect(a, b))::DOUBLE / len(kql_distinct(list_concat(a, b))) END",
  // bags: the first of several values of one key stays
  "kql_bag_keys(j)": "CASE WHEN json_type(j) = 'OBJECT' THEN to_json(json_keys(j)) END",
  "kql_bag_pairs(j)":
    "CASE WHEN json_type(j) = 'OBJECT' THEN list_transform(json_keys(j), lambda kbp: {'k': kbp, 'v': json_extract(j, kql_pointer(kbp))}) ELSE [] END",
  "kql_bag_of(pairs)":
    "('{' || coalesce(array_to_string(list_transform(pairs, lambda kbo: to_json(kbo.k)::VARCHAR || ':' || coalesce(kbo.v::VARCHAR, 'null')), ','), '') || '}')::JSON",
  "kql_first_pairs(pairs)":
    "CASE WHEN len(pairs) <= 50 THEN list_filter(pairs, lambda kfp, kfi: list_position(list_transform(pairs, lambda kfk: kfk.k), kfp.k) = kfi) ELSE list_transform(kql_first_rows(list_transform(pairs, lambda kft, kfu: {'k': kft.k, 'i': kfu, 'v': kft.v})), lambda kfv: {'k': kfv.k, 'v': kfv.v}) END",
  "kql_bag_has_key(j, k)":
    "CASE WHEN json_type(j) = 'OBJECT' THEN list_contains(json_keys(j), k) END",
  "kql_bag_set_key(j, k, v)":
    "CASE WHEN json_type(j) = 'OBJECT' THEN kql_bag_of(CASE WHEN list_contains(json_keys(j), k) THEN list_transform(kql_bag_pairs(j), lambda kbs: CASE WHEN kbs.k = k THEN {'k': k, 'v': coalesce(v, 'null'::JSON)} ELSE kbs END) ELSE list_append(kql_bag_pairs(j), {'k': k, 'v': coalesce(v, 'null'::JSON)}) END) END",
  "kql_bag_remove_keys(j, keys)":
    "CASE WHEN json_type(j) = 'OBJECT' THEN kql_bag_of(list_filter(kql_bag_pairs(j), lambda kbr: NOT list_contains(keys, kbr.k))) END",
  // keys that are no texts are passed over; what is no array has no values (R168)
  "kql_bag_zip(k, v)":
    "CASE WHEN json_type(k) = 'ARRAY' THEN kql_bag_of(list_transform(list_filter(list_slice(list_zip(kql_list(k), CASE WHEN json_type(v) = 'ARRAY' THEN kql_list(v) ELSE [] END), 1, json_array_length(k)::BIGINT), lambda kbf: json_type(kbf[1]) = 'VARCHAR'), lambda kbz: {'k': kql_dynamic_text(kbz[1]), 'v': kbz[2]})) END",
  "kql_zip_items(j)": "kql_list(kql_array_or_single(j))",
  "kql_array_or_single(j)": "CASE WHEN json_type(j) = 'ARRAY' THEN j ELSE to_json([j]) END",
  "kql_repeat(v, n)": "CASE WHEN n >= 0 THEN to_json(list_transform(range(0, least(n, 1048576)), lambda krv: coalesce(v, 'null'::JSON))) END",
  // at most 2^20 values: the end is drawn in before the list is made
  "kql_range_long(a, b, s)":
    "CASE WHEN s = 0 OR a IS NULL OR b IS NULL OR s IS NULL THEN NULL WHEN s > 0 THEN range(a::BIGINT, least(b::HUGEINT + 1, a::HUGEINT + s::HUGEINT * 1048576, 9223372036854775807)::BIGINT, s::BIGINT) ELSE range(a::BIGINT, greatest(b::HUGEINT - 1, a::HUGEINT + s::HUGEINT * 1048576, -9223372036854775807)::BIGINT, s::BIGINT) END",
  "kql_range_real(a, b, s)":
    "CASE WHEN s = 0 OR a IS NULL OR b IS NULL OR s IS NULL OR isnan(a::DOUBLE) OR isnan(b::DOUBLE) OR isnan(s::DOUBLE) THEN NULL WHEN (b - a) / s < 0 THEN [] ELSE list_transform(range(0, least(CASE WHEN (b - a) / s < 1048576 THEN floor((b - a) / s + 1e-9)::BIGINT + 1 ELSE 1048576 END, 1048576)), lambda krr: a + krr * s) END",
  // the values of lists of JSON, each once and in order (R197)
  "kql_value_set(lists)": "list_sort(list_distinct(list_filter(flatten(lists), lambda kvs: kvs <> 'null'::JSON)))",
};
