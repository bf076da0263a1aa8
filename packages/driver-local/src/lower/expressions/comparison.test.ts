import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileKql } from "../../compile/__fixtures__/run-kql.js";
import { rows, values, valuesOf } from "../functions/__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("nulls", () => {
  it("R110: equality with one null is false, inequality true; of two nulls both are null", () =>
    agree({ "5 == int(null)": false, "5 != int(null)": true, "int(null) == long(null)": null, "int(null) != int(null)": null, "datetime(null) == datetime(2020-01-01)": false }));

  it("R110 holds for columns, as values and in where", async () => {
    const table = "datatable(n:int, m:int)[5, 5, int(null), int(null), 5, int(null)]";
    expect(await rows(`${table} | project n == m, n != m, n == 5, n != 5, not(n == 5)`)).toEqual([
      [true, false, true, false, false],
      [null, null, false, true, true],
      [false, true, true, false, false],
    ]);
    expect(await rows(`${table} | where n != 5 | count`)).toEqual([[1]]);
    expect(await rows(`${table} | where not(n == 5) | count`)).toEqual([[1]]);
    expect(await rows(`${table} | where n != m | count`)).toEqual([[1]]);
    expect(await rows(`${table} | where n !in (5) | count`)).toEqual([[1]]);
  });

  it("R111: orders are null if a side is null, and so is not(null); and, or are three-valued", () =>
    agree({
      "int(null) > 3": null, "3 <= int(null)": null, "not(bool(null))": null, "bool(null) and false": false, "bool(null) or true": true, "bool(null) and true": null,
      "not(int(null) > 3)": null,
    }));

  it("R114: a null is in no list", async () => {
    expect(await rows("datatable(n:long)[1, long(null)] | project n in (1, 2), n !in (1, 2), n in (dynamic([1])), n !in (dynamic([1]))")).toEqual([
      [true, false, true, false],
      [false, true, false, true],
    ]);
  });

  it("R115: isnull of text is always false, isempty of anything asks for null or empty text", () =>
    agree({
      'isnull("")': false, "isnull(int(null))": true, "isnotnull(int(null))": false, 'isempty("")': true, "isempty(int(null))": true, 'isempty(" ")': false,
      'isempty(dynamic(""))': true, "isempty(dynamic([]))": false, "isempty(dynamic(null))": true, "isempty(dynamic(0))": false, 'isnotempty(parse_json(""))': false,
      'isnotempty("x")': true,
    }));

  it("R116: a null condition of iff and case is not met", () =>
    agree({ 'iff(bool(null), "a", "b")': "b", 'case(bool(null), "a", 1 == 1, "c", "b")': "c", "iff(1 > 0, int(null), 3)": null }));

  it("R117: coalesce passes over nulls and empty text, and nothing else", () =>
    agree({
      'coalesce("", "fallback")': "fallback", "coalesce(long(null), 5)": 5, "coalesce(0, 5)": 0, "coalesce(false, true)": false, 'coalesce(" ", "x")': " ",
      'strlen(coalesce("", ""))': 0, "isnull(coalesce(long(null), long(null)))": true, 'coalesce(tostring(dynamic(null)), "f")': "f",
    }));
});

describe("types", () => {
  it("R112: numbers of different types are compared as numbers, a dynamic as what it holds", () =>
    agree({
      "1 == 1.0": true, "int(2) < 2.5": true, "decimal(1.5) == 1.5": true, "dynamic(5) == 5": true, 'dynamic("5") == 5': false, "dynamic(2.5) > 2": true,
      "dynamic(true) == true": true, 'dynamic("x") == "x"': true, 'dynamic({"a":3}).a == 3': true, "dynamic(null) == 3": false, 'dynamic("2020-01-02") == datetime(2020-01-02)': true,
    }));

  it("R112: comparisons with NaN are false", () =>
    agree({ "real(nan) == real(nan)": false, "real(nan) > 1.0": false, "real(nan) < 1.0": false, "1.0 < real(nan)": false, "real(nan) != 1.0": true, "real(nan) >= real(nan)": false }));

  it("text compares exactly, and is put in order by strcmp", () => agree({ '"abc" == "abc"': true, '"abc" == "ABC"': false, 'strcmp("B", "a")': -1, 'strcmp("é", "z")': 1, 'strcmp("a", "a")': 0 }));

  it("R113: between includes both ends; of datetimes a timespan counts from the start", () =>
    agree({
      "5 between (5 .. 10)": true, "10 between (5 .. 10)": true, "11 between (5 .. 10)": false, "5 !between (5 .. 10)": false, "4 !between (5 .. 10)": true,
      "datetime(2020-01-02) between (datetime(2020-01-01) .. 1d)": true, "datetime(2020-01-03) between (datetime(2020-01-01) .. 1d)": false,
      "datetime(2020-01-03) !between (datetime(2020-01-01) .. 1d)": true, "int(null) between (1 .. 2)": null,
    }));
});

