import type { Random } from "./random.js";
import { randomExpression, randomScalar } from "./random-expression.js";
import { summarize } from "./random-summarize.js";
import { absent, keyOf, order, type Plain, type PlainTable } from "./values.js";

/** A step of a pipe: its text, its name for the count, and what it makes of the table. */
export interface PlainStep {
  readonly name: string;
  readonly text: string;
  readonly table: PlainTable;
}

type Maker = (random: Random, table: PlainTable) => PlainStep | undefined;

const makers: Readonly<Record<string, Maker>> = { where, project, extend, "project-away": projectAway, "project-rename": rename, row_number: numbered, prev: previous, sort, top, take, distinct, "mv-expand": mvExpand, summarize, count };

/** A random operator over a table. */
export function randomStep(random: Random, table: PlainTable): PlainStep {
  for (;;) {
    const made = random.of(Object.values(makers))(random, table);
    if (made) return made;
  }
}

function where(random: Random, table: PlainTable): PlainStep {
  const condition = randomExpression(random, table, "bool", 3);
  return { name: "where", text: `where ${condition.text}`, table: { ...table, rows: table.rows.filter((row) => condition.of(row) === true) } };
}

// R3: all items read the row as it came.
function project(random: Random, table: PlainTable): PlainStep {
  const items = Array.from({ length: 1 + random.below(4) }, (_, index) => ({ name: `p${index}`, made: randomScalar(random, table) }));
  const kept = table.columns.flatMap((column, index) => (random.chance(0.4) ? [{ ...column, index }] : []));
  const columns = [...kept.map(({ name, type }) => ({ name, type })), ...items.filter(({ name }) => !kept.some((column) => column.name === name)).map(({ name, made }) => ({ name, type: made.type }))];
  const used = items.filter(({ name }) => !kept.some((column) => column.name === name));
  const text = [...kept.map(({ name }) => `['${name}']`), ...used.map(({ name, made }) => `${name} = ${made.text}`)].join(", ");
  const rows = table.rows.map((row) => [...kept.map(({ index }) => row[index] ?? null), ...used.map(({ made }) => made.of(row))]);
  return columns.length === 0 ? count(random, table) : { name: "project", text: `project ${text}`, table: { ...table, columns, rows } };
}

function extend(random: Random, table: PlainTable): PlainStep {
  const made = randomScalar(random, table, 3);
  const name = random.chance(0.3) ? random.of(table.columns).name : `e${table.columns.length}`;
  const at = table.columns.findIndex((column) => column.name === name);
  const place = at < 0 ? table.columns.length : at;
  const put = <Item>(items: readonly Item[], item: Item): Item[] => [...items.slice(0, place), item, ...items.slice(place + 1)];
  return { name: "extend", text: `extend ['${name}'] = ${made.text}`, table: { ...table, columns: put(table.columns, { name, type: made.type }), rows: table.rows.map((row) => put(row, made.of(row))) } };
}

function projectAway(random: Random, table: PlainTable): PlainStep | undefined {
  if (table.columns.length < 2) return undefined;
  const away = random.below(table.columns.length);
  const without = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => index !== away);
  return { name: "project-away", text: `project-away ['${table.columns[away]?.name ?? ""}']`, table: { ...table, columns: without(table.columns), rows: table.rows.map(without) } };
}

function rename(random: Random, table: PlainTable): PlainStep | undefined {
  const at = random.below(table.columns.length);
  const name = `r${table.columns.length}_${at}`;
  if (table.columns.some((column) => column.name === name)) return undefined;
  const columns = table.columns.map((column, index) => (index === at ? { ...column, name } : column));
  return { name: "project-rename", text: `project-rename ${name} = ['${table.columns[at]?.name ?? ""}']`, table: { ...table, columns } };
}

// R42 and R43: of rows in order only.
function numbered(_random: Random, table: PlainTable): PlainStep | undefined {
  const name = `n${table.columns.length}_`;
  if (!table.ordered || table.columns.some((column) => column.name === name)) return undefined;
  return { name: "row_number", text: `serialize ${name} = row_number()`, table: { ...table, columns: [...table.columns, { name, type: "long" }], rows: table.rows.map((row, index) => [...row, BigInt(index + 1)]) } };
}

