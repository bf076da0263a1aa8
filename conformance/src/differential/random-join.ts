import type { Random } from "./random.js";
import { absent, keyOf, type Plain, type PlainTable } from "./values.js";

/** The kinds of join that are held against the engine. */
export const joinKinds = ["inner", "innerunique", "leftouter", "rightouter", "fullouter", "leftsemi", "leftanti", "rightsemi", "rightanti"] as const;

/** A join of two tables on the column `k`, by R13 to R18, and its text with `L` and `R` for the tables. */
export function joined(random: Random, left: PlainTable, right: PlainTable): { readonly name: string; readonly text: string; readonly table: PlainTable } {
  const kind = random.of(joinKinds);
  const second = left.columns[1]?.name === right.columns[1]?.name && left.columns[1]?.type === right.columns[1]?.type && ["long", "string", "bool", "datetime"].includes(left.columns[1]?.type ?? "");
  const keys = second && random.chance(0.6) ? 2 : 1;
  const on = keys === 2 ? `k, ${left.columns[1]?.name ?? ""}` : random.of(["k", "$left.k == $right.k"]);
  return { name: `join ${kind}`, text: `L | join kind=${kind} R on ${on}`, table: joinRows(kind, left, right, keys) };
}

function joinRows(kind: (typeof joinKinds)[number], left: PlainTable, right: PlainTable, count: number): PlainTable {
  const keyOfRow = (row: readonly Plain[]): string => keyOf(row.slice(0, count).map((value) => value ?? null));
  const keys = (table: PlainTable): Set<string> => new Set(table.rows.map(keyOfRow));
  if (kind.endsWith("semi") || kind.endsWith("anti")) {
    const [side, other] = kind.startsWith("left") ? [left, keys(right)] : [right, keys(left)];
    return { columns: side.columns, ordered: false, rows: side.rows.filter((row) => other.has(keyOfRow(row)) === kind.endsWith("semi")) };
  }
  const columns = [...left.columns, ...rightNames(left, right)];
  const lefts = kind === "innerunique" ? firstOfEach(left.rows, keyOfRow) : left.rows;
  const pairs = lefts.flatMap((row) => right.rows.filter((other) => keyOfRow(other) === keyOfRow(row)).map((other) => [...row, ...other]));
  const loneLeft = kind === "leftouter" || kind === "fullouter" ? left.rows.filter((row) => !keys(right).has(keyOfRow(row))).map((row) => [...row, ...nothing(right)]) : [];
  const loneRight = kind === "rightouter" || kind === "fullouter" ? right.rows.filter((row) => !keys(left).has(keyOfRow(row))).map((row) => [...nothing(left), ...row]) : [];
  return { columns, ordered: false, rows: [...pairs, ...loneLeft, ...loneRight] };
}

function firstOfEach(rows: PlainTable["rows"], keyOfRow: (row: readonly Plain[]) => string): PlainTable["rows"] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(keyOfRow(row)) && seen.add(keyOfRow(row)));
}

function nothing({ columns }: PlainTable): Plain[] {
  return columns.map(({ type }) => absent(type));
}

// R18: a name that is taken gets a number.
function rightNames(left: PlainTable, right: PlainTable): PlainTable["columns"] {
  const taken = new Set(left.columns.map(({ name }) => name));
  return right.columns.map(({ name, type }) => {
    let free = name;
    for (let number = 1; taken.has(free); number++) free = `${name}${number}`;
    taken.add(free);
    return { name: free, type };
  });
}

/** A union of two tables whose columns of one name have one type, by R20 and R21. */
export function united(random: Random, left: PlainTable, right: PlainTable): { readonly name: string; readonly text: string; readonly table: PlainTable } {
  const wantsInner = random.chance(0.4);
  const shared = left.columns.filter((column) => right.columns.some((other) => other.name === column.name));
  const inner = wantsInner && shared.length > 0; // without a common column there would be nothing to sort by
  const columns = inner ? shared : [...left.columns, ...right.columns.filter((column) => !left.columns.some((other) => other.name === column.name))];
  const fitted = (table: PlainTable): Plain[][] => table.rows.map((row) => columns.map((column) => {
    const index = table.columns.findIndex((other) => other.name === column.name);
    return index < 0 ? absent(column.type) : (row[index] ?? null);
  }));
  return { name: inner ? "union inner" : "union outer", text: `union kind=${inner ? "inner" : "outer"} L, R`, table: { columns, ordered: false, rows: [...fitted(left), ...fitted(right)] } };
}
