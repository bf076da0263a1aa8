import type { Random } from "./random.js";
import { randomValue } from "./random-table.js";
import { listTest, measuredLong, presenceTest, rangeTest, textTest } from "./random-tests.js";
import { keyOf, literal, order, type Plain, type PlainTable, PlainTime, type PlainType } from "./values.js";

/** An expression as KQL text, and what it gives for a row by the rules of docs/kql-rules.md. */
export interface PlainExpression {
  readonly text: string;
  readonly type: PlainType;
  readonly of: (row: readonly Plain[]) => Plain;
}

/** The types of expressions: an array is only ever a column. */
export type ScalarType = Exclude<PlainType, "dynamic">;

const scalarTypes: readonly ScalarType[] = ["long", "real", "string", "bool", "datetime"];

/** An expression of a random type. */
export function randomScalar(random: Random, table: PlainTable, depth = 2): PlainExpression {
  return randomExpression(random, table, random.of(scalarTypes), depth);
}

/** An expression of a type over the columns of a table. */
export function randomExpression(random: Random, table: PlainTable, type: ScalarType, depth: number): PlainExpression {
  if (depth <= 0 || random.chance(0.25)) return leaf(random, table, type);
  if (random.chance(0.05)) return cases(random, table, type, depth);
  if (random.chance(0.12)) return conditional(random, table, type, depth);
  const sub = (wanted: ScalarType): PlainExpression => randomExpression(random, table, wanted, depth - 1);
  switch (type) {
    case "long":
      return random.chance(0.4) ? measuredLong(random, table, sub) : arithmetic(random, sub("long"), sub("long"));
    case "real":
      return realArithmetic(random, sub("real"), sub("real"));
    case "string":
      return textFunction(random, sub("string"), sub("string"));
    case "datetime":
      return shifted(random, sub("datetime"));
    case "bool":
      return condition(random, table, depth);
  }
}

function leaf(random: Random, { columns }: PlainTable, type: ScalarType): PlainExpression {
  const fitting = columns.flatMap((column, index) => (column.type === type ? [{ ...column, index }] : []));
  const value = randomValue(random, type);
  if (fitting.length === 0 || random.chance(0.3)) return { text: literal(value, type), type, of: () => value };
  const { name, index } = random.of(fitting);
  return { text: `['${name}']`, type, of: (row) => row[index] ?? null };
}

// R116: a null condition is not met.
function conditional(random: Random, table: PlainTable, type: ScalarType, depth: number): PlainExpression {
  const [when, then, otherwise] = [condition(random, table, depth - 1), randomExpression(random, table, type, depth - 1), randomExpression(random, table, type, depth - 1)];
  return { text: `iff(${when.text}, ${then.text}, ${otherwise.text})`, type, of: (row) => (when.of(row) === true ? then : otherwise).of(row) };
}

// R116.
function cases(random: Random, table: PlainTable, type: ScalarType, depth: number): PlainExpression {
  const branches = Array.from({ length: 1 + random.below(3) }, () => [condition(random, table, depth - 1), randomExpression(random, table, type, depth - 1)] as const);
  const otherwise = randomExpression(random, table, type, depth - 1);
  const text = [...branches.flatMap(([when, then]) => [when.text, then.text]), otherwise.text].join(", ");
  return { text: `case(${text})`, type, of: (row) => (branches.find(([when]) => when.of(row) === true)?.[1] ?? otherwise).of(row) };
}

