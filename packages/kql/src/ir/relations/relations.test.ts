import { describe, expect, it } from "vitest";
import { columnsOf, columnText, compile, expressionText, relationOf, relationOfKind } from "../__fixtures__/describe-ir.js";

describe("names of columns", () => {
  it.each([
    ["print 1, x=2, 'a'", "print_0:long x:long print_2:string"],
    ["Events | extend strlen(host), extra.a, extra['b'][0], host", "id:long host:string at:datetime extra:dynamic strlen_host:long extra_a:dynamic extra_b_0:dynamic"],
    ["Events | extend id = host, n = 1", "id:string host:string at:datetime extra:dynamic n:long"],
    ["Events | project host, strlen(host), id + 1, id + 2", "host:string strlen_host:long Column1:long Column2:long"],
    ["Events | summarize count(), dcount(host), max(at) by bin(at, 1h), Name = host", "at:datetime Name:string count_:long dcount_host:long max_at:datetime"],
    ["Events | summarize arg_max(at, *) by host", "host:string at:datetime id:long extra:dynamic"],
    ["Events | summarize arg_max(at, id), arg_min(at, id), take_any(id)", "at:datetime id:long at1:datetime id1:long id2:long"],
    ["Events | summarize percentiles(id, 5, 95)", "percentile_id_5:long percentile_id_95:long"],
    ["Events | join kind=inner Hosts on host", "id:long host:string at:datetime extra:dynamic id1:string host1:string size:real"],
    ["Events | join kind=rightanti Hosts on host", "id:string host:string size:real"],
    ["Events | lookup Hosts on host", "id:long host:string at:datetime extra:dynamic id1:string size:real"],
    ["union Events, Hosts", "id_long:long id_string:string host:string at:datetime extra:dynamic size:real"],
    ["union withsource=From Events*", "From:string id:long host:string at:datetime extra:dynamic level:string"],
    ["union kind=inner Events, EventsOld | extend n = 1", "id:long n:long"],
    ["Events | mv-expand with_itemindex=i part = extra.list to typeof(string)", "id:long host:string at:datetime extra:dynamic part:string i:long"],
    ["Events | parse host with * '=' value:long ',' host", "id:long host:string at:datetime extra:dynamic value:long"],
    ["Events | count as N", "N:long"],
    ["Events | project-reorder a* desc, host | project-rename who = host | project-away id", "at:datetime who:string extra:dynamic"],
    ["Events | project-keep h*, id", "id:long host:string"],
    ["Events | project id | distinct *", "id:long"],
    ["range x from 1 to 2.5 step 1", "x:real"],
    ["Events | getschema", "ColumnName:string ColumnOrdinal:long DataType:string ColumnType:string"],
    ["Events | mv-apply extra on (where extra > 1 | summarize total = sum(tolong(extra)))", "id:long host:string at:datetime total:long"],
    ["Events | make-series n = count() on at from ago(1d) to now() step 1h by host", "host:string n:dynamic at:dynamic"],
    ["Events | top-nested 2 of host by max(id)", "host:string aggregated_host:long"],
    ["Events | where id > 1 | as Big | join (Big) on id | project id1", "id1:long"],
  ])("of %s", (text, columns) => expect(columnsOf(text)).toBe(columns));
});

describe("joins and unions", () => {
  it("says from which side each column of a join comes", () => {
    const join = relationOfKind("join", "Events | join Hosts on host, $left.host == $right.id");
    expect(join.joinKind).toBe("innerunique");
    expect(join.on.map(({ left, right }) => [expressionText(left), expressionText(right)])).toEqual([["$left.host", "$right.host"], ["$left.host", "$right.id"]]);
    expect(join.output[4]).toEqual({ name: "id1", side: "right", column: "id" });
  });

  it("maps the columns of a union to those of its inputs", () => {
    const union = relationOfKind("union", "union withsource=S Events, (Hosts | where size > 1)");
    expect(union.mapping).toEqual([["id", undefined, "host", "at", "extra", undefined], [undefined, "id", "host", undefined, undefined, "size"]]);
    expect(union.sourceNames).toEqual(["Events", "union_arg1"]);
  });

  it("leaves missing tables out of a fuzzy union only", () => {
    expect(relationOfKind("union", "union isfuzzy=true Events, Missing, (Missing2 | where x > 1)").inputs).toHaveLength(1);
    expect(() => compile("union Events, Missing")).toThrow("Missing");
  });
});

