import { describe, expect, it } from "vitest";
import { rowsOf, run } from "../../compile/__fixtures__/run-kql.js";

const numbers = "datatable(k:string, a:dynamic)['x', dynamic([3,1,2]), 'y', dynamic([]), 'x', dynamic([3,1,2])]";

describe("R47 mv-apply", () => {
  it("runs the sub-query for each row, also for equal rows", async () => {
    expect(await rowsOf(`${numbers} | mv-apply e = a to typeof(long) on (top 2 by e) | project k, e`)).toEqual([["x", 3], ["x", 2], ["x", 3], ["x", 2]]);
  });

  it("gives a row of an aggregate for an empty array, and no row where the sub-query has none", async () => {
    expect(await rowsOf(`${numbers} | mv-apply e = a to typeof(long) on (summarize n = count(), s = sum(e)) | project k, n, s`)).toEqual([["x", 3, 6], ["y", 0, 0], ["x", 3, 6]]);
    expect(await rowsOf(`${numbers} | mv-apply e = a to typeof(long) on (where e > 2) | project k, e`)).toEqual([["x", 3], ["x", 3]]);
  });

  it("hands the elements in in their order, with the columns of the row and the index", async () => {
    expect(await rowsOf(`${numbers} | take 1 | mv-apply with_itemindex=i e = a on (summarize make_list(strcat(k, i, e)))`)).toEqual([["x", [3, 1, 2], ["x03", "x11", "x22"]]]);
    expect(await rowsOf(`${numbers} | take 1 | mv-apply e = a to typeof(long) on (extend p = prev(e) | project e, p) | project e, p`)).toEqual([[3, null], [1, 3], [2, 1]]);
  });

  it("may stand inside itself, and take several arrays side by side", async () => {
    const nested = "datatable(a:dynamic)[dynamic([[1,2],[5]])] | mv-apply l = a on (mv-apply e = l to typeof(long) on (summarize s = sum(e))) | project s";
    expect(await rowsOf(nested)).toEqual([[3], [5]]);
    expect(await rowsOf("datatable(a:dynamic, b:dynamic)[dynamic([1,2]), dynamic(['x'])] | mv-apply x = a to typeof(long), y = b to typeof(string) on (project x, y) | project x, y")).toEqual([[1, "x"], [2, ""]]);
  });
});

const events = "datatable(k:string, t:long)['a',1,'b',5,'a',3,'b',4,'a',2]";

describe("R48 partition", () => {
  it.each(["", "hint.strategy=native ", "hint.strategy=shuffle ", "hint.strategy=legacy "])("runs the sub-query over the rows of each key (%s)", async (hint) => {
    expect(await rowsOf(`${events} | partition ${hint}by k (top 1 by t) | sort by k asc`)).toEqual([["a", 3], ["b", 5]]);
  });

  it("keeps the order of the rows within a key, for window functions too", async () => {
    expect(await rowsOf(`${events} | sort by t asc | partition by k (extend n = row_number(), p = prev(t)) | sort by k asc, t asc | project k, t, n, p`)).toEqual([
      ["a", 1, 1, null], ["a", 2, 2, 1], ["a", 3, 3, 2], ["b", 4, 1, null], ["b", 5, 2, 4],
    ]);
  });

  it("takes null for a key, and more than one use of the rows", async () => {
    expect(await rowsOf("datatable(k:long, v:long)[1,1, long(null),2, long(null),3] | partition by k (summarize s = sum(v)) | sort by s asc")).toEqual([[1], [5]]);
    expect(await rowsOf(`${events} | partition by k (as P | where t == toscalar(P | summarize max(t))) | sort by k asc`)).toEqual([["a", 3], ["b", 5]]);
  });
});

describe("R49 sample", () => {
  it("gives so many of the rows, each at most once", async () => {
    const rows = await rowsOf("range x from 1 to 1000 step 1 | sample 10");
    expect(new Set(rows.map(([x]) => x)).size).toBe(10);
    expect(await rowsOf("range x from 1 to 3 step 1 | sample 10 | count")).toEqual([[3]]);
  });

  it("gives so many different values", async () => {
    expect(await rowsOf("range x from 1 to 100 step 1 | extend y = x % 4 | sample-distinct 10 of y | sort by y asc")).toEqual([[0], [1], [2], [3]]);
    expect(await rowsOf("range x from 1 to 100 step 1 | sample-distinct 3 of x | count")).toEqual([[3]]);
  });
});

