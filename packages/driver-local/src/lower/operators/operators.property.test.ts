import fc from "fast-check";
import { expect, it } from "vitest";
import { rowsOf, runAll } from "../../compile/__fixtures__/run-kql.js";

type Cell = string | number | null;
type Row = readonly Cell[];

const key = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });
const text = fc.constantFrom("", "a", "A", "b");
const table = fc.array(fc.tuple(key, text, fc.integer({ min: 0, max: 9 })), { maxLength: 7 });
const written = (cell: Cell): string => (cell === null ? "long(null)" : typeof cell === "number" ? String(cell) : `'${cell}'`);
const datatable = (rows: readonly Row[], names: string): string => `datatable(${names})[${rows.flatMap((row) => row.map(written)).join(",")}]`;
const sorted = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

const leftNames = "k:long, s:string, x:long";
const rightNames = "k:long, s:string, y:long";
const missing: Row = [null, "", null];
const same = (l: Row, r: Row): boolean => l[0] === r[0] && l[1] === r[1];

/** Each kind of join, as its definition says it, row by row. */
const naive: Record<string, (left: readonly Row[], right: readonly Row[]) => Row[]> = {
  inner: (left, right) => left.flatMap((l) => right.filter((r) => same(l, r)).map((r) => [...l, ...r])),
  innerunique: (left, right) => naive["inner"]!(left.filter((l, index) => left.findIndex((other) => same(l, other)) === index), right),
  leftouter: (left, right) => left.flatMap((l) => (right.some((r) => same(l, r)) ? naive["inner"]!([l], right) : [[...l, ...missing]])),
  rightouter: (left, right) => right.flatMap((r) => (left.some((l) => same(l, r)) ? naive["inner"]!(left, [r]) : [[...missing, ...r]])),
  fullouter: (left, right) => [...naive["leftouter"]!(left, right), ...right.filter((r) => !left.some((l) => same(l, r))).map((r) => [...missing, ...r])],
  leftsemi: (left, right) => left.filter((l) => right.some((r) => same(l, r))),
  leftanti: (left, right) => left.filter((l) => !right.some((r) => same(l, r))),
  rightsemi: (left, right) => right.filter((r) => left.some((l) => same(l, r))),
  rightanti: (left, right) => right.filter((r) => !left.some((l) => same(l, r))),
};

it("every kind of join gives what its definition gives, for any two tables", async () => {
  await fc.assert(
    fc.asyncProperty(table, table, async (left, right) => {
      const kinds = Object.keys(naive);
      const lets = `let L = ${datatable(left, leftNames)}; let R = ${datatable(right, rightNames)};`;
      const outcomes = await runAll(`${lets} ${kinds.map((kind) => `L | join kind=${kind} R on k, s`).join("; ")}`);
      kinds.forEach((kind, index) => expect(sorted(outcomes[index]?.rows as Row[]), kind).toEqual(sorted(naive[kind]!(left, right))));
    }),
    { numRuns: 20 },
  );
});

interface Step {
  readonly kql: string;
  readonly apply: (rows: readonly number[][]) => number[][];
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((n): Step => ({ kql: `take ${n}`, apply: (rows) => rows.slice(0, n) as number[][] })),
  fc.integer({ min: 0, max: 20 }).map((n): Step => ({ kql: `where a > ${n}`, apply: (rows) => rows.filter((row) => row[0]! > n) })),
  fc.constant<Step>({ kql: "extend a = a + 1, b = a", apply: (rows) => rows.map((row) => [row[0]! + 1, row[0]!]) }),
  fc.constant<Step>({ kql: "project b = a, a = b", apply: (rows) => rows.map((row) => [row[0]!, row[1]!]).map(([a, b]) => [b!, a!]) }),
  fc.constant<Step>({ kql: "sort by a asc, b desc", apply: (rows) => [...rows].sort((one, other) => one[0]! - other[0]! || other[1]! - one[1]!) }),
  fc.constant<Step>({ kql: "sort by b, a", apply: (rows) => [...rows].sort((one, other) => other[1]! - one[1]! || other[0]! - one[0]!) }),
  fc.constant<Step>({ kql: "extend b = row_number()", apply: (rows) => rows.map((row, index) => [row[0]!, index + 1]) }),
  fc.constant<Step>({ kql: "extend a = a + coalesce(prev(b), 0)", apply: (rows) => rows.map((row, index) => [row[0]! + (rows[index - 1]?.[1] ?? 0), row[1]!]) }),
  fc.constant<Step>({ kql: "serialize", apply: (rows) => rows as number[][] }),
);

it("rows keep their order through any chain of operators", async () => {
  const start = Array.from({ length: 15 }, (_, index) => [(index * 7) % 15, (index * 11) % 15]);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const kql = `${datatable(start, "a:long, b:long")} | sort by a asc | ${steps.map((each) => each.kql).join(" | ")} | project a, b`;
      const expected = steps.reduce<number[][]>((rows, each) => each.apply(rows), [...start].sort((one, other) => one[0]! - other[0]!));
      expect(await rowsOf(kql), kql).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
