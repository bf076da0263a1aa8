import assert from "node:assert";
import { exactInteger, KqlDateTime, KqlDecimal, type KqlType, KqlTimeSpan, kqlTypes, type KqlValue, MAX_DATETIME_TICKS, type ResultTable, tableFromRows, tableRows } from "@huntkit/provider";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { StoredPart } from "./part-store.js";
import { decodePart, encodePart } from "./parquet-part.js";

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom("", "\uFEFFmark", "\uD800", "a\uDC00b", "\0", "null", "__proto__", "é\u0301"));
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, 2 ** 53, 1e300));
const { dynamic } = fc.letrec<{ dynamic: KqlValue }>((tie) => ({
  dynamic: fc.oneof(
    { depthSize: "small" },
    fc.constant(null), fc.boolean(), anyNumber, fc.bigInt(int64), anyText,
    fc.array(tie("dynamic"), { maxLength: 4 }) as fc.Arbitrary<KqlValue>,
    fc.dictionary(fc.oneof(anyText, fc.constantFrom("$bigint", "$object", "$x", "constructor")), tie("dynamic"), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<KqlValue>,
    fc.constantFrom<KqlValue>({ $bigint: "5" }, { $object: { $object: 1 } }, JSON.parse('{"__proto__": 1}') as KqlValue, new KqlDateTime(7n)),
  ),
}));
const values: Readonly<Record<KqlType, fc.Arbitrary<KqlValue>>> = {
  bool: fc.boolean(),
  int: fc.integer(),
  long: fc.bigInt(int64).map(exactInteger),
  real: anyNumber,
  decimal: fc.tuple(fc.bigInt(), fc.option(fc.nat())).map(([whole, fraction]) => new KqlDecimal(fraction === null ? String(whole) : `${whole}.${fraction}`)),
  datetime: fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }).map((ticks) => new KqlDateTime(ticks)),
  timespan: fc.bigInt(int64).map((ticks) => new KqlTimeSpan(ticks)),
  string: anyText,
  guid: fc.uuid(),
  dynamic,
};

const tables: fc.Arbitrary<ResultTable> = fc
  .tuple(fc.array(fc.tuple(anyText, fc.constantFrom(...kqlTypes)), { maxLength: 12 }), fc.nat({ max: 12 }))
  .chain(([heads, rowCount]) => {
    const row = fc.tuple(...heads.map(([, type]) => fc.option(values[type], { nil: null, freq: 4 })));
    return fc.array(row, { minLength: rowCount, maxLength: rowCount }).map((rows) => tableFromRows(heads.map(([name, type]) => ({ name, type })), rows));
  });

/** Node's comparison tells -0 from 0, bigint from number and class from class, and also takes members named "constructor". */
async function expectSame(part: StoredPart & { readonly kind: "rows" }): Promise<void> {
  const back = await decodePart("p", await encodePart("p", part));
  if (back.kind !== "rows") throw new TypeError("the kind is lost");
  expect(back.table.columns).toStrictEqual(part.table.columns);
  expect(back.table.rowCount).toBe(part.table.rowCount);
  assert.deepStrictEqual([...tableRows(back.table)], [...tableRows(part.table)]);
  expect(back.warnings).toStrictEqual(part.warnings);
}

it("gives back every value of every type, all names (also twice the same), and empty tables", async () => {
  await fc.assert(fc.asyncProperty(tables, (table) => expectSame({ kind: "rows", table })), { numRuns: 600 });
}, 300_000);

it.each(kqlTypes)("gives back columns that hold only nulls, and cells that do not fit their type: %s", async (type) => {
  const cells: KqlValue[] = [null, true, 1, -0, 1.5, 2n ** 70n, "text", new KqlDecimal("007.50"), new KqlTimeSpan(-1n), new KqlDateTime(0n), [1], Number.NaN];
  await expectSame({ kind: "rows", table: tableFromRows([{ name: "a", type }], [[null], [null]]) });
  for (const cell of cells) await expectSame({ kind: "rows", table: tableFromRows([{ name: "a", type }], [[cell], [null]]) });
});

it("tells null from the empty string, and keeps repeated values and many rows", async () => {
  const columns = [{ name: "s", type: "string" }, { name: "r", type: "real" }, { name: "l", type: "long" }] as const;
  const rows = Array.from({ length: 120_000 }, (_, row): KqlValue[] => [row % 3 === 0 ? null : row % 3 === 1 ? "" : "x", row % 2 === 0 ? -0 : 0, row % 5 === 0 ? 2n ** 60n : row]);
  const back = await decodePart("p", await encodePart("p", { kind: "rows", table: tableFromRows(columns, rows) }));
  expect(back.kind === "rows" && [...tableRows(back.table)].every((cells, row) => cells.every((cell, index) => Object.is(cell, rows[row]?.[index])))).toBe(true);
});

it("keeps warnings and halved parts, and refuses a part of another run or range", async () => {
  await expectSame({ kind: "rows", table: tableFromRows([], []), warnings: [{ code: "w", message: "m" }] });
  const bytes = await encodePart("run a", { kind: "halved" });
  expect(await decodePart("run a", bytes)).toStrictEqual({ kind: "halved" });
  await expect(decodePart("run b", bytes)).rejects.toMatchObject({ code: "checkpoint-part-damaged" });
});
