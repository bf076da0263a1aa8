import type { MacroSet } from "./macro-set.js";

/** Tests and functions of text. A term is a run of Unicode letters and digits; every other character parts terms (R100). */
export const textMacros: MacroSet = {
  "kql_starts_term(n)": "regexp_matches(n, '^[\\pL\\pN]')",
  "kql_ends_term(n)": "regexp_matches(n, '[\\pL\\pN]$')",
  // a boundary is asked for only where the needle's own edge is part of a term (R101); a constant needle makes a constant pattern
  "kql_before_term(n)": "CASE WHEN kql_starts_term(n) THEN '(?:^|[^\\pL\\pN])' ELSE '' END",
  "kql_after_term(n)": "CASE WHEN kql_ends_term(n) THEN '(?:$|[^\\pL\\pN])' ELSE '' END",
  "kql_has_cs(s, n)": "(contains(s, n) AND regexp_matches(s, kql_before_term(n) || regexp_escape(n) || kql_after_term(n)))",
  "kql_hasprefix_cs(s, n)": "(contains(s, n) AND regexp_matches(s, kql_before_term(n) || regexp_escape(n)))",
  "kql_hassuffix_cs(s, n)": "(contains(s, n) AND regexp_matches(s, regexp_escape(n) || kql_after_term(n)))",
  "kql_has(s, n)": "kql_has_cs(lower(s), lower(n))",
  // several needles whose edges are parts of terms: one pass over the text
  "kql_has_one(s, ns)":
    "regexp_matches(lower(s), '(?:^|[^\\pL\\pN])(?:' || array_to_string(list_transform(ns, lambda kho: regexp_escape(lower(kho))), '|') || ')(?:$|[^\\pL\\pN])')",
  "kql_hasprefix(s, n)": "kql_hasprefix_cs(lower(s), lower(n))",
  "kql_hassuffix(s, n)": "kql_hassuffix_cs(lower(s), lower(n))",
  "kql_contains(s, n)": "contains(lower(s), lower(n))",
  "kql_startswith(s, n)": "starts_with(lower(s), lower(n))",
  "kql_endswith(s, n)": "ends_with(lower(s), lower(n))",
  "kql_equals(s, n)": "(lower(s) = lower(n))",
  // 0-based, a negative start counts from the end, before the beginning is empty (R150)
  "kql_substring(s, b)": "substring(s, kql_first_place(s, b))",
  "kql_substring_length(s, b, n)": "CASE WHEN b IS NULL OR n IS NULL OR n <= 0 THEN '' ELSE substring(s, kql_first_place(s, b), least(n, 2147483647)) END",
  "kql_first_place(s, b)": "CASE WHEN b >= 0 THEN least(b, 2147483646) + 1 WHEN b < -length(s) THEN 2147483647 ELSE length(s) + b + 1 END",
  // every start position counts, so occurrences may overlap (R152)
  "kql_countof(s, n)":
    "CASE WHEN n = '' OR length(n) > length(s) THEN 0 WHEN length(n) = 1 THEN length(s) - length(replace(s, n, '')) ELSE len(list_filter(range(1, length(s) - length(n) + 2), lambda kco: substring(s, kco, length(n)) = n)) END",
  // DuckDB's regexp_extract takes an expression that it does not understand for one that is not found: the test before says what is wrong with it
  "kql_regex_group(s, p, g)": "CASE WHEN regexp_matches('', p) IS NOT NULL THEN regexp_extract(s, p, g) END",
  "kql_countof_regex(s, p)": "len(regexp_extract_all(s, p))",
  // first place in a stretch, from 0; -1 if absent (R151)
  "kql_indexof(s, n)": "(strpos(s, n) - 1)",
  // at most 1,024 times
  "kql_strrep(s, n, d)": "CASE WHEN n <= 0 THEN '' ELSE s || repeat(d || s, least(n, 1024) - 1) END",
  "kql_strcmp(a, b)": "CASE WHEN a < b THEN -1 WHEN a > b THEN 1 ELSE 0 END",
  "kql_trim_start(p, s)": "regexp_replace(s, '^(?:' || p || ')', '')",
  "kql_trim_end(p, s)": "regexp_replace(s, '(?:' || p || ')$', '')",
  "kql_split(s, d)": "to_json(CASE WHEN d = '' THEN [s] ELSE string_split(s, d) END)",
  "kql_codepoints(s)": "to_json(list_transform(string_split(s, ''), lambda kcp: unicode(kcp)))",
  "kql_upper(s)": "CASE WHEN contains(s, 'ß') AND NOT contains(s, 'ẞ') THEN replace(upper(s), 'ẞ', 'ß') ELSE upper(s) END",
  "kql_isascii(s)": "(strlen(s) = length(s))",
  "kql_regex_quote(s)": "regexp_replace(s, '([\\\\.+*?()\\[\\]{}|^$])', '\\\\\\1', 'g')",
  // all matches at both ends
  "kql_trim(p, s)": "regexp_replace(regexp_replace(s, '^(?:' || p || ')+', ''), '(?:' || p || ')+$', '')",
  "kql_split_item(j, i)": "CASE WHEN i < json_array_length(j) AND i >= 0 THEN to_json([json_extract(j, i)]) END",
  "kql_strcat_array(j, d)":
    "CASE WHEN json_type(j) = 'ARRAY' THEN coalesce(array_to_string(list_transform(kql_list(j), lambda ksa: kql_dynamic_text(ksa)), d), '') ELSE kql_dynamic_text(j) END",
  "kql_from_codepoints(j)":
    "coalesce(array_to_string(list_transform(kql_items_or_self(j), lambda kfc: kql_chr(TRY_CAST(kfc AS INTEGER))), ''), '')",
  "kql_chr(n)": "CASE WHEN n BETWEEN 0 AND 55295 OR n BETWEEN 57344 AND 1114111 THEN chr(n) END",
  "kql_pad_left(s, n)": "CASE WHEN n > length(s) THEN lpad(s, greatest(least(n, 16), length(s))::INTEGER, '0') ELSE s END",
  "kql_has_any_index(s, items)":
    "(coalesce(list_position(list_transform(items, lambda khx: kql_has(s, kql_dynamic_text(khx))), TRUE), 0)::BIGINT - 1)",
  // each character for the one at its place in the other list, the last of which stands for all beyond
  "kql_translate(a, b, s)":
    "CASE WHEN b = '' THEN translate(s, a, '') ELSE translate(s, a, rpad(b, length(a)::INTEGER, right(b, 1))) END",
  // places: from a start (negative: from the end), over a length (-1: all), the nth occurrence (R151)
  "kql_search_from(s, b)": "CASE WHEN b < 0 THEN greatest(length(s) + greatest(b, -2147483647), 0) ELSE least(b, 2147483647) END",
  "kql_search_end(s, b, n)": "CASE WHEN n < 0 THEN length(s) ELSE least(length(s), kql_search_from(s, b) + least(n, 2147483647)) END",
  // the nth occurrence: each search begins one behind the last place and looks over the same length
  "kql_place_from(s, m, b, n)":
    "coalesce(list_filter(range(b, CASE WHEN n < 0 THEN length(s) ELSE least(length(s), b + least(n, 2147483647)) END - length(m) + 1), lambda kix: substring(s, kix + 1, length(m)) = m)[1], -1)",
  "kql_indexof_in(s, m, b, n, o)":
    "CASE WHEN n < -1 OR o < 1 THEN NULL WHEN o = 1 THEN kql_place_from(s, m, kql_search_from(s, b), n) ELSE list_reduce(range(1, least(o, length(s) + 1)), lambda kip, kin: CASE WHEN kip < 0 THEN -1 ELSE kql_place_from(s, m, kip + 1, n) END, kql_place_from(s, m, kql_search_from(s, b), n)) END",
  "kql_indexof_regex_in(s, m, b, n, o)":
    "CASE WHEN b < 0 OR n < -1 OR o < 1 THEN NULL ELSE kql_regex_place(substring(s, kql_search_from(s, b) + 1, kql_search_end(s, b, n) - kql_search_from(s, b)), m, kql_search_from(s, b), o) END",
  // the place of the oth match: the lengths of what stands before it
  "kql_regex_place(s, m, b, o)":
    "CASE WHEN len(regexp_extract_all(s, m)) < o THEN -1 ELSE b + list_sum(list_transform(string_split_regex(s, m)[:o], lambda krp: length(krp)))::BIGINT + coalesce(list_sum(list_transform(regexp_extract_all(s, m)[:o - 1], lambda krm: length(krm))), 0)::BIGINT END",
};
