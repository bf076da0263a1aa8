import type { DynamicValue } from "@huntkit/provider";
import { call, caseWhen, constant, operator, parameter } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { mapList } from "../expressions/sql-parts.js";
import type { LowerContext } from "../lower-context.js";
import type { LoweredColumn, LoweredRelation } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { escapePattern, pairPattern, wordPattern, type ParseKvOptions } from "./parse-kv-pattern.js";
import { inputOf } from "./input-of.js";
import type { OtherLowering, OtherOperator } from "./other.js";
import { readText } from "./text-reader.js";

type ParseKv = OtherOperator<"parse-kv">;

/**
 * `parse-kv`: the values of keys in a text, in columns of their types; the first value of a key counts. Rule R52.
 * Source: Microsoft Learn, "parse-kv operator" (`parse-kv-operator`).
 */
export const lowerParseKv: OtherLowering<"parse-kv"> = (relation, needs, context) => {
  const { value, keys } = relation.details;
  const made = new Set(keys.map((key) => key.name));
  const kept = [...needs.columns].filter((name) => !made.has(name));
  const input = context.relation(inputOf(relation, context), needsOf(kept, [value], needs.order));
  const ready = context.readyFor([value], context.freeRows(input));
  const passed = ready.columns.filter(({ name }) => kept.includes(name));
  const text = convertValue(context.expression(value, ready), value.type, "string") ?? context.refuse(`parse-kv of a ${value.type}`, value);
  const rows = context.close({ ...ready, columns: [...passed, { name: "\0text", type: "string", value: text }] });
  const found = withValues(relation, rows, keys.filter((key) => needs.columns.has(key.name)).map((key) => key.name), context);
  const columns = relation.columns.flatMap(({ name, type }): LoweredColumn[] => {
    if (!needs.columns.has(name)) return [];
    const column = found.columns.find((each) => each.name === (made.has(name) ? valueName(name) : name));
    if (!column) return [];
    return [made.has(name) ? { name, type, value: readText(column.value, type, context) } : column];
  });
  return { ...found, columns };
};

// names of our own hold a NUL character, which no column of KQL has
const valueName = (key: string): string => `\0value ${key}`;

/** The rows with, instead of the text (the last column), the text found for each key; empty if there is none. */
function withValues(relation: ParseKv, rows: LoweredRelation, keys: readonly string[], context: LowerContext): LoweredRelation {
  const text = rows.columns.at(-1)?.value ?? constant("");
  const others = rows.columns.slice(0, -1);
  const { steps, valueOf } = reader(relation, text, context);
  const stepped = context.close({ ...rows, columns: [...others, ...steps.map((value, index): LoweredColumn => ({ name: `\0step ${index}`, type: "string", value }))] });
  const values = stepped.columns.slice(others.length).map((column) => column.value);
  const columns = keys.map((key): LoweredColumn => ({ name: valueName(key), type: "string", value: call("coalesce", trimmed(valueOf(key, values)), constant("")) }));
  return context.close({ ...stepped, columns: [...stepped.columns.slice(0, others.length), ...columns] });
}

/** How values are found: what is worked out once for a row, and from it the value of a key. */
interface ValueReader {
  readonly steps: readonly SqlExpression[];
  readonly valueOf: (key: string, steps: readonly SqlExpression[]) => SqlExpression;
}

function reader(relation: ParseKv, text: SqlExpression, context: LowerContext): ValueReader {
  const { properties } = relation.details;
  const options: ParseKvOptions = { quotes: texts(properties["quote"]), escapes: texts(properties["escape"]) };
  const [pair, separator, regex] = [properties["pair_delimiter"], properties["kv_delimiter"], properties["regex"]].map((value) => texts(value)[0]);
  if (regex !== undefined) return fromLists([all(text, regex, 1), all(text, regex, 2)]);
  if (pair === undefined && separator === undefined) return fromWords(text, options);
  if (pair === undefined || separator === undefined || pair === "" || separator === "")
    return context.refuse("parse-kv with one delimiter alone", relation, "Give pair_delimiter and kv_delimiter, or neither.");
  if (properties["greedy"] !== true) return fromPairs(text, pair, separator, options);
  if (options.quotes.length > 0) return context.refuse("parse-kv with greedy and quote", relation, "Leave one of them out.");
  return fromLists(greedyPairs(text, pair, separator));
}

