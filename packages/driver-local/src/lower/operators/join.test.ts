import { describe, expect, it } from "vitest";
import { rowsOf, run } from "../../compile/__fixtures__/run-kql.js";

const left = "let L = datatable(k:string, a:long)['x',1,'x',2,'y',3,'Z',4];";
const right = "let R = datatable(k:string, b:long, t:string)['x',10,'p','x',20,'q','z',30,'r','y',40,''];";
const joined = async (kind: string, order = "a, b"): Promise<unknown[][]> =>
  [...(await rowsOf(`${left} ${right} L | join kind=${kind} R on k | sort by ${order.replaceAll(",", " asc,")} asc`))].map((row) => [...row]);

describe("R13 join innerunique, the default", () => {
  it("keeps one left row of each key: the first", async () => {
    expect(await rowsOf(`${left} ${right} L | join R on k | sort by a asc, b asc`)).toEqual(await joined("innerunique"));
    expect(await joined("innerunique")).toEqual([["x", 1, "x", 10, "p"], ["x", 1, "x", 20, "q"], ["y", 3, "y", 40, ""]]);
  });

  it("takes the first in the order of a sorted left side, row by row, not column by column", async () => {
    const text = "datatable(k:long, a:long, b:string)[1,5,'five', 1,7,'seven', 1,6,long(null)] | sort by a desc | join (print k = 1) on k | project a, b";
    expect(await rowsOf(text.replace("long(null)", "''"))).toEqual([[7, "seven"]]);
    expect(await rowsOf("datatable(k:long, a:long, b:long)[1,long(null),1, 1,7,2] | join (print k = 1) on k | project a, b")).toEqual([[null, 1]]);
  });

  it("needs no left row to be picked if only keys are shown", async () => {
    const { rows, sql } = await run(`${left} ${right} L | join R on k | project k, b | sort by b asc`);
    expect(rows).toEqual([["x", 10], ["x", 20], ["y", 40]]);
    expect(sql).not.toContain("arg_min");
    const wide = "print k = 1, a = 1, b = 2, c = 3, d = 4, e = long(null)";
    expect(await rowsOf(`${wide} | union (${wide} | extend e = 9) | join (print k = 1) on k`)).toEqual([[1, 1, 2, 3, 4, null, 1]]);
  });
});

describe("join kinds", () => {
  it("inner gives all pairs", async () => {
    expect(await joined("inner")).toEqual([["x", 1, "x", 10, "p"], ["x", 1, "x", 20, "q"], ["x", 2, "x", 10, "p"], ["x", 2, "x", 20, "q"], ["y", 3, "y", 40, ""]]);
  });

  it("R16 outer kinds fill the missing side with null, its texts with the empty text", async () => {
    expect(await joined("leftouter")).toEqual([["x", 1, "x", 10, "p"], ["x", 1, "x", 20, "q"], ["x", 2, "x", 10, "p"], ["x", 2, "x", 20, "q"], ["y", 3, "y", 40, ""], ["Z", 4, "", null, ""]]);
    expect((await joined("rightouter"))[0]).toEqual(["", null, "z", 30, "r"]);
    expect((await joined("rightouter")).length).toBe(6);
    expect((await joined("fullouter"))[0]).toEqual(["", null, "z", 30, "r"]);
    expect((await joined("fullouter")).length).toBe(7);
    expect(await rowsOf(`${left} ${right} L | join kind=leftouter R on k | where t == '' and isnull(b) | project a`)).toEqual([[4]]);
  });

  it("R17 semi and anti kinds give one side, each row once", async () => {
    expect(await joined("leftsemi", "a")).toEqual([["x", 1], ["x", 2], ["y", 3]]);
    expect(await joined("leftanti", "a")).toEqual([["Z", 4]]);
    expect(await joined("anti", "a")).toEqual([["Z", 4]]);
    expect(await joined("rightsemi", "b")).toEqual([["x", 10, "p"], ["x", 20, "q"], ["y", 40, ""]]);
    expect(await joined("rightanti", "b")).toEqual([["z", 30, "r"]]);
  });

  it("R18 names columns of both sides apart, keys too", async () => {
    const { columns } = await run("print k = 1, v = 2, v1 = 3 | join (print k = 1, v = 5) on k");
    expect(columns.map((column) => column.name)).toEqual(["k", "v", "v1", "k1", "v2"]);
  });
});

