import { HuntError, type UnsupportedError } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import type { LocalColumnStorage } from "../../tables/local-table-source.js";
import { compileKql, rowsOf, run, runAll, type TestTables } from "../../compile/__fixtures__/run-kql.js";

describe("R33 print, range, datatable", () => {
  it("print gives one row, with the service's names", async () => {
    const { columns, rows } = await run("print 1 + 1, x = 'a', strcat('b', 'c')");
    expect(columns.map((column) => column.name)).toEqual(["print_0", "x", "print_2"]);
    expect(rows).toEqual([[2, "a", "bc"]]);
  });

  it("R34 range includes the end if a step meets it, runs down, over times and reals, and gives none if the step leads away", async () => {
    expect(await rowsOf("range x from 1 to 10 step 3")).toEqual([[1], [4], [7], [10]]);
    expect(await rowsOf("range x from 3 to 1 step -1")).toEqual([[3], [2], [1]]);
    expect(await rowsOf("range x from 1 to 0 step 1")).toEqual([]);
    expect(await rowsOf("range x from 0.1 to 0.31 step 0.1 | count")).toEqual([[3]]);
    expect(await rowsOf("range t from datetime(2026-01-01) to datetime(2026-01-02) step 12h")).toEqual([["2026-01-01T00:00:00.0000000Z"], ["2026-01-01T12:00:00.0000000Z"], ["2026-01-02T00:00:00.0000000Z"]]);
    expect(await rowsOf("range t from 1h to 2h step 30m")).toEqual([["01:00:00"], ["01:30:00"], ["02:00:00"]]);
    expect(await rowsOf("let n = toscalar(print 3); range i from 1 to n step 1 | count")).toEqual([[3]]);
  });

  it("R35 a datatable keeps every value of every type, its order, and no rows", async () => {
    const text = `datatable(b:bool, i:int, l:long, r:real, m:decimal, d:datetime, t:timespan, s:string, g:guid, y:dynamic)[
      true, 1, 9223372036854775807, 1.5, decimal(12345678901234567890.5), datetime(2026-01-02 03:04:05.1234567), time(1.02:03:04.0000001), "a'b\\"", guid(74BE27DE-1E4E-49D9-B579-FE0B331D3642), dynamic({"k":[1,null,"x"]}),
      bool(null), int(null), long(null), real(null), decimal(null), datetime(null), timespan(null), "", guid(null), dynamic(null)]`;
    expect(await rowsOf(text)).toEqual([
      [true, 1, "9223372036854775807n", 1.5, "12345678901234567890.5", "2026-01-02T03:04:05.1234567Z", "1.02:03:04.0000001", "a'b\"", "74be27de-1e4e-49d9-b579-fe0b331d3642", { k: [1, null, "x"] }],
      [null, null, null, null, null, null, null, "", null, null],
    ]);
    expect(await rowsOf("datatable(a:long, s:string)[]")).toEqual([]);
    expect(await rowsOf("datatable(a:long)[] | count")).toEqual([[0]]);
    expect(await rowsOf("datatable(d:datetime)[datetime(0001-01-01), datetime(9999-12-31 23:59:59.9999999)]")).toEqual([["0001-01-01T00:00:00.0000000Z"], ["9999-12-31T23:59:59.9999999Z"]]);
  });

  it("R36 getschema shows columns with the service's types", async () => {
    expect(await rowsOf("datatable(a:long, b:dynamic, c:timespan)[] | getschema | project ColumnName, ColumnOrdinal, DataType, ColumnType")).toEqual([
      ["a", 0, "System.Int64", "long"], ["b", 1, "System.Object", "dynamic"], ["c", 2, "System.TimeSpan", "timespan"],
    ]);
  });
});

