import { describe, expect, it } from "vitest";
import { rowsOf, run } from "../../compile/__fixtures__/run-kql.js";

const people = "datatable(name:string, age:long, city:string)['Ann',30,'Oslo','bob',long(null),'Rome','Cid',25,'','Dan',30,'oslo']";

describe("R1 names differ by case", () => {
  it("keeps columns apart that DuckDB would take for one", async () => {
    const { columns, rows } = await run("datatable(a:long, A:long)[1,2] | extend aa = a * 10 + A, AA = a | where A == 2 | summarize AA = max(AA), aA = max(aa) by a, A");
    expect(columns.map((column) => column.name)).toEqual(["a", "A", "AA", "aA"]);
    expect(rows).toEqual([[1, 2, 1, 12]]);
  });

  it("takes any name: quotes, spaces, SQL, names of our own", async () => {
    const { columns, rows } = await run(`print ['a" FROM x --'] = 1, ['b c'] = 2, rowid = 3, none = 4, row_order = 5, order_1 = 6 | sort by rowid | extend n = row_number()`);
    expect(columns.map((column) => column.name)).toEqual(['a" FROM x --', "b c", "rowid", "none", "row_order", "order_1", "n"]);
    expect(rows).toEqual([[1, 2, 3, 4, 5, 6, 1]]);
  });
});

describe("R2 where", () => {
  it("drops rows for which the predicate is null", async () => {
    expect(await rowsOf(`${people} | where age > 26 | project name`)).toEqual([["Ann"], ["Dan"]]);
    expect(await rowsOf(`${people} | where not(age > 26) | project name`)).toEqual([["Cid"]]);
  });

  it("sees all rows in window functions of the predicate, not only those that pass", async () => {
    expect(await rowsOf(`${people} | sort by name asc | where prev(name) == 'Ann' or row_number() == 4 | project name`)).toEqual([["Cid"], ["bob"]]);
  });
});

describe("R3 extend and project", () => {
  it("reads the row as it came, also where an item replaces a column that another reads", async () => {
    expect(await rowsOf("print a = 1, b = 2 | extend a = b, b = a | extend c = a + b, a = 5")).toEqual([[5, 1, 3]]);
    expect(await rowsOf("print a = 1, b = 2 | project b = a, a = b")).toEqual([[1, 2]]);
  });

  it("replaces in place and adds behind; the family of project picks, drops, renames and orders", async () => {
    const names = async (text: string): Promise<string[]> => (await run(text)).columns.map((column) => column.name);
    const row = "print a = 1, b = 2, c = 3";
    expect(await names(`${row} | extend b = 9, d = 4`)).toEqual(["a", "b", "c", "d"]);
    expect(await names(`${row} | project-away b`)).toEqual(["a", "c"]);
    expect(await names(`${row} | project-keep c, a`)).toEqual(["a", "c"]);
    expect(await names(`${row} | project-rename x = b`)).toEqual(["a", "x", "c"]);
    expect(await names(`${row} | project-reorder c, a`)).toEqual(["c", "a", "b"]);
  });

  it("works out a value once, however often it is read", async () => {
    expect(await rowsOf("range i from 1 to 50 step 1 | extend r = rand() | extend a = r, b = r | where a != b | count")).toEqual([[0]]);
  });
});