describe("lists", () => {
  it("in compares exactly, in~ without letter case; literal arrays are spread", () =>
    agree({
      '"a" in ("a", "b")': true, '"A" in ("a")': false, '"A" in~ ("a")': true, '"A" !in~ ("a")': false, '"a" in (dynamic(["a", "b"]))': true, '"B" in~ (dynamic(["a", "b"]))': true,
      "1 in (1, 2)": true, "3 !in (1, 2)": true, "1 in (dynamic([1, 2]))": true, '1 in ("1")': true, "2.5 in (2.5, 3.5)": true, '"1" in (dynamic([1]))': true,
      "datetime(2020-01-01) in (datetime(2020-01-01), datetime(2020-01-02))": true,
    }));

  it("in takes lists of whole numbers and of texts as they are, wherever they come from", async () => {
    const found = await rows('let l = dynamic([2, 3, null, "4", 5.0]); datatable(n:long, i:int, s:string)[2, 2, "2", 4, 4, "4", 5, 5, "5", 7, 7, "7", long(null), int(null), ""] | project n in (l), i in (l), i in (2, 7), i !in (3, long(4)), s in (l), s in~ (l)');
    expect(found).toEqual([[true, true, true, true, true, true], [true, true, false, false, true, true], [true, true, false, true, true, true], [false, false, true, true, false, false], [false, false, false, true, true, true]]);
    const [statement] = compileKql('let l = dynamic([1, 2, 3]); let t = dynamic(["a", "b"]); datatable(i:int, s:string)[1, "a"] | where i in (l) and s in (t) and s in~ (t)');
    expect(statement?.sql).not.toMatch(/ OR |kql_dynamic_text|JSON/);
  });

  it("R119: arrays inside arrays are spread too, literal ones and those of the rows", async () => {
    const expected = { "3 in (dynamic([1,[2,[3]]]))": true, '"b" in~ (dynamic(["a",["B"]]))': true, "4 !in (dynamic([1,[2,3]]))": true, '"x b" has_any (dynamic(["a",["b"]]))': true };
    await agree(expected);
    expect(await rows('datatable(n:long, s:string, d:dynamic)[3, "a", dynamic([1,[2,3]]), 2, "x b", dynamic(["b",[{"k":[2]}]])] | project n in (d), s in (d), s has_any (d)')).toEqual([
      [true, false, false],
      [false, false, true],
    ]);
  });

  it("in works over arrays known only at run time", async () => {
    expect(await rows('datatable(s:string, n:long, d:dynamic)["a", 1, dynamic(["A", 1]), "b", 2, dynamic(null)] | project s in~ (d), s in (d), n in (d), n !in (d)')).toEqual([
      [true, false, true, false],
      [false, false, false, true],
    ]);
  });

  it("in works over the first column of a table, also negated and with nulls in it", async () => {
    const table = "let t = datatable(k:long)[1, long(null)]; datatable(n:long)[1, 2, long(null)]";
    expect(await rows(`${table} | where n in (t)`)).toEqual([[1]]);
    expect(await rows(`${table} | where n !in (t)`)).toEqual([[2], [null]]);
    expect(await rows(`${table} | project n in (t)`)).toEqual([[true], [false], [false]]);
  });

  it("R102: has_any and has_all test terms; a null needle matches, no needles match has_all only", async () => {
    expect(
      await values(
        '"alpha beta" has_any ("alpha", "zeta")', '"errors" has_any ("error")', '"alpha beta" has_all ("alpha", "beta")', '"alpha" has_all ("alpha", "beta")',
        '"x" has_any (dynamic([]))', '"x" has_all (dynamic([]))', '"x" has_any (dynamic([null]))', '"a b" has_all (dynamic(["a", null]))', '"code 42 here" has_any (42)',
      ),
    ).toEqual([true, false, true, false, false, true, true, true, true]);
  });

  it("has_any and has_all work over arrays at run time and over tables", async () => {
    const table = 'let t = datatable(k:string)["alpha", "zeta"]; datatable(s:string, d:dynamic)["alpha beta", dynamic(["beta"]), "gamma", dynamic(["beta", "gamma"])]';
    expect(await rows(`${table} | project s has_any (d), s has_all (d), s has_any (t), s has_all (t)`)).toEqual([
      [true, true, true, false],
      [true, false, false, false],
    ]);
  });

  it("a let of an array is a list, and a let of a text a constant needle", async () => {
    expect(await rows('let names = dynamic(["cmd.exe", "ps"]); let one = "x"; datatable(s:string)["run CMD.exe", "x y"] | project s has_any (names), s has one, s in (names)')).toEqual([
      [true, false, false],
      [false, true, false],
    ]);
  });

  it("has agrees with a search over the terms of the text, for any text and any needle of one term", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", "é", "1", "_", " ", "-", "."), maxLength: 12 });
    const needle = fc.string({ unit: fc.constantFrom("a", "b", "é", "1"), minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(text, needle, async (haystack, word) => {
        const terms = haystack.toLowerCase().split(/[^\p{L}\p{N}]+/u);
        const [has, prefix, suffix] = await values(...["has", "hasprefix", "hassuffix"].map((operator) => `'${haystack}' ${operator} '${word}'`));
        expect([has, prefix, suffix]).toEqual([
          terms.includes(word), terms.some((term) => term.startsWith(word)), terms.some((term) => term.endsWith(word)),
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
