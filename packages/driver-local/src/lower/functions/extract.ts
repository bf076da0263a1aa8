import type { KqlType } from "@huntkit/provider";
import { isKqlType } from "@huntkit/provider";
import { call, caseWhen, constant, nullOf, operator, parameter } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { mapList } from "../expressions/sql-parts.js";
import { overRegexOf } from "./regex/over-regex.js";
import { countGroups, groupNames } from "./regex-groups.js";
import type { FunctionCall } from "./function-row.js";

const typeAliases: Readonly<Record<string, KqlType>> = { double: "real", boolean: "bool", date: "datetime", time: "timespan", object: "dynamic", uuid: "guid", uniqueid: "guid" };

/** The text, converted to the type that `typeof(…)` names in an argument, if there is one. */
function asNamedType(value: SqlExpression, each: FunctionCall, index: number): SqlExpression {
  if (!each.arguments[index]) return value;
  const name = each.literal(index);
  const type = typeof name === "string" ? typeAliases[name] ?? name : "";
  if (!isKqlType(type)) return each.refuse("Its last argument must be typeof(a type).");
  return (type === "dynamic" ? call("kql_parse_json", value) : convertValue(value, "string", type)) ?? value;
}

/** Beyond it the engine's own regular expressions know no groups. */
const MOST_GROUPS = 9;
const tooManyGroups = `The number of a group must be from 0 to ${MOST_GROUPS} here. Write groups that are not needed as (?:…).`;

/** `extract(regex, group, source [, typeof(…)])`: the group of the first match, `''` if there is none. */
export function extract(each: FunctionCall): SqlExpression {
  const group = each.literal(1);
  if (typeof group !== "number") return each.refuse("The number of the group must be a literal.");
  const regex = each.literal(0);
  if (typeof regex === "string" && group > countGroups(regex)) return asNamedType(constant(""), each, 3);
  if (group < 0 || group > MOST_GROUPS) return each.refuse(tooManyGroups);
  const found = overRegexOf(each, 2, 0, (source, pattern) => call("coalesce", call("kql_regex_group", source, pattern, constant(group)), constant("")));
  return asNamedType(found, each, 3);
}

/** `extract_all(regex, [groups,] source)`: for each match its group, or an array of its groups; null if nothing matches. Groups are selected by number or name. */
export function extractAll(each: FunctionCall): SqlExpression {
  const withSelection = each.arguments.length === 3;
  const regex = each.literal(0);
  if (typeof regex !== "string") return each.refuse("Its regular expression must be a literal.");
  const groups = selectedGroups(regex, withSelection ? each.literal(1) : undefined, each);
  if (groups.some((group) => group > MOST_GROUPS)) return each.refuse(tooManyGroups);
  return overRegexOf(each, withSelection ? 2 : 1, 0, (source, pattern) => matchesOf(source, pattern, groups));
}

/** A group that took no part in a match is the empty text. */
function matchesOf(source: SqlExpression, pattern: SqlExpression, groups: readonly number[]): SqlExpression {
  const matches = groups.map((group) => mapList(call("regexp_extract_all", source, pattern, constant(group)), "kql_group", (text) => call("coalesce", text, constant(""))));
  const [first] = matches;
  const list = matches.length === 1 && first ? first : rowsOfGroups(matches, call("regexp_extract_all", source, pattern));
  return caseWhen([[call("regexp_matches", source, pattern), call("to_json", list)]], nullOf("JSON"));
}

function rowsOfGroups(matches: readonly SqlExpression[], first: SqlExpression): SqlExpression {
  const places = call("range", constant(1), operator("+", call("len", first), constant(1)));
  return mapList(places, "kql_place", (place) => ({ kind: "list", items: matches.map((list) => call("list_extract", list, place)) }));
}

/** Numbers of groups beyond those of the expression are passed over; a selection of none means all. */
function selectedGroups(regex: string, selection: unknown, each: FunctionCall): readonly number[] {
  const count = countGroups(regex);
  const all = Array.from({ length: count }, (_, index) => index + 1);
  if (count < 1 || count > 16) return each.refuse("Its regular expression must have 1 to 16 groups.");
  if (selection === undefined) return all;
  if (!Array.isArray(selection)) return each.refuse("Its groups must be a literal dynamic array of numbers.");
  const names = groupNames(regex);
  const numbers = selection.map((group: unknown) => (typeof group === "number" ? group : names.indexOf(String(group)) + 1));
  const inRange = numbers.filter((group) => group >= 1 && group <= count);
  return inRange.length ? inRange : all;
}

/** `extract_json(path, text [, typeof(…)])`: the value at a JSON path as text, `''` if it is not there. */
export function extractJson(each: FunctionCall): SqlExpression {
  const path = each.literal(0);
  if (typeof path !== "string") return each.refuse("Its path must be a literal.");
  const json = each.arguments[1]?.type === "dynamic" ? each.as(1, "dynamic") : call("kql_valid_json", each.as(1, "string"));
  const value = call("json_extract", json, parameter(jsonPath(path, each), "VARCHAR"));
  return asNamedType(call("kql_dynamic_text", value), each, 2);
}

/** KQL's JSON path, `$.a.b[0]` or `$['a b']`, in DuckDB's spelling. */
function jsonPath(path: string, each: FunctionCall): string {
  const steps = path.match(/^\$|\.[\p{L}\p{N}_$-]+|\[\d+\]|\['[^'"\\*]+'\]|\["[^"\\*]+"\]/gu) ?? [];
  if (steps.join("") !== path || steps[0] !== "$") return each.refuse("Its path must be of the form $.name.name[0] or $['name'].");
  return steps.map((step) => (step.startsWith(".") ? `."${step.slice(1)}"` : /^\[["']/.test(step) ? `."${step.slice(2, -2)}"` : step)).join("");
}