describe("R4 summarize", () => {
  const none = "datatable(k:string, v:long)[]";

  it("gives one row for no rows without keys, and no row with keys", async () => {
    expect(await rowsOf(`${none} | summarize n = count(), s = sum(v)`)).toEqual([[0, 0]]);
    expect(await rowsOf(`${none} | summarize n = count() by k`)).toEqual([]);
    expect(await rowsOf(`${none} | summarize n = count() | project x = 1`)).toEqual([[1]]);
    expect(await rowsOf("range i from 1 to 3 step 1 | summarize none = 1, x = toscalar(print 'y')")).toEqual([[1, "y"]]);
    expect(await rowsOf(`${none} | summarize x = 1`)).toEqual([[1]]);
  });

  it("puts keys first, groups by expressions and constants, and groups without aggregates", async () => {
    expect(await rowsOf(`${people} | summarize n = count() by k = strlen(name), c = 'x'`)).toEqual([[3, "x", 4]]);
    expect(await rowsOf(`${people} | summarize by age | sort by age asc`)).toEqual([[null], [25], [30]]);
  });

  it("R5 takes null as one key, and the empty text as another than null", async () => {
    const rows = await rowsOf("datatable(k:long, t:string)[1,'', long(null),'', long(null),'a', 1,''] | summarize n = count() by k, t | sort by k asc, t asc");
    expect(rows).toEqual([[null, "", 1], [null, "a", 1], [1, "", 2]]);
  });

  it("R6 fills lists in the order of sorted rows", async () => {
    expect(await rowsOf("range i from 1 to 300 step 1 | sort by i desc | extend j = i | summarize l = make_list(j) by g = i % 100 | where g == 7")).toEqual([[7, [207, 107, 7]]]);
  });
});

describe("R7 sort", () => {
  const table = "datatable(k:long, v:string)[2,'b', long(null),'n', 3,'c', 1,'a']";

  it("is descending with nulls last by default, ascending with nulls first, or as asked for", async () => {
    expect(await rowsOf(`${table} | sort by k | project v`)).toEqual([["c"], ["b"], ["a"], ["n"]]);
    expect(await rowsOf(`${table} | sort by k asc | project v`)).toEqual([["n"], ["a"], ["b"], ["c"]]);
    expect(await rowsOf(`${table} | sort by k desc nulls first | project v`)).toEqual([["n"], ["c"], ["b"], ["a"]]);
    expect(await rowsOf(`${table} | sort by k asc nulls last | project v`)).toEqual([["a"], ["b"], ["c"], ["n"]]);
  });

  it("holds through project, extend, where and take, also when the key is gone or replaced", async () => {
    expect(await rowsOf(`${table} | sort by k asc | project v | where v != 'n' | extend w = strcat(v, '!') | take 2`)).toEqual([["a", "a!"], ["b", "b!"]]);
    expect(await rowsOf(`${table} | sort by k | extend k = strlen(v), j = k | project j`)).toEqual([[3], [2], [1], [null]]);
    expect(await rowsOf(`${table} | sort by strcat(v, k) asc | take 3 | extend v = strcat('x', v) | project v`)).toEqual([["xa"], ["xb"], ["xc"]]);
  });

  it("holds through a let, a let used twice, and a let inside a let", async () => {
    expect(await rowsOf(`let T = ${table} | sort by k asc; T | project v | take 2`)).toEqual([["n"], ["a"]]);
    expect(await rowsOf(`let T = ${table} | sort by k asc; T | where v != toscalar(T | project v) | project v`)).toEqual([["a"], ["b"], ["c"]]);
    expect(await rowsOf(`let T = ${table} | sort by k asc; let U = T | project v; union (U | take 1), (U | take 2) | sort by v asc`)).toEqual([["a"], ["n"], ["n"]]);
  });

  it.each([
    ["asc", ["null", "NaN", "-Infinity", "1", "Infinity"]],
    ["desc", ["Infinity", "1", "-Infinity", "NaN", "null"]],
    ["asc nulls last", ["-Infinity", "1", "Infinity", "NaN", "null"]],
    ["desc nulls first", ["null", "NaN", "Infinity", "1", "-Infinity"]],
  ])("R72 puts NaN beside the nulls: %s", async (order, expected) => {
    const reals = "datatable(r:real)[1.0, real(nan), real(null), real(-inf), real(+inf)]";
    const shown = "project case(isnull(r), 'null', isnan(r), 'NaN', r > 1, 'Infinity', r < 1, '-Infinity', '1')";
    const read = async (text: string): Promise<unknown[]> => (await rowsOf(`${reals} | ${text} | ${shown}`)).map(([value]) => value);
    expect(await read(`sort by r ${order}`)).toEqual(expected);
    expect(await read(`top 2 by r ${order}`)).toEqual(expected.slice(0, 2));
    expect(await read(`sort by r ${order} | extend n = row_number() | where n <= 3`)).toEqual(expected.slice(0, 3));
  });

  it("sorts text by code point", async () => {
    expect(await rowsOf("datatable(s:string)['b','a','B','é','_'] | sort by s asc")).toEqual([["B"], ["_"], ["a"], ["b"], ["é"]]);
  });
});

