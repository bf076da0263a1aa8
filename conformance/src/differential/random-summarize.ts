import type { Random } from "./random.js";
import { type PlainExpression, randomExpression } from "./random-expression.js";
import type { PlainStep } from "./random-operator.js";
import { keyOf, order, type Plain, type PlainTable, PlainTime, type PlainType } from "./values.js";

const DAY = 86_400_000;

interface Aggregate {
  readonly text: string;
  readonly type: PlainType;
  readonly of: (rows: readonly (readonly Plain[])[]) => Plain;
}

/** `summarize` with some keys and aggregates, by R4, R5, R190 and R191. */
export function summarize(random: Random, table: PlainTable): PlainStep {
  const keys = table.columns.flatMap((column, index) => (column.type !== "dynamic" && column.type !== "real" && random.chance(0.4) ? [{ ...column, index }] : []));
  const aggregates = Array.from({ length: 1 + random.below(3) }, (_, index) => ({ name: freeName(table, index), ...aggregate(random, table) }));
  const binned = keys.map(({ type }) => type === "datetime" && random.chance(0.5));
  const keyValue = (value: Plain, at: number): Plain => (binned[at] === true && value instanceof PlainTime ? new PlainTime(Math.floor(value.milliseconds / DAY) * DAY) : value);
  const groups = new Map<string, { readonly key: readonly Plain[]; readonly rows: (readonly Plain[])[] }>();
  if (keys.length === 0) groups.set("", { key: [], rows: [] });
  for (const row of table.rows) {
    const key = keys.map(({ index }, at) => keyValue(row[index] ?? null, at));
    const name = keys.length === 0 ? "" : keyOf(key);
    const group = groups.get(name) ?? { key, rows: [] };
    groups.set(name, group);
    group.rows.push(row);
  }
  const rows = [...groups.values()].map((group) => [...group.key, ...aggregates.map(({ of }) => of(group.rows))]);
  const columns = [...keys.map(({ name, type }) => ({ name, type })), ...aggregates.map(({ name, type }) => ({ name, type }))];
  const by = keys.length === 0 ? "" : ` by ${keys.map(({ name }, at) => (binned[at] === true ? `bin(['${name}'], 1d)` : `['${name}']`)).join(", ")}`;
  return { name: "summarize", text: `summarize ${aggregates.map(({ name, text }) => `${name} = ${text}`).join(", ")}${by}`, table: { columns, rows, ordered: false } };
}

function freeName({ columns }: PlainTable, index: number): string {
  for (let number = index; ; number += 10) if (!columns.some(({ name }) => name === `a${number}_`)) return `a${number}_`;
}

function aggregate(random: Random, table: PlainTable): Aggregate {
  const long = randomExpression(random, table, "long", 1);
  const values = (rows: readonly (readonly Plain[])[]): bigint[] => rows.map((row) => long.of(row)).filter((value): value is bigint => typeof value === "bigint");
  const pick = random.below(12);
  if (pick === 0) return { text: "count()", type: "long", of: (rows) => BigInt(rows.length) };
  if (pick === 1) return { text: `sum(${long.text})`, type: "long", of: (rows) => BigInt.asIntN(64, values(rows).reduce((total, value) => total + value, 0n)) };
  if (pick === 2) return conditionalCount(random, table);
  if (pick === 3) return { text: `count_distinct(${long.text})`, type: "long", of: (rows) => BigInt(new Set(values(rows)).size) };
  if (pick === 4) return mean(random, table);
  if (pick === 5) return set(long.text, values);
  if (pick >= 8) return conditionalAggregate(random, table, pick - 8, long);
  return extreme(random, table, pick === 6 ? "min" : "max");
}

function conditionalAggregate(random: Random, table: PlainTable, pick: number, long: PlainExpression): Aggregate {
  const when = randomExpression(random, table, "bool", 1);
  const met = (rows: readonly (readonly Plain[])[]): bigint[] => rows.filter((row) => when.of(row) === true).map((row) => long.of(row)).filter((value): value is bigint => typeof value === "bigint");
  if (pick === 0) return { text: `sumif(${long.text}, ${when.text})`, type: "long", of: (rows) => BigInt.asIntN(64, met(rows).reduce((total, value) => total + value, 0n)) };
  if (pick === 1) return { text: `count_distinctif(${long.text}, ${when.text})`, type: "long", of: (rows) => BigInt(new Set(met(rows)).size) };
  if (pick === 2) return { text: `maxif(${long.text}, ${when.text})`, type: "long", of: (rows) => [...met(rows)].sort(order).at(-1) ?? null };
  return texts(random, table);
}

// R197: texts are sorted by code points; an empty text is a value.
function texts(random: Random, table: PlainTable): Aggregate {
  const text = randomExpression(random, table, "string", 1);
  return { text: `array_length(make_set(${text.text}))`, type: "long", of: (rows) => BigInt(new Set(rows.map((row) => text.of(row))).size) };
}

function conditionalCount(random: Random, table: PlainTable): Aggregate {
  const when = randomExpression(random, table, "bool", 2);
  return { text: `countif(${when.text})`, type: "long", of: (rows) => BigInt(rows.filter((row) => when.of(row) === true).length) };
}

function mean(random: Random, table: PlainTable): Aggregate {
  const real = randomExpression(random, table, "real", 1);
  return { text: `avg(${real.text})`, type: "real", of: (rows) => {
    const values = rows.map((row) => real.of(row)).filter((value): value is number => typeof value === "number");
    return values.reduce((total, value) => total + value, 0) / values.length;
  } };
}

// R197: sorted, each once.
function set(text: string, values: (rows: readonly (readonly Plain[])[]) => bigint[]): Aggregate {
  return { text: `make_set(${text})`, type: "dynamic", of: (rows) => [...new Set(values(rows))].sort((left, right) => (left < right ? -1 : 1)) };
}

function extreme(random: Random, table: PlainTable, name: "min" | "max"): Aggregate {
  const type = random.of(["long", "real", "datetime"] as const);
  const made = randomExpression(random, table, type, 1);
  return { text: `${name}(${made.text})`, type, of: (rows) => {
    const values = rows.map((row) => made.of(row)).filter((value): value is bigint | number | PlainTime => value !== null);
    const sorted = [...values].sort(order);
    return (name === "min" ? sorted[0] : sorted.at(-1)) ?? null;
  } };
}