describe("let", () => {
  it("R37 a table used twice is one common table expression of the used columns; used once it stands in place", async () => {
    const [twice] = compileKql("let T = datatable(a:long, b:long, c:long)[1,2,3]; union (T | project a), (T | project b)");
    expect(twice?.sql.match(/WITH/g)).toHaveLength(1);
    expect(twice?.parameters).toEqual([1n, 2n]);
    expect(compileKql("let T = datatable(a:long)[1]; T | count")[0]?.sql).not.toContain("WITH");
    expect(await rowsOf("let T = range i from 1 to 3 step 1; let U = T | where i > 1; U | join kind=inner (T | join kind=inner U on i) on i | project i | sort by i asc")).toEqual([[2], [3]]);
  });

  it("R38 a scalar is worked out once, also one of chance", async () => {
    expect(await rowsOf("let r = rand(); range i from 1 to 1000 step 1 | extend x = r | summarize n = count() by x | count")).toEqual([[1]]);
    expect(await rowsOf("let r = rand(); let s = r + 0.0; print a = r, b = s | where a == b | count")).toEqual([[1]]);
    expect(await rowsOf("let m = toscalar(range i from 1 to 3 step 1 | summarize max(i)); range i from 1 to 5 step 1 | where i > m")).toEqual([[4], [5]]);
    expect(await rowsOf("let d = 1d; let start = datetime(2026-01-02) - d; print start")).toEqual([["2026-01-01T00:00:00.0000000Z"]]);
  });

  it("a materialized table is worked out once", async () => {
    expect(await rowsOf("let T = materialize(range i from 1 to 100 step 1 | extend r = rand()); T | join kind=inner T on i | where r != r1 | count")).toEqual([[0]]);
    expect(compileKql("let T = materialize(print a = 1); union T, T")[0]?.sql).toContain("MATERIALIZED");
  });

  it("user functions, with defaults and tables, are expanded", async () => {
    expect(await rowsOf("let f = (T:(i:long), n:long = 2) { T | where i > n }; f((range i from 1 to 4 step 1)) | count")).toEqual([[2]]);
  });

  it("R39 toscalar takes the first cell in the order of the rows, null for none, the empty text for a string", async () => {
    expect(await rowsOf("print a = toscalar(range i from 1 to 3 step 1 | sort by i desc), b = toscalar(range i from 1 to 0 step 1), c = toscalar(datatable(s:string)[])")).toEqual([[3, null, ""]]);
  });

  it("R40 in takes the first column of a table", async () => {
    expect(await rowsOf("range i from 1 to 5 step 1 | where i in ((range j from 4 to 9 step 1 | extend k = 1)) | sort by i asc")).toEqual([[4], [5]]);
    expect(await rowsOf("let bad = datatable(h:string, n:long)['a',1,'b',2]; datatable(h:string)['a','c'] | where h !in (bad)")).toEqual([["c"]]);
  });

  it("as names the rows for later", async () => {
    expect(await rowsOf("range i from 1 to 3 step 1 | as T | where i == toscalar(T | summarize max(i))")).toEqual([[3]]);
  });

  it("R41 now is one moment for the whole query", async () => {
    expect(await rowsOf("range i from 1 to 3 step 1 | summarize by now(), a = ago(1h)")).toEqual([["2026-07-01T12:00:00.0000000Z", "2026-07-01T11:00:00.0000000Z"]]);
  });

  it("each result is a statement, with its own lets and its render", async () => {
    const outcomes = await runAll("let a = materialize(print x = 1); a; print 2 | render piechart");
    expect(outcomes.map((outcome) => outcome.rows)).toEqual([[[1]], [[2]]]);
    expect(compileKql("print 2 | render piechart")[0]?.visualization?.kind).toBe("piechart");
  });
});

describe("R34 range", () => {
  it("gives rows as they are asked for, however long it is", async () => {
    expect(await rowsOf("range x from 1 to 9223372036854775807 step 1 | take 2")).toEqual([[1], [2]]);
    expect(await rowsOf("range x from 1 to 5000000 step 1 | count")).toEqual([[5_000_000]]);
  });

  it("takes a bound of another table, and gives nothing for one that is null", async () => {
    expect(await rowsOf("let n = toscalar(print 5); range x from 1 to n step 2")).toEqual([[1], [3], [5]]);
    expect(await rowsOf("range x from 1 to long(null) step 1")).toEqual([]);
  });
});

describe("R46 what is not supported", () => {
  it("is refused with its name and place, also deep inside", () => {
    const text = "let T = range x from 1 to 3 step 1;\nT\n| reduce by tostring(x)\n| count";
    const error = (() => {
      try {
        return compileKql(text);
      } catch (caught) {
        return caught;
      }
    })();
    expect(HuntError.isInstance(error) && error.kind).toBe("unsupported");
    const { construct, place } = error as UnsupportedError;
    expect([construct, place?.line]).toEqual(["reduce", 3]);
  });
});

