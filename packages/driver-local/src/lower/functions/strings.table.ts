import { call, caseWhen, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { plain, plainCast, shaped, type FunctionCall, type FunctionTable } from "./function-row.js";
import { extract, extractAll, extractJson } from "./extract.js";
import { and, orFalse } from "../expressions/sql-parts.js";
import { countGroups } from "./regex-groups.js";
import { overRegexOf } from "./regex/over-regex.js";

const text = { nulls: "text" as const };

/** All arguments as text from one on. */
function texts(call: FunctionCall, from = 0): SqlExpression[] {
  return call.arguments.slice(from).map((_, index) => call.as(index + from, "string"));
}

function concatenation(parts: readonly SqlExpression[]): SqlExpression {
  return parts.length === 1 && parts[0] ? parts[0] : operator("||", ...parts);
}

function joined(call: FunctionCall): SqlExpression {
  const delimiter = call.as(0, "string");
  return concatenation(texts(call, 1).flatMap((part, index) => (index === 0 ? [part] : [delimiter, part])));
}

/** `indexof(text, match, start, length, occurrence)`. */
function indexOf(each: FunctionCall): SqlExpression {
  const sides = [each.as(0, "string"), each.as(1, "string")] as const;
  return each.arguments.length === 2 ? cast(call("kql_indexof", ...sides), "BIGINT") : call("kql_indexof_in", ...sides, ...searchBounds(each));
}

function indexOfRegex(each: FunctionCall): SqlExpression {
  return overRegexOf(each, 0, 1, (source, pattern) => call("kql_indexof_regex_in", source, pattern, ...searchBounds(each)));
}

/** The start, length and occurrence of a search. */
function searchBounds(each: FunctionCall): SqlExpression[] {
  return [0, -1, 1].map((otherwise, index) => (each.arguments[index + 2] ? each.as(index + 2, "long") : cast(constant(otherwise), "BIGINT")));
}

function substring(call: FunctionCall): SqlExpression {
  const name = call.arguments.length > 2 ? "kql_substring_length" : "kql_substring";
  const places = call.arguments.slice(1).map((_, index) => call.as(index + 1, "long"));
  return { kind: "call", name: "coalesce", arguments: [{ kind: "call", name, arguments: [call.as(0, "string"), ...places] }, constant("")] };
}

function countOf(each: FunctionCall): SqlExpression {
  const kind = each.literal(2) ?? "normal";
  if (kind === "regex") return overRegexOf(each, 0, 1, (source, pattern) => cast(call("kql_countof_regex", source, pattern), "BIGINT"));
  if (kind !== "normal") return each.refuse('Its kind must be "normal" or "regex".');
  return cast(call("kql_countof", each.as(0, "string"), each.as(1, "string")), "BIGINT");
}

function replaced(each: FunctionCall, source: number, pattern: number, rewrite: number): SqlExpression {
  const [written, regex] = [each.literal(rewrite), each.literal(pattern)];
  if (typeof written === "string" && typeof regex === "string" && !isRewrite(written, countGroups(regex))) return each.refuse("Its rewrite has a backslash without the number of a group of the expression behind it (write \\\\ for a backslash).");
  return overRegexOf(each, source, pattern, (text, regex) => call("regexp_replace", text, regex, each.as(rewrite, "string"), constant("g")));
}

/** Whether each backslash of a rewrite stands before another one or the number of a group: DuckDB passes over others, or replaces nothing. */
function isRewrite(text: string, groups: number): boolean {
  return [...text.matchAll(/\\([^]?)/g)].every(([, next = ""]) => next === "\\" || (/\d/.test(next) && Number(next) <= groups));
}

function trimmed(each: FunctionCall, name: string): SqlExpression {
  return overRegexOf(each, 1, 0, (source, pattern) => call(name, pattern, source));
}

function split(call: FunctionCall): SqlExpression {
  const parts: SqlExpression = { kind: "call", name: "kql_split", arguments: [call.as(0, "string"), call.as(1, "string")] };
  if (call.arguments.length === 2) return parts;
  return { kind: "call", name: "kql_split_item", arguments: [parts, call.as(2, "long")] };
}

function emptyTest(call: FunctionCall): SqlExpression {
  const type = call.arguments[0]?.type;
  if (type === "string" || type === "dynamic") return operator("=", call.as(0, "string"), constant(""));
  return { kind: "is-null", operand: call.sql(0), negated: false };
}

function repeated(call: FunctionCall): SqlExpression {
  const delimiter = call.arguments[2] ? call.as(2, "string") : constant("");
  return { kind: "call", name: "kql_strrep", arguments: [call.as(0, "string"), call.as(1, "long"), delimiter] };
}

function hasAnyIndex(call: FunctionCall): SqlExpression {
  const items: SqlExpression = { kind: "call", name: "kql_items_or_self", arguments: [call.as(1, "dynamic")] };
  return { kind: "call", name: "kql_has_any_index", arguments: [call.as(0, "string"), items] };
}

/** `tohex(value, length)`: at least so many digits, 16 at most. */
function padded(each: FunctionCall): SqlExpression {
  const digits = call(each.arguments[0]?.type === "int" ? "kql_hex_int" : "kql_hex", each.as(0, "long"));
  return each.arguments[1] ? call("kql_pad_left", digits, each.as(1, "long")) : digits;
}

/** Functions of text. Source: the page of each function under "Scalar functions", "String functions". */
export const stringFunctions: FunctionTable = {
  strcat: shaped("any…", "string", (each) => concatenation(texts(each)), { ...text, rules: [130] }),
  strcat_delim: shaped("string, any…", "string", joined, { ...text, rules: [130] }),
  strcat_array: plain("kql_strcat_array", ["dynamic", "string"], "string", { ...text, rules: [153] }),
  array_strcat: plain("kql_strcat_array", ["dynamic", "string"], "string", { ...text, rules: [153] }),
  strlen: plainCast("length", ["string"], "long", "BIGINT", { ...text, rules: [149] }),
  string_size: plainCast("strlen", ["string"], "long", "BIGINT", { ...text, rules: [149] }),
  tolower: plain("lower", ["string"], "string", { ...text, rules: [103] }),
  toupper: plain("kql_upper", ["string"], "string", { ...text, rules: [103] }),
  reverse: plain("reverse", ["string"], "string", text),
  substring: shaped("string, long, long?", "string", substring, { ...text, rules: [150] }),
  indexof: shaped("string, string, long?, long?, long?", "long", indexOf, { rules: [151] }),
  indexof_regex: shaped("string, string, long?, long?, long?", "long", indexOfRegex, { rules: [151, 159] }),
  countof: shaped("string, string, string?", "long", countOf, { ...text, rules: [152] }),
  strrep: shaped("string, long, string?", "string", repeated, { ...text }),
  strcmp: plain("kql_strcmp", ["string", "string"], "int", text),
  split: shaped("string, string, long?", "dynamic", split, { rules: [154] }),
  trim: shaped("string, string", "string", (each) => trimmed(each, "kql_trim"), { ...text, rules: [155, 159] }),
  trim_start: shaped("string, string", "string", (each) => trimmed(each, "kql_trim_start"), { ...text, rules: [155, 159] }),
  trim_end: shaped("string, string", "string", (each) => trimmed(each, "kql_trim_end"), { ...text, rules: [155, 159] }),
  replace_string: plain("replace", ["string", "string", "string"], "string", text),
  replace_regex: shaped("string, string, string", "string", (each) => replaced(each, 0, 1, 2), { ...text, rules: [156, 159] }),
  replace: shaped("string, string, string", "string", (each) => replaced(each, 2, 0, 1), { ...text, rules: [156, 159] }),
  regex_quote: plain("kql_regex_quote", ["string"], "string", text),
  translate: plain("kql_translate", ["string", "string", "string"], "string", text),
  extract: shaped("string, long, string, type?", "string or the type", extract, { rules: [157, 159] }),
  extract_all: shaped("string, dynamic?, string", "dynamic", extractAll, { rules: [158, 159] }),
  extractall: shaped("string, dynamic?, string", "dynamic", extractAll, { rules: [158, 159] }),
  extract_json: shaped("string, any, type?", "string or the type", extractJson, { rules: [162] }),
  extractjson: shaped("string, any, type?", "string or the type", extractJson, { rules: [162] }),
  isempty: shaped("any", "bool", emptyTest, { nulls: "own", rules: [115] }),
  isnotempty: shaped("any", "bool", (each) => ({ kind: "prefix", operator: "NOT", operand: emptyTest(each) }), { nulls: "own", rules: [115] }),
  notempty: shaped("any", "bool", (each) => ({ kind: "prefix", operator: "NOT", operand: emptyTest(each) }), { nulls: "own", rules: [115] }),
  unicode_codepoints_from_string: plain("kql_codepoints", ["string"], "dynamic", text),
  to_utf8: plain("kql_codepoints", ["string"], "dynamic", text),
  unicode_codepoints_to_string: shaped("any…", "string", (each) => concatenation(each.arguments.map((_, index) => call("kql_from_codepoints", each.as(index, "dynamic")))), text),
  make_string: shaped("any…", "string", (each) => concatenation(each.arguments.map((_, index) => call("kql_from_codepoints", each.as(index, "dynamic")))), text),
  has_any_index: shaped("string, dynamic", "long", hasAnyIndex, { rules: [102] }),
  isascii: plain("kql_isascii", ["string"], "bool", text),
  isutf8: shaped("string", "bool", (each) => orFalse(and(operator("=", each.as(0, "string"), each.as(0, "string")))), text),
  tohex: shaped("long, long?", "string", (each) => caseWhen([[{ kind: "is-null", operand: each.as(0, "long"), negated: false }, constant("")]], padded(each)), text),
};