describe("R50 top-hitters", () => {
  it("counts, or adds a value up, exactly", async () => {
    expect(await rowsOf(`${events} | top-hitters 1 of k`)).toEqual([["a", 3]]);
    expect(await rowsOf(`${events} | top-hitters 1 of k by t`)).toEqual([["b", 9]]);
  });
});

const sales = "datatable(r:string, p:string, n:long)['e','x',5,'e','y',3,'e','z',1,'w','x',4,'w','y',2,'n','x',1]";

describe("R51 top-nested", () => {
  it("takes the best of each level within the level above", async () => {
    expect(await rowsOf(`${sales} | top-nested 2 of r by sum(n), top-nested 1 of p by sum(n) | sort by r asc`)).toEqual([["e", 9, "x", 5], ["w", 6, "x", 4]]);
    expect(await rowsOf(`${sales} | top-nested 1 of r by sum(n) asc`)).toEqual([["n", 1]]);
  });

  it("sums up the others of a level; below them only levels with others have values", async () => {
    const rows = await rowsOf(`${sales} | top-nested 1 of r with others='rest' by sum(n), top-nested 1 of p with others='more' by max(n) | sort by r asc, p asc`);
    expect(rows).toEqual([["e", 9, "more", 3], ["e", 9, "x", 5], ["rest", 7, "more", 4]]);
    expect(await rowsOf(`${sales} | top-nested 9 of r with others='rest' by sum(n) | count`)).toEqual([[3]]);
  });

  it("without a number takes all values", async () => {
    expect(await rowsOf(`${sales} | top-nested of r by Ignore = max(1), top-nested 1 of n by Best = max(n) | project r, n | sort by r asc`)).toEqual([["e", 5], ["n", 1], ["w", 4]]);
  });
});

describe("R52 parse-kv", () => {
  const parsed = (text: string, keys: string, options: string): Promise<unknown> => rowsOf(`print s = ${text} | parse-kv s as (${keys}) ${options} | project-away s`);

  it("reads values between delimiters in any order, the first of each key", async () => {
    expect(await parsed(`"b=2;a= x y ;b=3;c=z"`, "a:string, b:long, d:string, e:long", "with (pair_delimiter=';', kv_delimiter='=')")).toEqual([["x y", 2, "", null]]);
  });

  it("takes quotes and escapes, and delimiters of several characters", async () => {
    expect(await parsed(`@'a="1;2" b="say \\"hi\\"" c=3'`, "a:string, b:string, c:int", `with (pair_delimiter=' ', kv_delimiter='=', quote='"', escape='\\\\')`)).toEqual([["1;2", 'say "hi"', 3]]);
    expect(await parsed(`"a::1, b::2"`, "a:int, b:int", "with (pair_delimiter=', ', kv_delimiter='::')")).toEqual([[1, 2]]);
  });

  it("greedy reaches up to the next key", async () => {
    expect(await parsed(`"n=John Doe p=5 6 c=New York"`, "n:string, p:string, c:string", "with (pair_delimiter=' ', kv_delimiter='=', greedy=true)")).toEqual([["John Doe", "5 6", "New York"]]);
  });

  it("without delimiters everything that is no letter or digit parts, and by a pattern its two groups count", async () => {
    expect(await parsed(`"[x] Id: 7, Host/h1"`, "Id:long, Host:string", "")).toEqual([[7, "h1"]]);
    expect(await parsed(`"<a>1</a><b>2</b>"`, "a:int, b:int", `with (regex=@'<(\\w+)>([^<]*)')`)).toEqual([[1, 2]]);
  });
});