describe("scan", () => {
  const tables: TestTables = {
    Events: {
      columns: { Timestamp: { type: "datetime", raw: "ts", stored: "timestamp" }, Name: { type: "string", raw: "nm" }, N: { type: "long", raw: "n" }, Extra: { type: "dynamic", raw: "x", stored: "json" }, Host: { type: "string", raw: "h" } },
      create: `CREATE TABLE "Events" AS SELECT TIMESTAMP '2026-07-01 00:00:00.123456' + INTERVAL (i) HOUR AS ts, CASE WHEN i % 2 = 0 THEN 'n' || i END AS nm, i AS n, '{"i":' || i || '}' AS x, NULL::VARCHAR AS h FROM range(48) t(i)`,
    },
  };

  it("R43 compares stored times too, so that files are pruned, and gives the same rows", async () => {
    const { sql, rows } = await run("Events | where Timestamp between (ago(2h) .. 1h) and N > 1 | project Timestamp, N", tables);
    expect(sql).toContain('("t1"."ts" >= make_timestamp(');
    expect(sql).toContain('("t1"."ts" <= make_timestamp(');
    expect(sql.split("WHERE")[1]).not.toContain("epoch_us");
    expect(rows).toEqual([["2026-07-01T10:00:00.1234560Z", 10]]);
    expect((await run("Events | project T = Timestamp, N | where datetime(2026-07-01 01:00) < T and T != datetime(2026-07-02) | where N < 2", tables)).sql).toContain('("t1"."ts" > make_timestamp(');
    expect((await run("let start = toscalar(Events | summarize min(Timestamp)); Events | where Timestamp <= start | project N", tables)).rows).toEqual([[0]]);
    expect(await rowsOf("Events | where Timestamp == datetime(2026-07-01T01:00:00.123456Z) | project N", tables)).toEqual([[1]]);
    expect(await rowsOf("Events | where Timestamp > datetime(0001-01-01) and Timestamp < datetime(9999-12-31) | count", tables)).toEqual([[48]]);
  });

  it("R43 compares stored times of every kind at the edge of a unit, before and after 1970, as their values compare", async () => {
    const raw: Record<string, string> = {
      timestamp: "make_timestamp(i)", timestamp_ms: "make_timestamp(i * 1000)::TIMESTAMP_MS", timestamp_s: "make_timestamp(i * 1000000)::TIMESTAMP_S",
      timestamp_ns: "make_timestamp_ns(i * 37)", timestamptz: "make_timestamptz(i)", date: "DATE '1970-01-01' + i::INTEGER", ticks: "621355968000000000 + i",
    };
    const unit: Record<string, string> = { timestamp: "1microsecond", timestamp_ms: "1ms", timestamp_s: "1s", timestamp_ns: "1tick", timestamptz: "1microsecond", date: "1d", ticks: "1tick" };
    for (const stored of Object.keys(raw) as LocalColumnStorage[]) {
      const name = `T_${stored}`;
      const table: TestTables = { [name]: { columns: { T: { type: "datetime", stored } }, create: `CREATE TABLE "${name}" AS SELECT ${raw[stored]} AS "T" FROM range(-6, 7) t(i) UNION ALL SELECT NULL` } };
      const bounds = ["0tick", "1tick", `2 * ${unit[stored]} + 1tick`, `2 * ${unit[stored]}`, `-2 * ${unit[stored]}`, `-2 * ${unit[stored]} - 1tick`, `${unit[stored]} / 2`];
      const counts = bounds.flatMap((b, at) => ["<", "<=", ">", ">=", "=="].map((o, index) => {
        const by = `T ${o} datetime(1970-01-01) + (${b})`;
        return `(${name} | where ${by} | summarize direct = count() | extend k = ${at * 10 + index} | join (${name} | where iff(${by}, true, false) | summarize plain = count() | extend k = ${at * 10 + index}) on k)`;
      }));
      expect(await rowsOf(`union ${counts.join(", ")} | where direct != plain | project k, direct, plain`, table), stored).toEqual([]);
    }
  });

  it("orders by the stored time, with the same outcome", async () => {
    const { sql, rows } = await run("Events | top 2 by Timestamp asc | project N", tables);
    expect(sql).toContain('ORDER BY "t1"."ts" ASC');
    expect(rows).toEqual([[0], [1]]);
  });

  it("R44 reads null texts as empty, and leaves them out of the way where a comparison drops them", async () => {
    const { sql, rows } = await run("Events | where Name == 'n4' | project Name, Host", tables);
    expect(sql).toMatch(/WHERE .*"t1"\."nm"/);
    expect(sql.split("WHERE")[1]).not.toContain("coalesce");
    expect(rows).toEqual([["n4", ""]]);
    expect(await rowsOf("Events | where Name != 'n4' | count", tables)).toEqual([[47]]);
    expect(await rowsOf("Events | where Name == '' and isempty(Host) | count", tables)).toEqual([[24]]);
    expect(await rowsOf("Events | where Name in ('n4', 'n6', 'x') | count", tables)).toEqual([[2]]);
  });

  it("R45 reads only the columns that are used", async () => {
    const { sql, rows } = await run("Events | extend a = tostring(Extra.i), b = strcat(Name, Host) | where N == 3 | summarize n = count() by a", tables);
    expect(sql).not.toContain('"h"');
    expect(sql).not.toContain('"nm"');
    expect(rows).toEqual([["3", 1]]);
    expect((await run("Events | count", tables)).sql).not.toMatch(/"(ts|nm|n|x|h)"/);
  });
});

describe("R34: range over odd bounds", () => {
  it("has no rows of NaN, goes on without end towards what is beyond any number, and refuses mixed types with the place", async () => {
    expect(await rowsOf("range x from 1 to real(nan) step 1")).toEqual([]);
    expect(await rowsOf("range x from real(nan) to 3.0 step 1")).toEqual([]);
    expect(await rowsOf("range x from 1 to 1e300 step 1 | take 2")).toEqual([[1], [2]]);
    expect(await rowsOf("range x from decimal(1) to decimal(2) step decimal(0.5) | count")).toEqual([[3]]);
    await expect(rowsOf("range x from 1 to now() step 1")).rejects.toMatchObject({ kind: "unsupported", place: { line: 1, column: 1 } });
  });
});
