import type { MacroSet } from "./macro-set.js";

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const address = `${octet}(?:\\.${octet}){3}`;

/** Encodings, URLs, paths, IP addresses. */
export const encodingMacros: MacroSet = {
  "kql_digest(s, d)": "CASE WHEN s = '' THEN '' ELSE d END",
  "kql_base64_encode(s)": "base64(encode(s))",
  "kql_is_base64(s)": "regexp_full_match(s, '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?')",
  // bytes that are not UTF-8 give empty text (R210)
  "kql_base64_decode(s)":
    "list_transform([s], lambda kbd: coalesce(try(decode(CASE WHEN kql_is_base64(kbd) THEN from_base64(kbd) END)), ''))[1]",
  "kql_base64_bytes(s)":
    "list_transform([s], lambda kbb: CASE WHEN kql_is_base64(kbb) THEN to_json(list_transform(range(0, octet_length(from_base64(kbb))), lambda kby: ('0x' || substring(hex(from_base64(kbb)), kby * 2 + 1, 2))::BIGINT)) END)[1]",
  "kql_base64_from_bytes(j)":
    "CASE WHEN json_type(j) = 'ARRAY' AND list_bool_and(list_transform(kql_list(j), lambda kbi: coalesce(TRY_CAST(kbi AS BIGINT) BETWEEN 0 AND 255, FALSE))) THEN base64(unhex(array_to_string(list_transform(kql_list(j), lambda kbh: lpad(to_hex(TRY_CAST(kbh AS BIGINT)), 2, '0')), ''))) ELSE '' END",
  // a guid's first three groups stand in little-endian order
  "kql_base64_from_guid(g)": "coalesce(base64(unhex(kql_guid_bytes(replace(g, '-', '')))), '')",
  "kql_guid_bytes(h)":
    "(substring(h, 7, 2) || substring(h, 5, 2) || substring(h, 3, 2) || substring(h, 1, 2) || substring(h, 11, 2) || substring(h, 9, 2) || substring(h, 15, 2) || substring(h, 13, 2) || substring(h, 17))",
  "kql_base64_guid(s)":
    "list_transform([s], lambda kbg: CASE WHEN kql_is_base64(kbg) AND length(kbg) = 24 THEN kql_guid_form(lower(kql_guid_bytes(hex(from_base64(kbg))))) END)[1]",
  // form encoding: spaces as +, small hexadecimal digits (R211)
  "kql_url_encode(s)":
    "coalesce(array_to_string(list_transform(regexp_extract_all(replace(replace(replace(replace(replace(replace(url_encode(s), '%20', '+'), '%21', '!'), '%2A', '*'), '%28', '('), '%29', ')'), '~', '%7E'), '%[0-9A-F]{2}|[^%]+'), lambda kue: CASE WHEN starts_with(kue, '%') THEN lower(kue) ELSE kue END), ''), '')",
  "kql_url_decode(s)": "coalesce(try(url_decode(replace(s, '+', ' '))), host_url_decode(replace(s, '+', ' ')))",
  // key=value pairs, sorted; several values of a key as an array; pairs without a key or value are dropped (R213)
  "kql_query_pairs(q)":
    "list_transform(list_filter(string_split(q, '&'), lambda kqf: strpos(kqf, '=') > 1 AND strpos(kqf, '=') < length(kqf)), lambda kqp: {'k': left(kqp, strpos(kqp, '=') - 1), 'v': substring(kqp, strpos(kqp, '=') + 1)})",
  "kql_query_bag(q)": "CASE WHEN q = '' THEN '{}'::JSON ELSE kql_full_query_bag(q) END",
  "kql_full_query_bag(q)": "list_transform([kql_query_pairs(q)], lambda kqb: kql_bag_of(list_transform(list_sort(list_distinct(list_transform(kqb, lambda kqk: kqk.k))), lambda kqn: {'k': kqn, 'v': kql_query_value(list_transform(list_filter(kqb, lambda kqm: kqm.k = kqn), lambda kqv: kqv.v))})))[1]",
  "kql_query_value(vs)": "CASE WHEN len(vs) = 1 THEN to_json(vs[1]) ELSE to_json(vs) END",
  "kql_parse_urlquery(s)": "json_object('Query Parameters', kql_query_bag(CASE WHEN starts_with(s, '?') THEN substring(s, 2) ELSE s END))",
  "kql_parse_url(s)":
    "list_transform([regexp_extract(s, '^([^:/?#]+)://(?:([^:/?#@]*):([^/?#@]*)@)?(\\[[^\\]]*\\]|[^:/?#]*)(?::(\\d*))?(/[^?#]*)?((?:\\?[^#]*)?)((?:#.*)?)$', ['scheme', 'user', 'secret', 'host', 'port', 'path', 'query', 'fragment'])], lambda kpu: json_object('Scheme', kpu.scheme, 'Host', kpu.host, 'Port', kpu.port, 'Path', CASE WHEN kpu.path = '/' AND kpu.query = '' AND kpu.fragment = '' THEN '' ELSE kpu.path END, 'Username', kpu.user, 'Password', kpu.secret, 'Query Parameters', kql_query_bag(substring(kpu.query, 2)), 'Fragment', substring(kpu.fragment, 2)))[1]",
  "kql_parse_path(s)":
    "list_transform([regexp_extract(s, '^(?:([A-Za-z][A-Za-z0-9+.-]+)://)?((?:[A-Za-z]:)?)(.*?)((?::[^\\\\/:]+)?)$', ['scheme', 'root', 'rest', 'stream'])], lambda kpp: list_transform([regexp_extract(kpp.root || kpp.rest, '^(?:(.*)[\\\\/])?([^\\\\/]*)$', ['dir', 'file'])], lambda kpd: json_object('Scheme', kpp.scheme, 'RootPath', kpp.root, 'DirectoryPath', kpd.dir, 'DirectoryName', regexp_extract(kpd.dir, '[^\\\\/]*$'), 'Filename', kpd.file, 'Extension', regexp_extract(kpd.file, '\\.([^.]*)$', 1), 'AlternateDataStreamName', substring(kpp.stream, 2)))[1])[1]",
  // the first record only (R215)
  "kql_parse_csv(s)":
    "to_json(list_transform(regexp_extract_all(',' || regexp_extract(s, '^(?:\"(?:[^\"]|\"\")*\"|[^\"\\r\\n])*'), ',(\"(?:[^\"]|\"\")*\"|[^,]*)', 1), lambda kcs: CASE WHEN starts_with(kcs, '\"') THEN replace(substring(kcs, 2, length(kcs) - 2), '\"\"', '\"') ELSE kcs END))",
  // IPv4: the network of a suffix, no leading zeros (R220)
  "kql_is_ipv4(s)": `regexp_matches(s, '^\\s*${address}(?:/(?:3[0-2]|[12]?\\d))?\\s*$')`,
  "kql_ipv4_number(s)":
    "(split_part(trim(s), '.', 1)::BIGINT * 16777216 + split_part(trim(s), '.', 2)::BIGINT * 65536 + split_part(trim(s), '.', 3)::BIGINT * 256 + split_part(split_part(trim(s), '.', 4), '/', 1)::BIGINT)",
  "kql_ipv4_suffix(s)": "CASE WHEN kql_is_ipv4(s) THEN CASE WHEN contains(s, '/') THEN split_part(trim(s), '/', 2)::BIGINT ELSE 32 END END",
  "kql_ipv4_mask(p)": "(4294967296 - (1::BIGINT << (32 - p)::BIGINT))",
  "kql_ipv4_net(s, p)": "CASE WHEN kql_is_ipv4(s) AND p BETWEEN 0 AND 32 THEN kql_ipv4_number(s) & kql_ipv4_mask(p) END",
  "kql_ipv4(s)": "kql_ipv4_net(s, kql_ipv4_suffix(s))",
  "kql_ipv4_masked(s, p)": "CASE WHEN p BETWEEN 0 AND 32 THEN kql_ipv4_net(s, least(kql_ipv4_suffix(s), p)) END",
  "kql_ipv4_prefix_of(a, b, p)": "CASE WHEN p BETWEEN 0 AND 32 THEN least(kql_ipv4_suffix(a), kql_ipv4_suffix(b), p) END",
  "kql_ipv4_compare(a, b, p)":
    "CASE WHEN kql_is_ipv4(a) AND kql_is_ipv4(b) THEN sign(kql_ipv4_net(a, kql_ipv4_prefix_of(a, b, p)) - kql_ipv4_net(b, kql_ipv4_prefix_of(a, b, p)))::BIGINT END",
  "kql_ipv4_in_range(a, r)": "CASE WHEN kql_is_ipv4(a) AND kql_is_ipv4(r) THEN kql_ipv4_net(a, kql_ipv4_suffix(r)) = kql_ipv4(r) END",
  "kql_ipv4_is_private(s)":
    "CASE WHEN kql_is_ipv4(s) THEN kql_ipv4_number(s) BETWEEN 167772160 AND 184549375 OR kql_ipv4_number(s) BETWEEN 2886729728 AND 2887778303 OR kql_ipv4_number(s) BETWEEN 3232235520 AND 3232301055 END",
  "kql_ipv4_text(n)":
    "CASE WHEN n BETWEEN 0 AND 4294967295 THEN (n >> 24)::VARCHAR || '.' || ((n >> 16) & 255)::VARCHAR || '.' || ((n >> 8) & 255)::VARCHAR || '.' || (n & 255)::VARCHAR ELSE '' END",
  "kql_format_ipv4(s, p)": "coalesce(kql_ipv4_text(kql_ipv4_masked(s, p)), '')",
  "kql_format_ipv4_mask(s, p)":
    "coalesce(CASE WHEN p BETWEEN 0 AND 32 AND kql_is_ipv4(s) THEN kql_ipv4_text(kql_ipv4_masked(s, p)) || '/' || least(kql_ipv4_suffix(s), p)::VARCHAR END, '')",
  "kql_has_ipv4(s, ip)": `(regexp_matches(ip, '^${address}$') AND regexp_matches(s, '(?:^|[^\\pL\\pN])' || regexp_escape(ip) || '(?:$|[^\\pL\\pN])'))`,
  // an address that begins with the prefix (R222)
  "kql_has_ipv4_prefix(s, p)":
    `CASE WHEN regexp_matches(p, '^${address}$') THEN kql_has_ipv4(s, p) WHEN regexp_matches(p, '^(?:${octet}\\.){1,3}$') THEN regexp_matches(s, '(?:^|[^\\pL\\pN])' || regexp_escape(p) || '${octet}(?:\\.${octet}){' || (3 - length(p) + length(replace(p, '.', '')))::VARCHAR || '}(?:$|[^\\pL\\pN])') ELSE FALSE END`,
  // IPv6 as eight numbers; a dotted tail is two of them (R223)
  "kql_ipv6_address(s)": "regexp_replace(split_part(trim(s), '/', 1), '%.*$', '')",
  "kql_ipv6_has_dots(s)": "contains(s, '.')",
  "kql_ipv6_hex(a)":
    `CASE WHEN regexp_matches(a, '^${address}$') THEN '::ffff:' || kql_ipv6_tail(a) WHEN regexp_matches(a, ':${address}$') THEN regexp_extract(a, '^(.*:)[^:]*$', 1) || kql_ipv6_tail(regexp_extract(a, '[^:]*$')) WHEN contains(a, '.') THEN '' ELSE a END`,
  "kql_ipv6_tail(q)": "(lower(to_hex(kql_ipv4_number(q) >> 16)) || ':' || lower(to_hex(kql_ipv4_number(q) & 65535)))",
  "kql_ipv6_full(h)":
    "CASE WHEN contains(h, '::') THEN left(h, strpos(h, '::') - 1) || CASE WHEN starts_with(h, '::') THEN '' ELSE ':' END || array_to_string(list_transform(range(0, 8 - kql_ipv6_count(h)), lambda kvz: '0'), ':') || CASE WHEN ends_with(h, '::') THEN '' ELSE ':' || substring(h, strpos(h, '::') + 2) END ELSE h END",
  "kql_ipv6_count(h)": "len(list_filter(string_split(h, ':'), lambda kvc: kvc <> ''))",
  "kql_ipv6_is_hex(h)":
    "CASE WHEN contains(h, '::') THEN regexp_matches(h, '^(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?::(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?$') AND kql_ipv6_count(h) <= 7 ELSE regexp_matches(h, '^[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){7}$') END",
  "kql_ipv6_groups(s)":
    "list_transform([kql_ipv6_hex(kql_ipv6_address(s))], lambda kvg: CASE WHEN kql_ipv6_is_hex(kvg) THEN list_transform(string_split(kql_ipv6_full(kvg), ':'), lambda kvn: TRY_CAST('0x' || kvn AS BIGINT)) END)[1]",
  // the suffix of an address with a dotted tail is one of IPv4
  "kql_ipv6_suffix(s)":
    "CASE WHEN NOT contains(s, '/') THEN 128 WHEN NOT regexp_matches(s, '/\\d{1,3}\\s*$') THEN -1 WHEN contains(s, '.') THEN CASE WHEN split_part(trim(s), '/', 2)::BIGINT <= 32 THEN split_part(trim(s), '/', 2)::BIGINT + 96 ELSE -1 END WHEN split_part(trim(s), '/', 2)::BIGINT <= 128 THEN split_part(trim(s), '/', 2)::BIGINT ELSE -1 END",
  "kql_ipv6_masked(g, p)":
    "CASE WHEN p BETWEEN 0 AND 128 THEN list_transform(g, lambda kvm, kvi: CASE WHEN kvi * 16 <= p THEN kvm WHEN (kvi - 1) * 16 >= p THEN 0 ELSE kvm & (65536 - (1::BIGINT << (kvi * 16 - p)::BIGINT)) END) END",
  "kql_ipv6_net(s)": "kql_ipv6_masked(kql_ipv6_groups(s), kql_ipv6_suffix(s))",
  "kql_ipv6_text(g)": "coalesce(array_to_string(list_transform(g, lambda kvt: lpad(lower(to_hex(kvt)), 4, '0')), ':'), '')",
  "kql_parse_ipv6(s)": "kql_ipv6_text(kql_ipv6_net(s))",
  "kql_parse_ipv6_mask(s, p)": "kql_ipv6_text(kql_ipv6_masked(kql_ipv6_net(s), p))",
  // ::a.b.c.d counts as the mapped address when compared, and of two dotted addresses a prefix up to 32 is one of IPv4
  "kql_ipv6_mapped(s)": `regexp_replace(s, '^\\s*::(${address})', '\\1')`,
  "kql_ipv6_prefix(a, b, p)": "CASE WHEN p <= 32 AND contains(a, '.') AND contains(b, '.') THEN p + 96 ELSE p END",
  "kql_ipv6_compare(a, b, p)":
    "list_transform([{'a': kql_ipv6_groups(kql_ipv6_mapped(a)), 'b': kql_ipv6_groups(kql_ipv6_mapped(b)), 'p': CASE WHEN p BETWEEN 0 AND 128 THEN least(kql_ipv6_suffix(a), kql_ipv6_suffix(b), kql_ipv6_prefix(a, b, p)) END}], lambda kvp: CASE WHEN kvp.a IS NULL OR kvp.b IS NULL OR kvp.p IS NULL OR kvp.p < 0 THEN NULL WHEN kql_ipv6_masked(kvp.a, kvp.p) < kql_ipv6_masked(kvp.b, kvp.p) THEN -1 WHEN kql_ipv6_masked(kvp.a, kvp.p) > kql_ipv6_masked(kvp.b, kvp.p) THEN 1 ELSE 0 END::BIGINT)[1]",
  "kql_ipv6_in_range(a, r)":
    "CASE WHEN kql_ipv6_groups(a) IS NOT NULL AND kql_ipv6_net(r) IS NOT NULL THEN kql_ipv6_masked(kql_ipv6_groups(a), kql_ipv6_suffix(r)) = kql_ipv6_net(r) END",
};