describe("plug-ins", () => {
  it("R53 bag_unpack with declared columns reads the slots as their types", async () => {
    const { columns, rows } = await run("datatable(i:int, d:dynamic)[1, dynamic({'n':'5','s':'x'}), 2, dynamic({'n':6})] | evaluate bag_unpack(d) : (i:int, n:long, s:string)");
    expect([columns.map(({ name }) => name), rows]).toEqual([["i", "n", "s"], [[1, 5, "x"], [2, 6, ""]]]);
  });

  it("R54 pivot with declared columns gives the aggregate of each cell", async () => {
    expect(await rowsOf(`${sales} | evaluate pivot(p, sum(n), r) : (r:string, x:long, y:long) | sort by r asc`)).toEqual([["e", 5, 3], ["n", 1, 0], ["w", 4, 2]]);
  });

  it("R50 top-hitters ranks sums beyond an int, and R47 mv-apply runs over what is left of a filter or nothing", async () => {
    expect((await rowsOf("datatable(a:int, e:string)[5, 'x', 7, 'y', 2147483647, 'y'] | top-hitters 1 of e by a"))[0]?.[0]).toBe("y");
    expect(await rowsOf("datatable(a:long, d:dynamic)[] | join kind=inner (print a = 1) on a | take 3 | mv-apply e = d to typeof(string) on (where true)")).toEqual([]);
    expect(await rowsOf("range a from 1 to 2 step 1 | parse tostring(a) with p ' ' q | as Q | union Q | mv-apply e = pack_array(p) to typeof(string) on (where true) | count")).toEqual([[4]]);
  });

  it("R55 narrow counts rows in their order from 0, and is refused in sub-queries", async () => {
    expect(await rowsOf("range i from 1 to 3 step 1 | sort by i desc | where i < 3 | evaluate narrow()")).toEqual([[0, "i", "2"], [1, "i", "1"]]);
    await expect(rowsOf("range i from 1 to 2 step 1 | mv-apply z = range(1, i) on (evaluate narrow())")).rejects.toThrow("sub-queries");
  });

  it("R55 narrow gives a row for each cell", async () => {
    expect(await rowsOf("datatable(a:int, b:string)[1,'x',2,'y'] | evaluate narrow()")).toEqual([[0, "a", "1"], [0, "b", "x"], [1, "a", "2"], [1, "b", "y"]]);
  });

  it("R56 ipv4_lookup and ipv6_lookup join by network", async () => {
    const nets = "let N = datatable(net:string, place:string)['10.0.0.0/8','in','10.1.0.0/16','near'];";
    expect(await rowsOf(`${nets} datatable(ip:string)['10.1.2.3','10.2.0.1','8.8.8.8'] | evaluate ipv4_lookup(N, ip, net) | project ip, place | sort by ip asc, place asc`)).toEqual([["10.1.2.3", "in"], ["10.1.2.3", "near"], ["10.2.0.1", "in"]]);
    expect(await rowsOf(`${nets} datatable(ip:string)['8.8.8.8'] | evaluate ipv4_lookup(N, ip, net, return_unmatched = true) | project ip, place`)).toEqual([["8.8.8.8", ""]]);
    expect(await rowsOf("let N = datatable(net:string, place:string)['2001:db8::/32','doc']; print ip = '2001:db8::7' | evaluate ipv6_lookup(N, ip, net) | project place")).toEqual([["doc"]]);
  });

  it("R57 rows_near gives the rows around those that meet a condition", async () => {
    expect(await rowsOf("range x from 1 to 20 step 1 | evaluate rows_near(x == 10, 1)")).toEqual([[9], [10], [11]]);
    expect(await rowsOf("range x from 1 to 20 step 1 | evaluate rows_near(x == 10, 0, 2)")).toEqual([[10], [11], [12]]);
  });
});

describe("R58 a filter over a union", () => {
  const tables = { A: { columns: { t: { type: "datetime", stored: "timestamp" }, h: { type: "string" } }, create: "CREATE TABLE A AS SELECT TIMESTAMP '2026-01-01' AS t, 'web' AS h" }, B: { columns: { t: { type: "datetime", stored: "timestamp" }, n: { type: "long" } }, create: "CREATE TABLE B AS SELECT TIMESTAMP '2026-01-02' AS t, 7::BIGINT AS n" } } as const;

  it("is put into the inputs, where it is a comparison of what is stored", async () => {
    const { sql, rows } = await run("union withsource=s A, B | where t > datetime(2025-12-31) | where isempty(h) and s == 'B' | project s, n", tables);
    expect(rows).toEqual([["B", 7]]);
    expect(sql.match(/"t" > make_timestamp/g)).toHaveLength(2);
  });

  it("looks for a term in all columns at once, with the same answer", async () => {
    expect(await rowsOf("search 'web' | project $table, h", tables)).toEqual([["A", "web"]]);
    expect(await rowsOf("union A, B | where * has '7' | project n", tables)).toEqual([[7]]);
    expect(await rowsOf("datatable(a:string, b:string)['we','b'] | where * contains 'web'")).toEqual([]);
    expect(await rowsOf("datatable(a:string, b:string)['x one','two y'] | where * has 'one' and * hasprefix 'tw' and * hassuffix 'wo'")).toHaveLength(1);
  });
});