describe("operators", () => {
  it("fills in the defaults of an order", () => {
    const { keys } = relationOfKind("sort", "Events | sort by id, host asc, at desc nulls first");
    expect(keys.map(({ direction, nulls }) => `${direction} ${nulls}`)).toEqual(["desc last", "asc first", "desc first"]);
  });

  it("gives all columns of a call one shared call", () => {
    const { aggregates } = relationOfKind("summarize", "Events | summarize arg_max(at, *) by host");
    const calls = aggregates.map(({ value }) => (value.kind === "element" ? value.value : undefined));
    expect(aggregates.map(({ value }) => expressionText(value))).toEqual([0, 1, 2].map((index) => `arg_max(at, id, extra).${index}`));
    expect(new Set(calls).size).toBe(1);
  });

  it("writes the steps of parse", () => {
    const parse = relationOfKind("parse", "Events | parse-where kind=regex flags=Ui host with @'\\d+' a:int * 'x' b");
    expect(parse).toMatchObject({ mode: "regex", flags: "Ui", onlyMatches: true });
    expect(parse.steps).toEqual([
      { kind: "text", text: "\\d+" },
      { kind: "column", name: "a", type: "int" },
      { kind: "star" },
      { kind: "text", text: "x" },
      { kind: "column", name: "b", type: "string" },
    ]);
  });

  it("converts the cells of a datatable to their columns' types", () => {
    const { rows } = relationOfKind("datatable", "datatable(a:long, b:real, c:timespan, d:bool)[1, 2, time(2), 1, long(null), real(nan), 1h, false]");
    expect(rows.map((row) => row.map(String))).toEqual([["1", "2", "2.00:00:00", "true"], ["null", "NaN", "01:00:00", "false"]]);
  });

  it("builds a sub-query on the rows that mv-apply hands in", () => {
    const relation = relationOf("Events | mv-apply with_itemindex=i e = extra to typeof(long) on (top 1 by e)");
    if (relation.kind !== "other" || relation.operator !== "mv-apply") throw new TypeError(relation.kind);
    const { subquery, items, indexColumn, carried } = relation.details;
    expect(items).toMatchObject([{ name: "e", type: "long" }]);
    expect(indexColumn).toBe("i");
    expect(carried).toEqual([]);
    expect(subquery).toMatchObject({ kind: "top", input: { kind: "context" } });
    expect(columnText(subquery.columns)).toBe("id:long host:string at:datetime extra:dynamic e:long i:long");
  });

  it("makes a search a where over a union", () => {
    const search = relationOfKind("where", "search in (Hosts, EventsOld) 'foo*' and host:'x'");
    expect(search.input).toMatchObject({ kind: "union", sourceColumn: "$table" });
    expect(expressionText(search.predicate)).toMatch(/^\(\(strcat_delim\(string\("\\u0001"\), .*host.*\) hasprefix string\("foo"\)\) and /);
    expect(expressionText(search.predicate)).toContain(`(host has string("x"))`);
  });

  it("gives fork and facet a result for each branch", () => {
    expect(compile("Events | fork (count) (where id > 1)").results).toHaveLength(2);
    const facets = compile("Events | facet by host, id with (take 1)").results.map(({ relation }) => columnText(relation.columns));
    expect(facets.slice(1)).toEqual(["host:string count_host:long", "id:long count_id:long"]);
  });

  it("does not take the rows of an outer operator out of its sub-query", () => {
    const program = compile("let f = (T:(*)) { T | count }; Events | mv-apply extra on (as Part | where isnotempty(host) | invoke f())");
    expect(program.lets).toEqual([]);
    expect(JSON.stringify(program.results)).toContain(`"kind":"context"`);
  });

  it("reads the patterns of a graph", () => {
    const edges = "let E = datatable(s:string, d:string, w:int)['a', 'b', 1]; let G = E | make-graph s --> d with_node_id=id;";
    const relation = relationOf(`${edges} G | graph-match (a)-[e]->(b)<-[p*1..3]-(c)--() where a.id == 'x' and all(p, w > 0) project a.id, far = e.w`);
    if (relation.kind !== "other" || relation.operator !== "graph-match") throw new TypeError(relation.kind);
    expect(columnText(relation.columns)).toBe("a_id:string far:int");
    expect(relation.details.patterns).toEqual([[
      { kind: "node", name: "a" },
      { kind: "edge", name: "e", direction: "right", least: 1, most: 1, variable: false },
      { kind: "node", name: "b" },
      { kind: "edge", name: "p", direction: "left", least: 1, most: 3, variable: true },
      { kind: "node", name: "c" },
      { kind: "edge", direction: "any", least: 1, most: 1, variable: false },
      { kind: "node" },
    ]]);
    expect(relation.details.where && expressionText(relation.details.where)).toBe(`((a.id == string("x")) and all(p, (w > long(0))))`);
    expect(compile(`${edges} G | graph-to-table nodes as N, edges as M; M | count`).results).toHaveLength(3);
  });

  it("keeps render as metadata", () => {
    const [result] = compile("Events | summarize count() by host | render barchart with (title='Hosts', ycolumns=count_)").results;
    expect(result?.relation.kind).toBe("summarize");
    expect(result?.visualization).toEqual({ kind: "barchart", properties: { title: "Hosts", ycolumns: "count_" } });
  });
});

it.each(["union withsource=5 Events, EventsOld", "find withsource=5 in (Events) where id == 1", "Events | mv-expand with_itemindex=5 extra"])("refuses a number in place of a column's name, which the language service lets pass: %s", (text) => {
  expect(() => compile(text)).toThrow(expect.objectContaining({ kind: "unsupported", message: expect.stringContaining("without the name of a column") as string }));
});

describe("names that a text suggests and its rows do not have", () => {
  it.each([
    ["print a = 1, b = 2 | union kind=inner (print a = 3) | project b", "b", 63],
    ["union kind=inner (print a = 1, b = 2), (print a = 3) | where b > 1 | count", "b", 62],
    ["Events | scan declare (n:long) with (step s: true => n = id;) | summarize max(match_id)", "match_id", 79],
    ["let T = union kind=inner Events, EventsOld; T | extend x = toscalar(T | summarize take_any(host))", "host", 92],
  ])("are refused with their place: %s", (text, name, column) => {
    expect(() => compile(text)).toThrow(expect.objectContaining({ kind: "query", problems: [expect.objectContaining({ code: "HK111", message: expect.stringContaining(`no column ${name}:`) as string, place: expect.objectContaining({ column }) as object })] }));
  });

  it("are told from those of lookup tables, sub-queries and steps", () => {
    expect(relationOf("union kind=inner Events, (Events | project id, host) | evaluate ipv4_lookup((print net = '10.0.0.0/8'), host, net)").columns.map(({ name }) => name)).toEqual(["id", "host", "net"]);
    expect(() => compile("union kind=inner Events, EventsOld | where id in ((Hosts | project size)) | scan declare (n:long) with (step s: true => n = s.n + id;)")).not.toThrow();
  });
});

describe("columns of one name", () => {
  it("get numbers where the service gives them, or are refused", () => {
    expect(relationOf("Events | mv-expand with_itemindex=id extra").columns.map(({ name }) => name)).toEqual(["id", "host", "at", "extra", "id1"]);
    expect(relationOf("Events | mv-apply with_itemindex=id extra on (where id1 > 0)").columns.map(({ name }) => name)).toContain("id1");
    expect(relationOf("Hosts | extend n = 5 | serialize n = row_number(), host").columns.map(({ name }) => name)).toEqual(["id", "host", "size", "n", "n1"]);
    expect(relationOf("Hosts | reduce kind=source by host | reduce kind=source by id").columns.map(({ name }) => name).slice(3)).toEqual(["Pattern", "Count", "Representative", "Pattern1", "Count1", "Representative1"]);
    expect(relationOf("Hosts | search 'x' | search 'y'").columns.map(({ name }) => name)).toEqual(["$table", "id", "host", "size"]);
    expect(() => compile("union withsource=host Events, Hosts")).toThrow(expect.objectContaining({ kind: "unsupported", message: expect.stringContaining('two columns called "host"') as string }));
  });
});