function previous(random: Random, table: PlainTable): PlainStep | undefined {
  const name = `w${table.columns.length}_`;
  const at = random.below(table.columns.length);
  const { name: of, type } = table.columns[at] ?? { name: "", type: "dynamic" as const };
  if (!table.ordered || type === "dynamic" || table.columns.some((column) => column.name === name)) return undefined;
  const [word, step] = random.of([["prev", -1], ["next", 1]] as const);
  const rows = table.rows.map((row, index) => [...row, index + step < 0 || index + step >= table.rows.length ? absent(type) : (table.rows[index + step]?.[at] ?? null)]);
  return { name: word, text: `serialize ${name} = ${word}(['${of}'])`, table: { ...table, columns: [...table.columns, { name, type }], rows } };
}

// R7: descending unless said, nulls first when ascending and last when descending. All columns, so that no tie is open.
function sort(random: Random, table: PlainTable): PlainStep | undefined {
  const keys = sortKeys(random, table);
  if (keys === undefined) return undefined;
  return { name: "sort", text: `sort by ${keys.map(({ text }) => text).join(", ")}`, table: { ...table, ordered: true, rows: [...table.rows].sort(byKeys(keys)) } };
}

function top(random: Random, table: PlainTable): PlainStep | undefined {
  const keys = sortKeys(random, table);
  if (keys === undefined) return undefined;
  const most = random.below(6);
  return { name: "top", text: `sort by ${keys.map(({ text }) => text).join(", ")} | take ${most}`, table: { ...table, ordered: true, rows: [...table.rows].sort(byKeys(keys)).slice(0, most) } };
}

interface SortKey {
  readonly text: string;
  readonly index: number;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

function sortKeys(random: Random, { columns }: PlainTable): SortKey[] | undefined {
  if (columns.some(({ type }) => type === "dynamic")) return undefined;
  const start = random.below(columns.length);
  return columns.map((_, step) => {
    const index = (start + step) % columns.length;
    const [way, nulls] = [random.of(["", " asc", " desc"]), random.of(["", "", " nulls first", " nulls last"])];
    const descending = way !== " asc";
    return { index, descending, text: `['${columns[index]?.name ?? ""}']${way}${nulls}`, nullsFirst: nulls === "" ? !descending : nulls === " nulls first" };
  });
}

function byKeys(keys: readonly SortKey[]) {
  return (left: readonly Plain[], right: readonly Plain[]): number => {
    for (const { index, descending, nullsFirst } of keys) {
      const [a, b] = [left[index] ?? null, right[index] ?? null];
      const [left0, right0] = [apart(a), apart(b)];
      if (left0 !== right0) return left0 > right0 === nullsFirst ? -1 : 1;
      if (left0 > 0) continue;
      const by = order(a, b);
      if (by !== 0) return descending ? -by : by;
    }
    return 0;
  };
}

// Nulls stand at their end, and NaN beside them (page "sort operator", special floating-point values).
function apart(value: Plain): number {
  return value === null ? 2 : Number.isNaN(value) ? 1 : 0;
}

function take(random: Random, table: PlainTable): PlainStep | undefined {
  if (!table.ordered) return undefined;
  const most = random.below(8);
  return { name: "take", text: `take ${most}`, table: { ...table, rows: table.rows.slice(0, most) } };
}

// R12.
function distinct(random: Random, table: PlainTable): PlainStep | undefined {
  const columns = table.columns.flatMap((column, index) => (column.type !== "dynamic" && random.chance(0.6) ? [{ ...column, index }] : []));
  if (columns.length === 0) return undefined;
  const rows = new Map(table.rows.map((row) => columns.map(({ index }) => row[index] ?? null)).map((row) => [keyOf(row), row]));
  return { name: "distinct", text: `distinct ${columns.map(({ name }) => `['${name}']`).join(", ")}`, table: { columns: columns.map(({ name, type }) => ({ name, type })), rows: [...rows.values()], ordered: false } };
}

// R22 and R26: one row for null, none for an empty array.
function mvExpand(_random: Random, table: PlainTable): PlainStep | undefined {
  const index = table.columns.findIndex(({ type }) => type === "dynamic");
  const column = table.columns[index];
  if (column === undefined) return undefined;
  const rows = table.rows.flatMap((row) => {
    const list = row[index];
    const items: readonly Plain[] = Array.isArray(list) ? list : [absent("long")];
    return items.map((item) => row.map((value, place) => (place === index ? item : value)));
  });
  return { name: "mv-expand", text: `mv-expand ['${column.name}'] to typeof(long)`, table: { ...table, columns: table.columns.map((known, place) => (place === index ? { name: known.name, type: "long" as const } : known)), rows } };
}

function count(_random: Random, table: PlainTable): PlainStep {
  return { name: "count", text: "count", table: { columns: [{ name: "Count", type: "long" }], rows: [[BigInt(table.rows.length)]], ordered: true } };
}
