import type { Random } from "./random.js";
import { absent, literal, type Plain, type PlainTable, PlainTime, type PlainType } from "./values.js";

const texts = ["", "a", "A", "ab", "cmd.exe", "CMD.EXE", "x y", "%_'\"", "ß", "Straße", "straße", "日本", "a,b", "null", "42", "-7"];
const extremes = [9007199254740993n, 9223372036854775807n, -9223372036854775807n, 2147483648n];
const names = ["k", "v", "s", "Day", "flag", "list", "k2", "x"];
const kinds: readonly PlainType[] = ["long", "long", "real", "string", "string", "bool", "datetime", "dynamic"];

/** A value of a type; null (of a text: empty) about one time in seven. */
export function randomValue(random: Random, type: PlainType): Plain {
  if (random.chance(0.15)) return absent(type);
  switch (type) {
    case "long":
      return random.chance(0.06) ? random.of(extremes) : BigInt(random.below(9) - 3);
    case "real":
      return (random.below(17) - 8) / 4;
    case "string":
      return random.of(texts);
    case "bool":
      return random.chance(0.5);
    case "datetime":
      return new PlainTime(Date.UTC(2026, 6, 1 + random.below(4), random.below(3) * 7));
    case "dynamic":
      return Array.from({ length: random.below(4) }, () => (random.chance(0.1) ? null : BigInt(random.below(5))));
  }
}

/** A table of 0 to 12 rows, with a key column `k` of longs or texts first. */
export function randomTable(random: Random, keyType: "long" | "string"): PlainTable {
  const columns = [{ name: "k", type: keyType as PlainType }, ...names.slice(1, 3 + random.below(5)).map((name) => ({ name, type: random.of(kinds) }))];
  const rows = Array.from({ length: random.chance(0.08) ? 0 : 1 + random.below(12) }, () => columns.map(({ type }) => randomValue(random, type)));
  return { columns, rows, ordered: false };
}

/** A table with some of the columns of another, in another order, and one of its own. */
export function relatedTable(random: Random, { columns: known }: PlainTable): PlainTable {
  const columns = [...known.filter(() => random.chance(0.7)).reverse(), { name: "own", type: random.of(kinds) }];
  return { columns, rows: Array.from({ length: random.below(9) }, () => columns.map(({ type }) => randomValue(random, type))), ordered: false };
}

/** The table as KQL text. */
export function datatableText({ columns, rows }: PlainTable): string {
  const cells = rows.map((row) => row.map((value, index) => literal(value, columns[index]?.type ?? "string")).join(", "));
  return `datatable(${columns.map(({ name, type }) => `${name}: ${type}`).join(", ")}) [${cells.join(",\n  ")}]`;
}
