import { call, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { plain, shaped, type FunctionCall, type FunctionTable } from "./function-row.js";

const text = { nulls: "text" as const };

/** The digest of a value's text; of empty text it is empty. */
function digest(name: string): (each: FunctionCall) => SqlExpression {
  return (each) => call("kql_digest", each.as(0, "string"), call(name, each.as(0, "string")));
}

/** Base64, URL encoding and digests. Source: the pages of the functions. */
export const encodingFunctions: FunctionTable = {
  base64_encode_tostring: plain("kql_base64_encode", ["string"], "string", text),
  base64_encodestring: plain("kql_base64_encode", ["string"], "string", text),
  base64_decode_tostring: plain("kql_base64_decode", ["string"], "string", { ...text, rules: [210] }),
  base64_decodestring: plain("kql_base64_decode", ["string"], "string", { ...text, rules: [210] }),
  base64_decode_toarray: plain("kql_base64_bytes", ["string"], "dynamic", { rules: [210] }),
  base64_encode_fromarray: plain("kql_base64_from_bytes", ["dynamic"], "string", text),
  base64_encode_fromguid: plain("kql_base64_from_guid", ["guid"], "string", text),
  base64_decode_toguid: plain("kql_base64_guid", ["string"], "guid"),
  url_encode: plain("kql_url_encode", ["string"], "string", { ...text, rules: [211] }),
  url_encode_component: plain("url_encode", ["string"], "string", { ...text, rules: [211] }),
  url_decode: plain("kql_url_decode", ["string"], "string", { ...text, rules: [211] }),
  hash_md5: shaped("any", "string", digest("md5"), { ...text, rules: [212] }),
  hash_sha1: shaped("any", "string", digest("sha1"), { ...text, rules: [212] }),
  hash_sha256: shaped("any", "string", digest("sha256"), { ...text, rules: [212] }),
  parse_url: plain("kql_parse_url", ["string"], "dynamic", { ...text, rules: [213] }),
  parseurl: plain("kql_parse_url", ["string"], "dynamic", { ...text, rules: [213] }),
  parse_urlquery: plain("kql_parse_urlquery", ["string"], "dynamic", { ...text, rules: [213] }),
  parseurlquery: plain("kql_parse_urlquery", ["string"], "dynamic", { ...text, rules: [213] }),
  parse_path: plain("kql_parse_path", ["string"], "dynamic", { ...text, rules: [214] }),
  parse_csv: plain("kql_parse_csv", ["string"], "dynamic", { ...text, rules: [215] }),
  has_ipv4: shaped("string, string", "bool", (each) => call("kql_has_ipv4", each.as(0, "string"), each.as(1, "string")), { ...text, rules: [222] }),
  has_ipv4_prefix: shaped("string, string", "bool", (each) => call("kql_has_ipv4_prefix", each.as(0, "string"), each.as(1, "string")), { ...text, rules: [222] }),
  has_any_ipv4: shaped("string, string… or dynamic", "bool", (each) => anyOf(each, "kql_has_ipv4"), { ...text, rules: [222] }),
  has_any_ipv4_prefix: shaped("string, string… or dynamic", "bool", (each) => anyOf(each, "kql_has_ipv4_prefix"), { ...text, rules: [222] }),
  ipv4_is_private: plain("kql_ipv4_is_private", ["string"], "bool", { rules: [221] }),
  parse_ipv4: plain("kql_ipv4", ["string"], "long", { rules: [220] }),
  parse_ipv4_mask: shaped("string, long", "long", (each) => call("kql_ipv4_masked", each.as(0, "string"), each.as(1, "long")), { rules: [220] }),
  ipv4_netmask_suffix: plain("kql_ipv4_suffix", ["string"], "long", { rules: [220] }),
  ipv4_compare: shaped("string, string, long?", "long", (each) => compared(each, "kql_ipv4_compare", 32), { rules: [220] }),
  ipv4_is_match: shaped("string, string, long?", "bool", (each) => operator("=", compared(each, "kql_ipv4_compare", 32), constant(0)), { rules: [220] }),
  ipv4_is_in_range: shaped("string, string", "bool", (each) => call("kql_ipv4_in_range", each.as(0, "string"), each.as(1, "string")), { rules: [220] }),
  ipv4_is_in_any_range: shaped("string, string… or dynamic", "bool", (each) => anyOf(each, "kql_ipv4_in_range"), { rules: [220] }),
  format_ipv4: shaped("string or long, long?", "string", (each) => formatted(each, "kql_format_ipv4"), { ...text, rules: [220] }),
  format_ipv4_mask: shaped("string or long, long?", "string", (each) => formatted(each, "kql_format_ipv4_mask"), { ...text, rules: [220] }),
  parse_ipv6: plain("kql_parse_ipv6", ["string"], "string", { ...text, rules: [223] }),
  parse_ipv6_mask: shaped("string, long", "string", (each) => call("kql_parse_ipv6_mask", each.as(0, "string"), each.as(1, "long")), { ...text, rules: [223] }),
  ipv6_compare: shaped("string, string, long?", "long", (each) => compared(each, "kql_ipv6_compare", 128), { rules: [223] }),
  ipv6_is_match: shaped("string, string, long?", "bool", (each) => operator("=", compared(each, "kql_ipv6_compare", 128), constant(0)), { rules: [223] }),
  ipv6_is_in_range: shaped("string, string", "bool", (each) => call("kql_ipv6_in_range", each.as(0, "string"), each.as(1, "string")), { rules: [223] }),
  ipv6_is_in_any_range: shaped("string, string… or dynamic", "bool", (each) => anyOf(each, "kql_ipv6_in_range"), { rules: [223] }),
};

function compared(each: FunctionCall, macro: string, prefix: number): SqlExpression {
  return call(macro, each.as(0, "string"), each.as(1, "string"), each.arguments[2] ? each.as(2, "long") : constant(prefix));
}

function formatted(each: FunctionCall, macro: string): SqlExpression {
  const address = each.arguments[0];
  const prefix = each.arguments[1] ? each.as(1, "long") : constant(32);
  const isNumber = address?.type === "long" || address?.type === "int" || address?.type === "real";
  const asText = isNumber ? call("kql_ipv4_text", each.as(0, "long")) : each.as(0, "string");
  return call(macro, asText, prefix);
}

/** Whether the test holds for one of the arguments behind the first, or of the elements of an array. */
function anyOf(each: FunctionCall, macro: string): SqlExpression {
  const subject = each.as(0, "string");
  const tests = each.arguments.slice(1).map((argument, index): SqlExpression => {
    if (argument.type !== "dynamic") return call(macro, subject, each.as(index + 1, "string"));
    const items = call("kql_items_or_self", each.sql(index + 1));
    const results = call("list_transform", items, { kind: "lambda", parameters: ["kql_candidate"], body: call(macro, subject, call("kql_dynamic_text", { kind: "column", name: "kql_candidate" })) });
    return call("list_bool_or", results);
  });
  return tests.length === 1 && tests[0] ? tests[0] : operator("OR", ...tests);
}