function texts(value: DynamicValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

const all = (text: SqlExpression, pattern: string, group: number): SqlExpression => call("regexp_extract_all", text, parameter(pattern, "VARCHAR"), constant(group));
const trimmed = (text: SqlExpression): SqlExpression => call("trim", text, constant(" \t\r\n"));
const at = (list: SqlExpression, index: SqlExpression): SqlExpression => call("list_extract", list, index);

/** Keys and values as two lists. */
function fromLists([keys, values]: readonly [SqlExpression, SqlExpression]): ValueReader {
  const clean = mapList(keys, "kv_key", trimmed);
  return { steps: [clean, values], valueOf: (key, [names = clean, list = values]) => at(list, call("list_position", names, parameter(key, "VARCHAR"))) };
}

function fromPairs(text: SqlExpression, pair: string, separator: string, options: ParseKvOptions): ValueReader {
  const pattern = pairPattern(pair, separator, options);
  const [quotedKeys, plainKeys, quotedValues, plainValues] = [1, 2, 3, 4].map((group) => all(text, pattern, group)) as [SqlExpression, SqlExpression, SqlExpression, SqlExpression];
  const lastPart = mapList(plainKeys, "kv_key", (key) => trimmed(at(call("string_split", key, parameter(pair, "VARCHAR")), constant(-1))));
  if (options.quotes.length === 0) return fromLists([lastPart, plainValues]);
  const either = (inQuotes: SqlExpression, plain: SqlExpression): SqlExpression =>
    mapList(call("range", constant(1), operator("+", call("len", inQuotes), constant(1))), "kv_place", (place) =>
      caseWhen([[operator("<>", at(inQuotes, place), constant("")), unquoted(at(inQuotes, place), options)]], at(plain, place)));
  return fromLists([either(quotedKeys, lastPart), either(quotedValues, plainValues)]);
}

function unquoted(text: SqlExpression, options: ParseKvOptions): SqlExpression {
  const inner = call("substring", text, constant(2), operator("-", call("length", text), constant(2)));
  const escapes = escapePattern(options);
  return escapes === undefined ? inner : call("regexp_replace", inner, parameter(escapes, "VARCHAR"), constant("\\1"), constant("g"));
}

/** Every value reaches to the last pair delimiter before the next key. */
function greedyPairs(text: SqlExpression, pair: string, separator: string): readonly [SqlExpression, SqlExpression] {
  const parts = call("string_split", text, parameter(separator, "VARCHAR"));
  const words = (part: SqlExpression): SqlExpression => call("string_split", part, parameter(pair, "VARCHAR"));
  const keys = mapList(call("list_slice", parts, constant(1), constant(-2)), "kv_part", (part) => at(words(part), constant(-1)));
  const places = call("range", constant(2), operator("+", call("len", parts), constant(1)));
  const values = mapList(places, "kv_place", (place) =>
    caseWhen([[operator("=", place, call("len", parts)), at(parts, place)]], call("array_to_string", call("list_slice", words(at(parts, place)), constant(1), constant(-2)), parameter(pair, "VARCHAR"))));
  return [keys, values];
}

function fromWords(text: SqlExpression, options: ParseKvOptions): ValueReader {
  return {
    steps: [text],
    valueOf: (key, [step = text]) => {
      const found = (group: number): SqlExpression => call("regexp_extract", step, parameter(wordPattern(key, options), "VARCHAR"), constant(group));
      return options.quotes.length === 0 ? found(2) : caseWhen([[operator("<>", found(1), constant("")), unquoted(found(1), options)]], found(2));
    },
  };
}
