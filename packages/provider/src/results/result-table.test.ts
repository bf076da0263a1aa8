import { expect, it } from "vitest";
import { tableColumn, tableFromRows, tableObjects, tableRows } from "./result-table.js";

const table = tableFromRows([{ name: "a", type: "long" }, { name: "b", type: "string" }], [[1, "x"], [2n ** 60n, ""]]);

it("gives rows, objects and columns of a table without losing anything", () => {
  expect([...tableRows(table)]).toEqual([[1, "x"], [2n ** 60n, ""]]);
  expect([...tableObjects(table)]).toEqual([{ a: 1, b: "x" }, { a: 2n ** 60n, b: "" }]);
  expect(tableColumn(table, "a")).toEqual([1, 2n ** 60n]);
  expect(tableColumn(table, "A")).toBeUndefined();
});

it("keeps a column named __proto__ as an ordinary property", () => {
  const odd = tableFromRows([{ name: "__proto__", type: "string" }], [["x"]]);
  expect(Object.entries([...tableObjects(odd)][0] ?? {})).toEqual([["__proto__", "x"]]);
});

it("keeps its columns when it has no rows", () => {
  const empty = tableFromRows([{ name: "a", type: "datetime" }], []);
  expect(empty.columns).toEqual([{ name: "a", type: "datetime" }]);
  expect([...tableRows(empty)]).toEqual([]);
});
