import { expect, it } from "vitest";
import type { ConformanceCase } from "../cases/conformance-case.js";
import { compareCase } from "./compare-case.js";

const plain: ConformanceCase = {
  id: "test-1",
  page: "test-function",
  query: "print 1",
  columns: ["A", "B"],
  rows: [["1", "x"], ["2", "y"]],
  partial: false,
  partialColumns: false,
  unordered: false,
  orderBy: null,
  selfContained: true,
  nondeterministic: false,
  setLike: false,
  multiResult: false,
  resultColumns: [{ name: "A", type: "long" }, { name: "B", type: "string" }],
  suspect: [],
};

function judged(changes: Partial<ConformanceCase>, rows: readonly (readonly unknown[])[], columns: readonly string[] = ["A", "B"]): string | undefined {
  return compareCase({ ...plain, ...changes }, { columns, rows });
}

it("takes a table whose values are the documented ones, and names the first difference of any other", () => {
  expect(judged({}, [[1, "x"], ["2", " y "]])).toBeUndefined();
  expect(judged({}, [[1, "x"], [2, "z"]])).toBe('values: row 2: expected ["2","y"], got [2,"z"]');
  expect(judged({}, [[1, "x"]])).toBe("row count: expected 2, got 1");
  expect(judged({}, [[1, "x"], [2, "y"]], ["A", "b"])).toContain("column names");
  expect(judged({}, [["x", 1], ["y", 2]], ["B", "A"])).toContain("column order");
});

it("holds to the order of rows unless the query leaves it free, and then to the sort keys", () => {
  const turned = [[2, "y"], [1, "x"]];
  expect(judged({}, turned)).toBe("order: same rows in another order");
  expect(judged({ unordered: true }, turned)).toBeUndefined();
  expect(judged({ unordered: true, orderBy: ["A"] }, turned)).toBe("order: row 1 breaks the sort on A");
});

it("compares integers exactly, reals to the digits shown, times to the precision shown", () => {
  const cell = (shown: string, type: string, found: unknown): boolean =>
    compareCase({ ...plain, columns: ["A"], rows: [[shown]], resultColumns: [{ name: "A", type }] }, { columns: ["A"], rows: [[found]] }) === undefined;
  expect(cell("9007199254740993", "long", "9007199254740993")).toBe(true);
  expect(cell("9007199254740993", "long", "9007199254740992")).toBe(false);
  expect(cell("0.33", "real", 0.3333)).toBe(true);
  expect(cell("0.33", "real", 0.34)).toBe(false);
  expect(cell("NaN", "real", "NaN")).toBe(true);
  expect(cell("2024-01-01 00:00:01", "datetime", "2024-01-01T00:00:01.5000000Z")).toBe(true);
  expect(cell("2024-01-01 00:00:01", "datetime", "2024-01-01T00:00:02.0000000Z")).toBe(false);
  expect(cell("1.00:00:00", "timespan", "1.00:00:00.0000000")).toBe(true);
  expect(cell("-00:00:01.5", "timespan", "00:00:01.5000000")).toBe(false);
  expect(cell("", "long", null)).toBe(true);
  expect(cell("", "long", 0)).toBe(false);
});

it("compares dynamic values by value, sets without order, and elided texts around the dots", () => {
  const dynamic = (shown: string, found: unknown, changes: Partial<ConformanceCase> = {}): boolean =>
    compareCase({ ...plain, columns: ["A"], rows: [[shown]], resultColumns: [{ name: "A", type: "dynamic" }], ...changes }, { columns: ["A"], rows: [[found]] }) === undefined;
  expect(dynamic('{"a":[1,2.50]}', { a: [1, 2.5] })).toBe(true);
  expect(dynamic('{"a":[1,2]}', { a: [2, 1] })).toBe(false);
  expect(dynamic('{"a":[1,2]}', { a: [2, 1] }, { setLike: true })).toBe(true);
  expect(dynamic("[1,2,...]", "[1,2,3,4]", { partial: true })).toBe(true);
  expect(dynamic('{"a":1}', { a: 1, b: 2 })).toBe(false);
});
