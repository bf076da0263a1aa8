import { describe, expect, it } from "vitest";
import { rowsOf, run } from "../../compile/__fixtures__/run-kql.js";

describe("mv-expand", () => {
  it("R22 gives a row for each element in order, one for null and for a plain value, none for an empty array or bag", async () => {
    const text = "datatable(i:long, d:dynamic)[1,dynamic([3,'a',null]), 2,dynamic([]), 3,dynamic(null), 4,dynamic({}), 5,dynamic(7)] | mv-expand d";
    expect(await rowsOf(text)).toEqual([[1, 3], [1, "a"], [1, null], [3, null], [5, 7]]);
  });

  it("R23 runs several items side by side; the shorter are filled up with null", async () => {
    const text = "datatable(i:long, a:dynamic, b:dynamic)[1,dynamic([1,2,3]),dynamic(['x']), 2,dynamic([]),dynamic(['y']), 3,dynamic([]),dynamic([]), 4,dynamic(null),dynamic([1,2])] | mv-expand a, b";
    expect(await rowsOf(text)).toEqual([[1, 1, "x"], [1, 2, null], [1, 3, null], [2, null, "y"], [4, null, 1], [4, null, 2]]);
  });

  it("R24 gives bags as single-entry bags, or as arrays of key and value", async () => {
    const bag = `datatable(d:dynamic)[dynamic({"a":1,"b \\"q":[2,null],"c":null})]`;
    expect(await rowsOf(`${bag} | mv-expand d`)).toEqual([[{ a: 1 }], [{ 'b "q': [2, null] }], [{ c: null }]]);
    expect(await rowsOf(`${bag} | mv-expand kind=array d`)).toEqual([[["a", 1]], [['b "q', [2, null]]], [["c", null]]]);
    expect(await rowsOf(`${bag} | mv-expand bagexpansion=array x = d | project k = tostring(x[0])`)).toEqual([["a"], ['b "q'], ["c"]]);
  });

  it("R25 numbers elements from 0, and limits the rows of each row", async () => {
    const text = "datatable(d:dynamic)[dynamic(['a','b','c']), dynamic([]), dynamic(null)] | mv-expand with_itemindex=i d limit 2";
    expect(await rowsOf(text)).toEqual([["a", 0], ["b", 1], [null, 0]]);
    expect(await rowsOf("print d = dynamic([1,2]) | mv-expand d limit 0")).toEqual([]);
  });

  it("R26 with a type casts and does not parse", async () => {
    const values = "dynamic([1, 2.5, -2.5, '2', true, null, [1]])";
    const of = async (type: string): Promise<unknown[]> => (await rowsOf(`print d = ${values} | mv-expand d to typeof(${type})`)).map((row) => row[0]);
    expect(await of("long")).toEqual([1, 2, -2, null, null, null, null]);
    expect(await of("int")).toEqual([1, 2, -2, null, null, null, null]);
    expect(await of("real")).toEqual([1, 2.5, -2.5, null, null, null, null]);
    expect(await of("string")).toEqual(["1", "2.5", "-2.5", "2", "true", "", "[1]"]);
    expect(await of("bool")).toEqual([true, null, null, null, true, null, null]);
    expect((await rowsOf("print d = dynamic(['2026-01-02T03:04:05.1234567Z', 5]) | mv-expand d to typeof(datetime)")).map((row) => row[0])).toEqual(["2026-01-02T03:04:05.1234567Z", null]);
    expect((await run("print d = dynamic([1]) | mv-expand d to typeof(long)")).columns).toEqual([{ name: "d", type: "long" }]);
  });

  it("replaces the column where it stands, adds a named one, and keeps the others", async () => {
    const row = "print i = 1, a = dynamic([1,2]), b = 'x'";
    expect(await rowsOf(`${row} | mv-expand a`)).toEqual([[1, 1, "x"], [1, 2, "x"]]);
    expect(await rowsOf(`${row} | mv-expand x = a`)).toEqual([[1, [1, 2], "x", 1], [1, [1, 2], "x", 2]]);
  });

  it("keeps the order of sorted rows, elements of one row together", async () => {
    const text = "datatable(k:long, d:dynamic)[1,dynamic(['a','b']), 2,dynamic(['c','d']), 1,dynamic(['e','f'])] | sort by k desc | mv-expand d | project tostring(d)";
    const rows = (await rowsOf(text)).map((row) => row[0]);
    expect(rows.slice(0, 2)).toEqual(["c", "d"]);
    expect([["a", "b", "e", "f"], ["e", "f", "a", "b"]]).toContainEqual(rows.slice(2));
  });
});

