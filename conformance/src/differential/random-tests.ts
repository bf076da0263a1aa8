import type { PlainExpression, ScalarType } from "./random-expression.js";
import type { Random } from "./random.js";
import { keyOf, literal, order, type Plain, type PlainTable } from "./values.js";

/** Makes an expression of a type. */
export type SubExpression = (type: ScalarType) => PlainExpression;

const needles = ["a", "A", "cmd", "EXE", "ß", "%", "_", "'", "", "cmd.exe", "x y", "日本", "null", "42"];

/** Lower case as the operators of texts know it: each character by itself. */
export function lower(value: string): string {
  return [...value].map((character) => (character === "ß" ? character : character.toLowerCase())).join("");
}

/** A test of texts by a needle: equality, terms, parts, ends; plain or negated. R100, R101, R104. */
export function textTest(random: Random, text: PlainExpression): PlainExpression {
  const needle = random.of(needles);
  const kinds: Readonly<Record<string, (value: string) => boolean>> = {
    contains: (value) => lower(value).includes(lower(needle)),
    contains_cs: (value) => value.includes(needle),
    startswith: (value) => lower(value).startsWith(lower(needle)),
    endswith_cs: (value) => value.endsWith(needle),
    has: (value) => hasTerm(lower(value), lower(needle)),
    has_cs: (value) => hasTerm(value, needle),
  };
  const equal = (value: string): boolean => lower(value) === lower(needle);
  if (random.chance(0.15)) return tested(`(${text.text} =~ ${JSON.stringify(needle)})`, text, equal);
  if (random.chance(0.1)) return tested(`(${text.text} !~ ${JSON.stringify(needle)})`, text, (value) => !equal(value));
  const [word, test] = random.of(Object.entries(kinds)) as [string, (value: string) => boolean];
  const negated = random.chance(0.3);
  return tested(`(${text.text} ${negated ? "!" : ""}${word} ${JSON.stringify(needle)})`, text, (value) => test(value) !== negated);
}

function tested(text: string, of: PlainExpression, test: (value: string) => boolean): PlainExpression {
  return { text, type: "bool", of: (row) => test(of.of(row) as string) };
}

const inTerm = /[\p{L}\p{N}]/u;

/** Whether a needle stands in a text with a boundary of terms at each end where its own first or last character is part of a term. */
function hasTerm(text: string, needle: string): boolean {
  const [characters, wanted] = [[...text], [...needle]];
  const bounded = (inside: string | undefined, outside: string | undefined): boolean => !inTerm.test(inside ?? "") || !inTerm.test(outside ?? "");
  return Array.from({ length: characters.length - wanted.length + 1 }, (_, at) => at).some(
    (at) => wanted.every((character, index) => characters[at + index] === character) && bounded(wanted[0], characters[at - 1]) && bounded(wanted.at(-1), characters[at + wanted.length]),
  );
}

/** `in`, `!in`, `in~`, `has_any` over some values, written one by one or as an array. R102, R114. */
export function listTest(random: Random, sub: SubExpression, values: (type: ScalarType) => Plain): PlainExpression {
  const type = random.of(["string", "long"] as const);
  const left = sub(type);
  const items = Array.from({ length: 1 + random.below(5) }, () => values(type)).filter((value) => value !== null);
  const asArray = random.chance(0.5);
  const list = asArray ? `dynamic([${items.map((item) => (typeof item === "string" ? JSON.stringify(item) : String(item))).join(", ")}])` : items.map((item) => literal(item, type)).join(", ");
  if (items.length === 0) return { text: `(${left.text} in (dynamic([])))`, type: "bool", of: () => false };
  const operator = type === "long" ? random.of(["in", "!in"]) : random.of(["in", "!in", "in~", "!in~", "has_any"]);
  return { text: `(${left.text} ${operator} (${list}))`, type: "bool", of: (row) => listed(operator, left.of(row), items) };
}