describe("R8 window functions", () => {
  it("agree on the order of ties with one another and with what is shown", async () => {
    const text = "range i from 1 to 2000 step 1 | extend k = i % 3 | sort by k asc | extend n = row_number() | extend before = prev(n)";
    const rows = (await rowsOf(text)) as [number, number, number, number | null][];
    expect(rows.map((row) => row[2])).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
    expect(rows.slice(1).every((row, index) => row[3] === index + 1)).toBe(true);
  });

  it("serialize fixes the order in which rows stand", async () => {
    expect(await rowsOf("range i from 1 to 5 step 1 | serialize n = row_number() | where i > 2 | extend m = row_number()")).toEqual([[3, 3, 1], [4, 4, 2], [5, 5, 3]]);
  });
});

describe("R9 take, top, count, distinct", () => {
  it("take of sorted rows takes the first; take of a take the smaller; take 0 none", async () => {
    const numbers = "range i from 1 to 100 step 1 | sort by i desc";
    expect(await rowsOf(`${numbers} | take 2`)).toEqual([[100], [99]]);
    expect(await rowsOf(`${numbers} | take 5 | take 2 | extend j = i`)).toEqual([[100, 100], [99, 99]]);
    expect(await rowsOf(`${numbers} | take 5 | where i < 98`)).toEqual([[97], [96]]);
    expect(await rowsOf(`${numbers} | take 3 | sort by i asc | take 1`)).toEqual([[98]]);
    expect(await rowsOf(`${numbers} | take 0`)).toEqual([]);
    expect(await rowsOf(`let n = 2; ${numbers} | limit n | count`)).toEqual([[2]]);
    expect(await rowsOf(`let n = toscalar(print 1 - 2); ${numbers} | limit n | count`)).toEqual([[0]]);
    await expect(rowsOf(`${numbers} | take -1`)).rejects.toThrow("negative");
  });

  it("R10 top sorts with sort's defaults and cuts", async () => {
    expect(await rowsOf(`${people} | top 2 by age asc | project name`)).toEqual([["bob"], ["Cid"]]);
    expect(await rowsOf(`${people} | top 1 by strlen(city), name | project name`).catch(() => "refused")).toBe("refused");
    expect(await rowsOf(`${people} | top 3 by age | top 1 by name | project name`)).toEqual([["Dan"]]);
    for (const none of ["0", "-3", "1 - 2"]) expect(await rowsOf(`${people} | top ${none} by age`)).toEqual([]);
    await expect(rowsOf(`${people} | top age by name`)).rejects.toThrow("The number of rows must be a constant");
    await expect(rowsOf(`${people} | take age`)).rejects.toThrow("The number of rows must be a constant");
  });

  it("R11 count counts all rows", async () => {
    expect(await rowsOf(`${people} | where age > 100 | count`)).toEqual([[0]]);
    expect(await rowsOf(`${people} | take 3 | count as n`)).toEqual([[3]]);
  });

  it("R12 distinct takes nulls for equal and texts by case", async () => {
    expect(await rowsOf("datatable(a:long, b:string)[long(null),'x', long(null),'x', 1,'X', 1,'x'] | distinct a, b | sort by a asc, b asc")).toEqual([[null, "x"], [1, "X"], [1, "x"]]);
    expect(await rowsOf("datatable(a:long)[1,1] | distinct *")).toEqual([[1]]);
  });
});