// R120 to R122.
function arithmetic(random: Random, left: PlainExpression, right: PlainExpression): PlainExpression {
  const sign = random.of(["+", "-", "*", "/", "%"] as const);
  const work = (a: bigint, b: bigint): Plain => {
    if (sign === "+") return BigInt.asIntN(64, a + b);
    if (sign === "-") return BigInt.asIntN(64, a - b);
    if (sign === "*") return BigInt.asIntN(64, a * b);
    if (b === 0n) return null;
    return sign === "/" ? a / b : ((a % b) + absolute(b)) % absolute(b);
  };
  return both(left, right, { text: `(${left.text} ${sign} ${right.text})`, type: "long" }, (a, b) => work(a as bigint, b as bigint));
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function realArithmetic(random: Random, left: PlainExpression, right: PlainExpression): PlainExpression {
  const sign = random.of(["+", "-", "*"] as const);
  const work = { "+": (a: number, b: number) => a + b, "-": (a: number, b: number) => a - b, "*": (a: number, b: number) => a * b }[sign];
  return both(left, right, { text: `(${left.text} ${sign} ${right.text})`, type: "real" }, (a, b) => work(a as number, b as number));
}

function both(left: PlainExpression, right: PlainExpression, head: { readonly text: string; readonly type: PlainType }, work: (a: Plain, b: Plain) => Plain): PlainExpression {
  return { ...head, of: (row) => {
    const [a, b] = [left.of(row), right.of(row)];
    return a === null || b === null ? null : work(a, b);
  } };
}

function textFunction(random: Random, left: PlainExpression, right: PlainExpression): PlainExpression {
  const kind = random.below(4);
  if (kind === 3) return { text: `replace_string(${left.text}, "a", "bb")`, type: "string", of: (row) => (left.of(row) as string).replaceAll("a", "bb") };
  if (kind === 0) return { text: `strcat(${left.text}, "-", ${right.text})`, type: "string", of: (row) => `${String(left.of(row))}-${String(right.of(row))}` };
  if (kind === 1) return { text: `substring(${left.text}, 1, 3)`, type: "string", of: (row) => [...(left.of(row) as string)].slice(1, 4).join("") };
  return { text: `coalesce(${left.text}, ${right.text})`, type: "string", of: (row) => (left.of(row) === "" ? right : left).of(row) };
}

function shifted(random: Random, time: PlainExpression): PlainExpression {
  const hours = random.below(50) - 25;
  const moved = (row: readonly Plain[]): number | undefined => (time.of(row) as PlainTime | null)?.milliseconds;
  if (random.chance(0.4)) return { text: `bin(${time.text}, 1d)`, type: "datetime", of: (row) => onTime(moved(row), (at) => Math.floor(at / 86_400_000) * 86_400_000) };
  return { text: `(${time.text} + ${hours}h)`, type: "datetime", of: (row) => onTime(moved(row), (at) => at + hours * 3_600_000) };
}

function onTime(at: number | undefined, work: (at: number) => number): Plain {
  return at === undefined ? null : new PlainTime(work(at));
}

const comparisons = ["==", "!=", "<", "<=", ">", ">="] as const;

function condition(random: Random, table: PlainTable, depth: number): PlainExpression {
  const pick = depth <= 0 ? 0 : random.below(7);
  const sub = (): PlainExpression => condition(random, table, depth - 1);
  if (pick === 1) return logic("and", sub(), sub());
  if (pick === 2) return logic("or", sub(), sub());
  if (pick === 3) return negated(sub());
  const value = (type: ScalarType): PlainExpression => randomExpression(random, table, type, depth - 1);
  if (pick === 4) return textTest(random, value("string"));
  if (pick === 5) return random.of([() => listTest(random, value, (type) => randomValue(random, type)), () => rangeTest(random, value), () => presenceTest(random, value)])();
  return compared(random.of(comparisons), random.of(scalarTypes.filter((type) => type !== "bool")), { random, table, depth });
}

// R111: three-valued.
function logic(word: "and" | "or", left: PlainExpression, right: PlainExpression): PlainExpression {
  const decides = word === "or";
  return { text: `(${left.text} ${word} ${right.text})`, type: "bool", of: (row) => {
    const values = [left.of(row), right.of(row)];
    return values.includes(decides) ? decides : values.includes(null) ? null : !decides;
  } };
}

function negated(inner: PlainExpression): PlainExpression {
  return { text: `not(${inner.text})`, type: "bool", of: (row) => {
    const value = inner.of(row);
    return value === null ? null : value !== true;
  } };
}

interface Place {
  readonly random: Random;
  readonly table: PlainTable;
  readonly depth: number;
}

// R110 and R111. Texts and booleans have no order here that the pages fix: texts are only held equal.
function compared(sign: (typeof comparisons)[number], type: ScalarType, { random, table, depth }: Place): PlainExpression {
  const used = type === "string" && sign !== "==" && sign !== "!=" ? "==" : sign;
  const [left, right] = [randomExpression(random, table, type, depth - 1), randomExpression(random, table, type, depth - 1)];
  return { text: `(${left.text} ${used} ${right.text})`, type: "bool", of: (row) => compare(used, left.of(row), right.of(row)) };
}

function compare(sign: (typeof comparisons)[number], left: Plain, right: Plain): Plain {
  const equality = sign === "==" || sign === "!=";
  if (left === null && right === null) return null;
  if (left === null || right === null) return equality ? sign === "!=" : null;
  if (Number.isNaN(left) || Number.isNaN(right)) return sign === "!="; // R112
  if (equality) return (keyOf(left) === keyOf(right)) === (sign === "==");
  const by = order(left, right);
  return { "<": by < 0, "<=": by <= 0, ">": by > 0, ">=": by >= 0 }[sign];
}