function listed(operator: string, value: Plain, items: readonly Plain[]): boolean {
  if (operator === "has_any") return items.some((item) => hasTerm(lower(value as string), lower(item as string)));
  const same = operator.endsWith("~") ? items.some((item) => lower(item as string) === lower(value as string)) : items.some((item) => keyOf(item) === keyOf(value));
  return (value !== null && same) !== operator.startsWith("!");
}

/** `between` and `!between` of longs or times: two orders joined by R111. */
export function rangeTest(random: Random, sub: SubExpression): PlainExpression {
  const type = random.of(["long", "datetime"] as const);
  const [value, least, most] = [sub(type), sub(type), sub(type)];
  const negated = random.chance(0.3);
  return { text: `(${value.text} ${negated ? "!" : ""}between (${least.text} .. ${most.text}))`, type: "bool", of: (row) => {
    const [at, from, to] = [value.of(row), least.of(row), most.of(row)];
    const sides = [from === null || at === null ? null : order(from, at) <= 0, to === null || at === null ? null : order(at, to) <= 0];
    const inside = sides.includes(false) ? false : sides.includes(null) ? null : true;
    return inside === null ? null : inside !== negated;
  } };
}

/** `isnull`, `isnotnull`, `isempty`, `isnotempty`. R115. */
export function presenceTest(random: Random, sub: SubExpression): PlainExpression {
  const type = random.of(["long", "real", "datetime", "string"] as const);
  const value = sub(type);
  const name = type === "string" ? random.of(["isempty", "isnotempty"]) : random.of(["isnull", "isnotnull", "isempty", "isnotempty"]);
  return { text: `${name}(${value.text})`, type: "bool", of: (row) => [null, ""].includes(value.of(row) as null | string) === !name.includes("not") };
}

/** Longs that are read from values of other types. R22, R122, R130, R160. */
export function measuredLong(random: Random, table: PlainTable, sub: SubExpression): PlainExpression {
  const lists = table.columns.flatMap(({ name, type }, index) => (type === "dynamic" ? [{ name, index }] : []));
  if (lists.length > 0 && random.chance(0.4)) return ofList(random, random.of(lists));
  const pick = random.below(4);
  if (pick === 0) return binned(sub("long"), BigInt(1 + random.below(4)));
  const text = sub("string");
  if (pick === 1) return { text: `strlen(${text.text})`, type: "long", of: (row) => BigInt([...(text.of(row) as string)].length) };
  if (pick === 2) return { text: `tolong(${text.text})`, type: "long", of: (row) => (/^-?\d{1,18}$/.test(text.of(row) as string) ? BigInt(text.of(row) as string) : null) };
  const time = sub("datetime");
  return { text: `tolong(hourofday(${time.text}))`, type: "long", of: (row) => onTime(time.of(row)) };
}

function onTime(time: Plain): Plain {
  return time === null ? null : BigInt(new Date((time as { readonly milliseconds: number }).milliseconds).getUTCHours());
}

function ofList(random: Random, { name, index }: { readonly name: string; readonly index: number }): PlainExpression {
  const list = (row: readonly Plain[]): readonly Plain[] | undefined => (Array.isArray(row[index]) ? (row[index] as readonly Plain[]) : undefined);
  if (random.chance(0.5)) return { text: `array_length(['${name}'])`, type: "long", of: (row) => (list(row) === undefined ? null : BigInt(list(row)?.length ?? 0)) };
  const at = random.below(5) - 2;
  return { text: `tolong(['${name}'][${at}])`, type: "long", of: (row) => list(row)?.at(at) ?? null };
}

// Down to the multiple below, for negative values too.
function binned(value: PlainExpression, width: bigint): PlainExpression {
  return { text: `bin(${value.text}, ${width})`, type: "long", of: (row) => {
    const found = value.of(row) as bigint | null;
    return found === null ? null : BigInt.asIntN(64, found - (((found % width) + width) % width));
  } };
}