describe("parse", () => {
  const parsed = async (text: string, pattern: string, rest = ""): Promise<unknown> =>
    rowsOf(`datatable(s:string)[${text}] | parse${pattern.startsWith("-") ? "" : " "}${pattern} | project-away s${rest}`);

  it("R27 keeps rows that do not fit, with null and the empty text; parse-where drops them", async () => {
    expect(await parsed("'a=1, b=xy','no'", "s with 'a=' a:long ', b=' b")).toEqual([[1, "xy"], [null, ""]]);
    expect(await parsed("'a=1, b=xy','no'", "-where s with 'a=' a:long ', b=' b")).toEqual([[1, "xy"]]);
  });

  it("R28 blanks the whole row if one typed column does not fit, an empty one included", async () => {
    const pattern = "s with 'a=' a:long ',b=' b ',c=' c:long ',d=' d";
    expect(await parsed("'a=1,b=2,c=zz,d=4','a=1,b=2,c=,d=4','a=1,b=2,c=3,d=4'", pattern)).toEqual([[null, "", null, ""], [null, "", null, ""], [1, "2", 3, "4"]]);
    expect(await parsed("'a=1,b=2,c=zz,d=4','a=1,b=2,c=3,d=4'", `-where ${pattern}`)).toEqual([[1, "2", 3, "4"]]);
  });

  it("R29 kind=relaxed blanks only the column that does not fit", async () => {
    expect(await parsed("'a=1,b=2,c=zz,d=4','no'", "kind=relaxed s with 'a=' a:long ',b=' b ',c=' c:long ',d=' d")).toEqual([[1, "2", null, "4"], [null, "", null, ""]]);
    expect(await parsed("'n=15, l=x','n=no, l=y'", "kind=relaxed s with 'n=' n:long * 'l=' l")).toEqual([[15, "x"], [null, "y"]]);
  });

  it("R30 takes as little as it can but the whole text; special characters are plain; a star skips", async () => {
    expect(await parsed("'aXcYc'", "s with 'a' v 'c' *")).toEqual([["X"]]);
    expect(await parsed("'aXcYc','abcbd'", "s with 'a' v 'c'")).toEqual([["XcY"], [""]]);
    expect(await parsed("'xa.bY','xaZbY'", "s with * 'a.b' v")).toEqual([["Y"], [""]]);
    expect(await parsed("'y=1,x=2,x=9'", "s with * 'x=' v ',' *")).toEqual([["2"]]);
    expect(await parsed("'l1\\nl2 end'", "s with 'l1' v 'end'")).toEqual([["\nl2 "]]);
    expect(await parsed("'before a=1'", "s with 'a=' v")).toEqual([[""]]);
  });

  it("R31 a typed column before a star takes what has the type's form", async () => {
    expect(await parsed("'n= -12xyz=5','n=1.5 z=7'", "s with 'n=' n:long * 'z=' z:long")).toEqual([[-12, 5], [1, 7]]);
    expect(await parsed("'v=1.5 rest','v=.25z','v=7.z'", "s with 'v=' v:real *")).toEqual([[1.5], [0.25], [7]]);
    const guid = "a1b2c3d4-0000-4000-8000-00000000ffff";
    expect(await parsed(`'g={${guid}} x','g=${guid.replaceAll("-", "")}x'`, "s with 'g=' g:guid *")).toEqual([[guid], [guid]]);
  });

  it("R31 takes no exponent for a part of a real", async () => {
    expect(await parsed("'v=2.5e3 rest'", "s with 'v=' v:real *")).toEqual([[2.5]]);
    expect(await parsed("'v=2.5e3'", "s with 'v=' v:real")).toEqual([[2500]]);
  });

  it("R32 kind=regex takes as much as it can, keeps the columns' places beside groups, and knows flags", async () => {
    expect(await parsed("'aXcYc'", "kind=regex s with 'a' v 'c' *")).toEqual([["XcY"]]);
    expect(await parsed("'aXcYc'", "kind=regex flags=U s with 'a' v 'c' *")).toEqual([["X"]]);
    expect(await parsed("'AXC'", "kind=regex flags=i s with 'a' v 'c'")).toEqual([["X"]]);
    expect(await parsed("'ab12cd34'", "kind=regex s with 'a(b)' v 'c(d)' w")).toEqual([["12", "34"]]);
    expect(await parsed("'n=27x'", "kind=regex s with 'n=' n:long")).toEqual([[27]]);
    await expect(parsed("'x'", "kind=regex s with '(?=x)' v")).rejects.toThrow("lookaround");
  });

  it("R32 kind=regex fits anywhere in the text, and at the start of a line under the flag m", async () => {
    expect(await parsed("'id 7; pid 42.'", "kind=regex s with 'p?id ' n:long '[.]'")).toEqual([[42]]);
    expect(await parsed("'one\\ntwo 2'", "kind=regex flags=m s with '^two ' n:long")).toEqual([[2]]);
    expect(await parsed("'one\\ntwo 2'", "kind=regex s with '^two ' n:long")).toEqual([[null]]);
    expect(await parsed("'id 7; pid 42.'", "s with 'pid ' n '.'")).toEqual([[""]]);
  });

  it("R32 kind=regex takes of a typed column what has its form, and a lone closing bracket for itself", async () => {
    expect(await parsed("'v=8.|','v=.8|','v=-8.25|','v=8e2|'", "kind=regex s with 'v=' v:real '[|]'")).toEqual([[null], [null], [-8.25], [null]]);
    expect(await parsed("'t=2021-3-4 5:06|','t=3/4/2021 05:06:07.5|','t=2021/03/04 05:06|'", "kind=regex s with 't=' t:datetime '[|]'")).toEqual([["2021-03-04T05:06:00.0000000Z"], ["2021-03-04T05:06:07.5000000Z"], [null]]);
    expect(await parsed("'t=05:06|','t=2.05:06:07.25|','t=2.05:06|','t=2d|'", "kind=regex s with 't=' t:timespan '[|]'")).toEqual([["05:06:00"], ["2.05:06:07.2500000"], [null], [null]]);
    expect(await parsed("'g={a1b2c3d4-0000-4000-8000-00000000ffff}|'", "kind=regex flags=U s with 'g=' g:guid '[|]'")).toEqual([["a1b2c3d4-0000-4000-8000-00000000ffff"]]);
    expect(await parsed("'f(x) = 3'", "kind=regex s with ') = ' n:long")).toEqual([[3]]);
  });

  it("refuses flags without kind=regex and empty texts, as the service does", async () => {
    await expect(parsed("'a=1'", "kind=simple flags=i s with 'A=' v")).rejects.toThrow("flags of parse without kind=regex");
    for (const pattern of ["s with 'a=' v ''", "s with * '' v", "kind=regex s with 'a=' v '' w"]) await expect(parsed("'a=1'", pattern)).rejects.toThrow("an empty text in a parse pattern");
  });

  it("replaces a column of the same name in place, and parses other types by their text", async () => {
    expect(await rowsOf("print s = 'a=1', a = 'old', z = 2 | parse s with 'a=' a")).toEqual([["a=1", "1", 2]]);
    expect(await rowsOf("print n = 123 | parse n with '1' rest")).toEqual([[123, "23"]]);
  });

  it("keeps a fixed order", async () => {
    expect(await rowsOf("datatable(s:string)['k=1','k=3','k=2'] | sort by s desc | parse s with 'k=' k:long | project k")).toEqual([[3], [2], [1]]);
  });
});

describe("R71 mvexpand", () => {
  it("stops at 128 rows for each row unless told otherwise, which mv-expand does not", async () => {
    const rows = "range i from 1 to 200 step 1 | summarize x = make_list(i) | extend y = range(1, 2)";
    expect(await rowsOf(`${rows} | mvexpand x | summarize count(), max(tolong(x))`)).toEqual([[128, 128]]);
    expect(await rowsOf(`${rows} | mvexpand x limit 150 | count`)).toEqual([[150]]);
    expect(await rowsOf(`${rows} | mv-expand x | count`)).toEqual([[200]]);
  });
});
