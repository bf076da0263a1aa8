import { type DynamicValue, exactInteger, KqlTimeSpan, type KqlType, type KqlValue, type ResultColumn, UnsupportedError } from "@huntkit/provider";
import { jsonText } from "../outputs/json-text.js";
import { valueText } from "../outputs/value-text.js";
import { compareValues } from "./compare-values.js";
import type { MergeFunction, SplitMerge } from "./split-options.js";

/** Puts two values of a column together; never called with null. */
type Fold = (left: KqlValue, right: KqlValue) => KqlValue;

interface MergeRow {
  /** The types of columns that the function can put together. */
  readonly types: readonly KqlType[];
  /** What makes such a column, for messages. */
  readonly of: string;
  readonly fold: (type: KqlType) => Fold;
}

const ordered: readonly KqlType[] = ["int", "long", "real", "decimal", "datetime", "timespan", "string", "bool"];
const any: readonly KqlType[] = [...ordered, "guid", "dynamic"];

/** The ways in which the values of a group in several parts become one. */
const functions: Readonly<Record<MergeFunction, MergeRow>> = {
  sum: { types: ["long", "real", "timespan"], of: "count, countif, sum, sumif", fold: (type) => sums[type] ?? ((left) => left) },
  min: { types: ordered, of: "min, minif", fold: () => (left, right) => (compareValues(right, left) < 0 ? right : left) },
  max: { types: ordered, of: "max, maxif", fold: () => (left, right) => (compareValues(right, left) > 0 ? right : left) },
  union: { types: ["dynamic"], of: "make_set", fold: () => (left, right) => distinct([...elements(left), ...elements(right)]) },
  concat: { types: ["dynamic"], of: "make_list", fold: () => (left, right) => [...elements(left), ...elements(right)] },
  any: { types: any, of: "take_any", fold: () => (left, right) => (left === "" ? right : left) },
};

/** The sum of longs goes around at the ends of 64 bits, as that of one query does. */
const sums: Partial<Record<KqlType, Fold>> = {
  long: (left, right) => exactInteger(BigInt.asIntN(64, BigInt(left as number | bigint) + BigInt(right as number | bigint))),
  real: (left, right) => (left as number) + (right as number),
  timespan: (left, right) => new KqlTimeSpan((left as KqlTimeSpan).ticks + (right as KqlTimeSpan).ticks),
};

function elements(value: KqlValue): readonly DynamicValue[] {
  return Array.isArray(value) ? (value as readonly DynamicValue[]) : [value as DynamicValue];
}

function distinct(values: readonly DynamicValue[]): DynamicValue[] {
  return [...new Map(values.map((value) => [jsonText(value), value])).values()];
}

/**
 * Checks that a declaration covers each column of a part, and that each column's type has the function that is declared for it.
 * @throws {UnsupportedError} `merge-unfit`, naming the columns.
 */
export function checkMerge(columns: readonly ResultColumn[], { by, merge }: SplitMerge): void {
  const open = columns.filter(({ name }) => !by.includes(name) && !Object.hasOwn(merge, name)).map(({ name }) => name);
  const absent = [...by, ...Object.keys(merge)].filter((name) => !columns.some((column) => column.name === name));
  const twice = by.filter((name) => Object.hasOwn(merge, name));
  const unfit = columns.flatMap(({ name, type }) => {
    const declared = Object.hasOwn(merge, name) ? merge[name] : undefined;
    return declared !== undefined && !functions[declared].types.includes(type) ? [`${name} is a ${type}, and ${declared} puts columns of ${functions[declared].of} together`] : [];
  });
  const faults = [...listed("declares nothing for", open), ...listed("names what the query does not give:", absent), ...listed("has both among `by` and `merge`:", twice), ...unfit];
  if (faults.length === 0) return;
  throw new UnsupportedError({ code: "merge-unfit", construct: "splitBy", message: `The parts of the query cannot be put together as it declares (splittable). The declaration ${faults.join("; ")}. Name each column of the result once, under \`by\` or under \`merge\`.` });
}

function listed(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what} ${names.join(", ")}`];
}

/** The rows with one row for each group, in the order in which the groups first stand. */
export function mergeGroups(columns: readonly ResultColumn[], rows: readonly (readonly KqlValue[])[], { by, merge }: SplitMerge): (readonly KqlValue[])[] {
  const keys = by.map((name) => columns.findIndex((column) => column.name === name));
  const folds = columns.map(({ name, type }) => (Object.hasOwn(merge, name) ? functions[merge[name] as MergeFunction].fold(type) : undefined));
  const groups = new Map<string, KqlValue[]>();
  for (const row of rows) {
    const key = keys.map((index) => keyText(row[index] ?? null)).join("\u0000");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [...row]);
    else folds.forEach((fold, index) => void (fold && (group[index] = folded(fold, group[index] ?? null, row[index] ?? null))));
  }
  return [...groups.values()];
}

/** Aggregates pass over null. */
function folded(fold: Fold, left: KqlValue, right: KqlValue): KqlValue {
  if (left === null) return right;
  return right === null ? left : fold(left, right);
}

/** Unlike for values that are not the same; a column has one type. */
function keyText(value: KqlValue): string {
  return value === null ? "n" : `v${JSON.stringify(typeof value === "object" ? jsonText(value) : valueText(value))}`;
}