describe("join keys", () => {
  const l = "let L = datatable(k:long, a:string)[1,'a', long(null),'n', 3,'c'];";
  const r = "let R = datatable(k:long, b:string)[1,'A', long(null),'N', 4,'D'];";

  it("R14 a null key matches a null key, in every kind", async () => {
    const pairs = async (kind: string): Promise<unknown> => rowsOf(`${l} ${r} L | join kind=${kind} R on k | project a, b | sort by a asc, b asc`);
    expect(await pairs("inner")).toEqual([["a", "A"], ["n", "N"]]);
    expect(await pairs("innerunique")).toEqual([["a", "A"], ["n", "N"]]);
    expect(await pairs("fullouter")).toEqual([["", "D"], ["a", "A"], ["c", ""], ["n", "N"]]);
    expect(await rowsOf(`${l} ${r} L | join kind=leftanti R on k | project a`)).toEqual([["c"]]);
    expect(await rowsOf(`${l} ${r} L | lookup R on k | where a == 'n' | project b`)).toEqual([["N"]]);
  });

  it("R15 texts match by case; the empty text is a key like others", async () => {
    expect(await rowsOf("datatable(k:string)['','a','A'] | join kind=inner (datatable(k:string)['','a']) on k | project k | sort by k asc")).toEqual([[""], ["a"]]);
  });

  it("takes several keys, of other names on each side, and of int and long", async () => {
    const text = "datatable(a:int, b:string)[1,'x', 2,'x'] | join kind=inner (datatable(c:long, b:string, v:long)[1,'x',7, 2,'y',8]) on $left.a == $right.c, b | project a, v";
    expect(await rowsOf(text)).toEqual([[1, 7]]);
  });

  it("joins a table with itself", async () => {
    expect(await rowsOf(`${l} L | join kind=inner L on k | join kind=inner (L | where k == 1) on k | project k, k1, k2`)).toEqual([[1, 1, 1]]);
  });
});

describe("R19 lookup", () => {
  it("is a left outer join without the right keys; inner if asked for; left rows are not made unique", async () => {
    const { columns, rows } = await run(`${left} ${right} L | lookup R on k | sort by a asc, b asc`);
    expect(columns.map((column) => column.name)).toEqual(["k", "a", "b", "t"]);
    expect(rows).toEqual([["x", 1, 10, "p"], ["x", 1, 20, "q"], ["x", 2, 10, "p"], ["x", 2, 20, "q"], ["y", 3, 40, ""], ["Z", 4, null, ""]]);
    expect((await rowsOf(`${left} ${right} L | lookup kind=inner R on k`)).length).toBe(5);
  });
});

describe("R20 union", () => {
  it("pairs columns by name; what an input lacks is null, a text empty", async () => {
    const { columns, rows } = await run("print a = 1, s = 'x' | union (print b = true, a = 2) | sort by a asc");
    expect(columns).toEqual([{ name: "a", type: "long" }, { name: "s", type: "string" }, { name: "b", type: "bool" }]);
    expect(rows).toEqual([[1, "x", null], [2, "", true]]);
  });

  it("R21 keeps duplicates and each input's own limit and order of cutting", async () => {
    expect(await rowsOf("let T = range i from 1 to 9 step 1; union (T | top 1 by i), (T | top 2 by i asc), T | summarize n = count() by i | where n > 1 | sort by i asc")).toEqual([[1, 2], [2, 2], [9, 2]]);
  });

  it("splits a column by type, names the source, and intersects with kind=inner", async () => {
    const split = await run("union (print c = 1), (print c = 'x')");
    expect(split.columns.map((column) => column.name)).toEqual(["c_long", "c_string"]);
    expect(await rowsOf("let A = print x = 1; let B = print x = 2; union withsource=src A, (print x = 3) | sort by x asc | project src, x").then((rows) => rows.map((row) => row[1]))).toEqual([1, 3]);
    expect(await rowsOf("print a = 1, b = 2 | union kind=inner (print b = 3, c = 4) | sort by b asc")).toEqual([[2], [3]]);
  });
});
