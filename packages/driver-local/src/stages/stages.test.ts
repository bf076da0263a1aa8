import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { HuntError, tableRows, type KqlValue } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalConnection, localDriver, type LocalConnectOptions, type LocalConnection } from "../index.js";

const root = mkdtempSync(join(tmpdir(), "huntkit-stages-"));
const folder = join(root, "data");
const lines = (...rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const network = (day: number, device: string, ...addresses: readonly string[]): object => ({
  Timestamp: `2026-01-0${day}T00:00:00Z`, DeviceId: device, DeviceName: `${device}.corp`, NetworkAdapterType: "6", IPAddresses: JSON.stringify(addresses.map((IPAddress) => ({ IPAddress, AddressType: "Private" }))),
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

async function open(options: Partial<LocalConnectOptions> = {}): Promise<LocalConnection> {
  const connection = await localDriver.connect({ path: folder, now: () => new Date("2026-01-08T00:00:00Z"), ...options });
  if (!isLocalConnection(connection)) throw new TypeError("not local");
  return connection;
}

let connection: LocalConnection;
const shown = (value: KqlValue): unknown => (value !== null && typeof value === "object" && "ticks" in value ? String(value) : value);

async function rows(text: string, on = connection): Promise<unknown[][]> {
  const result = await on.query(text);
  if (result.status !== "complete") throw new TypeError("partial");
  return [...tableRows(result.table)].map((row) => row.map(shown));
}

async function columns(text: string): Promise<string[]> {
  const result = await connection.query(text);
  return result.status === "complete" ? result.table.columns.map(({ name, type }) => `${name}:${type}`) : [];
}

async function failure(text: string, on = connection): Promise<HuntError> {
  const error: unknown = await on.query(text).catch((caught: unknown) => caught);
  if (!HuntError.isInstance(error)) throw new TypeError("no error of huntkit");
  return error;
}

beforeAll(async () => {
  write("data/DeviceNetworkInfo.ndjson", lines(network(2, "d1", "10.0.0.1"), network(5, "d2", "10.0.0.1", "10.0.0.2")));
  write("data/DeviceFileEvents.ndjson", lines({ Timestamp: "2026-01-01T00:00:00Z", SHA1: "AA" }, { Timestamp: "2026-01-01T00:00:00Z", SHA1: "bb" }));
  write("data/list.txt", "name,n\nx,1\ny,2\n");
  write("data/Own.csv", "a,b\n1,x\n2,y\n");
  for (const day of [1, 2, 3, 4, 5, 6, 7]) write(`data/DeviceEvents/2026-01-0${day}/rows.ndjson`, lines({ Timestamp: `2026-01-0${day}T12:00:00Z`, DeviceName: `pc${day}` }));
  write("elsewhere/other.csv", "a\n7\n");
  connection = await open();
});

afterAll(async () => {
  await connection.close();
  rmSync(root, { recursive: true });
});

describe("R59 scan", () => {
  const numbers = "range x from 1 to 6 step 1";

  it("carries declared columns on from row to row, beginning with their defaults", async () => {
    expect(await rows(`${numbers} | scan declare (s:long = 10) with (step a: true => s = x + a.s;) | where x > 4`)).toEqual([[5, 25], [6, 31]]);
  });

  it("matches steps in sequence, moves the match on, and numbers it", async () => {
    const text = `datatable(t:long, e:string)[1,'a', 2,'s', 3,'b', 4,'e', 5,'c', 6,'s', 7,'e']
      | scan with_match_id=m declare (begin:long) with (step s1 output=none: e == 's' => begin = t; step s2: e == 'e' => begin = s1.begin;)`;
    expect(await rows(text)).toEqual([[4, "e", 2, 0], [7, "e", 6, 1]]);
  });

  it("output=last gives the last of repeated matches", async () => {
    expect(await rows(`${numbers} | scan with (step a output=last: x < 4; step b: x == 5;)`)).toEqual([[3], [5]]);
  });

  it("works what does not read the state out by SQL, and follows what is behind it", async () => {
    expect(await rows(`datatable(h:string, x:long)['A',1,'b',2] | scan declare (l:string) with (step a: hash_md5(h) != '' => l = strcat(a.l, tolower(h), extract('(.)', 1, h));) | summarize max(l)`)).toEqual([["aAbb"]]);
  });

  it("refuses what it cannot work out of the state, with its place", async () => {
    const error = await failure(`${numbers} | scan declare (s:string) with (step a: true => s = hash_md5(a.s);)`);
    expect([error.kind, error.message]).toEqual(["unsupported", expect.stringContaining("hash_md5() on the state of scan (line 1, column 80)")]);
  });

  it("leaves nothing behind in the engine, and runs twice", async () => {
    const text = `${numbers} | scan declare (s:long = 0) with (step a: true => s = x + a.s;) | count`;
    expect([await rows(text), await rows(text)]).toEqual([[[6]], [[6]]]);
  });
});

describe("R48 partition in a partition", () => {
  it("is written out for each value, and refused in mv-apply", async () => {
    const text = "range i from 1 to 8 step 1 | extend k = i % 2, j = i % 4 | partition by k (partition by j (summarize k = max(k), s = sum(i))) | sort by k asc, s asc";
    expect(await rows(text)).toEqual([[0, 8], [0, 12], [1, 6], [1, 10]]);
    expect((await failure("range i from 1 to 2 step 1 | mv-apply z = range(1, 2) on (partition by i (count))")).kind).toBe("unsupported");
  });
});

describe("R70 preview", () => {
  it("gives the first rows and how many there are; only at the end", async () => {
    const results = await connection.queryAll("range i from 1 to 5 step 1 | sort by i desc | evaluate preview(2)");
    expect(results.map(({ table }) => [...tableRows(table)].map((row) => row.map(shown)))).toEqual([[[5], [4]], [[5]]]);
    expect((await failure("range i from 1 to 5 step 1 | evaluate preview(2) | count")).message).toContain("preview");
  });
});

describe("warnings", () => {
  it("R67: name the tables that a fuzzy union leaves out, also in a let", async () => {
    const { warnings } = await connection.query("let T = union isfuzzy=true (print a = 1), Nope, Some*; T | count");
    expect(warnings?.map(({ code, message }) => [code, message.split(":")[0]])).toEqual([["table-missing", "No table is called Nope"], ["table-missing", "No table is called Some*"]]);
  });

  it("name what is approximate, also before a stage that runs outside of SQL", async () => {
    const { warnings } = await connection.query("range i from 1 to 3 step 1 | extend h = i | summarize h = hll(i) | extend n = dcount_hll(h) | scan declare (s:long) with (step a: true => s = n;) | project s");
    expect(warnings?.map(({ message }) => message.split(" ")[0]).sort()).toEqual(["dcount_hll()", "hll()"]);
  });
});

describe("R48 partition around a scan", () => {
  const events = "datatable(k:string, t:long)['a',1,'b',5,'a',3,'b',4,'a',2]";

  it("runs the scan for each key", async () => {
    const text = `${events} | partition hint.strategy=native by k (sort by t asc | scan declare (s:long = 0) with (step a: true => s = t + a.s;)) | sort by k asc, t asc`;
    expect(await rows(text)).toEqual([["a", 1, 1], ["a", 2, 3], ["a", 3, 6], ["b", 4, 4], ["b", 5, 9]]);
  });

  it("goes on behind it within the key", async () => {
    expect(await rows(`${events} | partition by k (sort by t asc | scan declare (s:long = 0) with (step a: true => s = t + a.s;) | top 1 by s) | project k, s | sort by k asc`)).toEqual([["a", 6], ["b", 9]]);
  });

  it("writes it out for each key where rows are not taken one by one before the scan", async () => {
    expect(await rows(`${events} | partition by k (summarize n = count(), m = max(t) by k | scan declare (s:long = 1) with (step a: true => s = n * a.s;)) | project k, s | sort by k asc`)).toEqual([["a", 3], ["b", 2]]);
  });
});

describe("R60 row_window_session", () => {
  it("begins a session at a gap, at its greatest length and at a restart", async () => {
    const times = "datatable(id:string, m:long)['a',1,'a',3,'a',5,'a',7,'a',20,'b',21,'b',22] | extend t = datetime(2026-01-01) + m * 1m";
    expect(await rows(`${times} | sort by id asc, t asc | extend s = row_window_session(t, 5m, 4m, id != prev(id)) | project id, m, (s - datetime(2026-01-01)) / 1m`)).toEqual([
      ["a", 1, 1], ["a", 3, 1], ["a", 5, 1], ["a", 7, 7], ["a", 20, 20], ["b", 21, 21], ["b", 22, 21],
    ]);
  });
});

describe("plug-ins whose columns depend on the rows", () => {
  const bags = "datatable(i:int, d:dynamic)[1, dynamic({'k':1,'s':'t','m':1}), 2, dynamic({'k':2,'m':'x','q':[1]}), 3, dynamic(null)]";

  it("R53 bag_unpack makes a typed column of each slot, which operators behind it know", async () => {
    expect(await columns(`${bags} | evaluate bag_unpack(d)`)).toEqual(["i:int", "k:long", "m:dynamic", "q:dynamic", "s:string"]);
    expect(await rows(`${bags} | evaluate bag_unpack(d, 'p_') | where p_k + 1 == 3 | project i, p_k, p_s`)).toEqual([[2, 2, ""]]);
  });

  it("R53 bag_unpack leaves arrays and bags dynamic, also those of a literal bag", async () => {
    expect(await columns("print d = dynamic({'a': 1, 'b': [1], 'c': {'x': 2}}) | evaluate bag_unpack(d)")).toEqual(["a:long", "b:dynamic", "c:dynamic"]);
    expect(await rows("print d = dynamic({'a': 1, 'b': [1], 'c': {'x': 2}}) | evaluate bag_unpack(d) | project b[0], c.x")).toEqual([[1, 2]]);
  });

  it("know rows that scan or a graph made, also in lets", async () => {
    const scanned = "range i from 1 to 2 step 1 | scan declare (n:long = 0) with (step s: true => n = s.n + i;)";
    expect(await rows(`${scanned} | extend k = bag_pack('q', n) | evaluate bag_unpack(k)`)).toEqual([[1, 1, 1], [2, 3, 3]]);
    expect(await columns(`${scanned} | extend k = 'x' | evaluate pivot(k)`)).toEqual(["i:long", "n:long", "x:long"]);
    expect(await rows("print s = 'a', t = 'b' | make-graph s --> t with_node_id=n | graph-match (x)-[e]->(y) project p = bag_pack('from', x.n) | evaluate bag_unpack(p)")).toEqual([["a"]]);
    const lets = `let A = print d = dynamic({'a': 4, 'b': 2}) | evaluate bag_unpack(d) | scan declare (n:long = 1) with (step s: true => n = s.n + a;); let B = print e = bag_pack('z', toscalar(A | project n)) | evaluate bag_unpack(e);`;
    expect(await rows(`${lets} B | extend y = toscalar(A | project b)`)).toEqual([[5, 2]]);
  });

  it("keep the columns that operators before them give, where the language service takes them for others", async () => {
    const scanned = "range i from 1 to 2 step 1 | scan declare (n:long = 0) with (step s: true => n = s.n + i;)";
    expect(await columns(`${scanned} | evaluate rows_near(i == 1, 1)`)).toEqual(["i:long", "n:long"]);
    expect(await rows(`${scanned} | extend k = '10.0.0.1' | evaluate ipv4_lookup((print net = '10.0.0.0/8', v = 'A'), k, net) | project n, v`)).toEqual([[1, "A"], [3, "A"]]);
  });

  it("R53 bag_unpack resolves columns of one name as it is told", async () => {
    const both = "datatable(k:string, d:dynamic)['old', dynamic({'k':'new','n':1})]";
    expect((await failure(`${both} | evaluate bag_unpack(d)`)).message).toContain("columnsConflict");
    expect(await rows(`${both} | evaluate bag_unpack(d, columnsConflict='keep_source') | project k, n`)).toEqual([["old", 1]]);
    expect(await rows(`${both} | evaluate bag_unpack(d, columnsConflict='keep_source') | getschema | project ColumnName`)).toEqual([["k"], ["n"]]);
    expect(await rows(`${both} | evaluate bag_unpack(d, ignoredProperties=dynamic(['k'])) | getschema | project ColumnName`)).toEqual([["k"], ["n"]]);
    expect(await rows(`${both} | evaluate bag_unpack(d, 'x_', ignoredProperties=dynamic(['k'])) | getschema | project ColumnName`)).toEqual([["k"], ["x_n"]]);
    expect(await rows(`${both} | evaluate bag_unpack(d, 'x_', 'error', dynamic(['n'])) | getschema | project ColumnName`)).toEqual([["k"], ["x_k"]]);
    expect(await rows(`${both} | evaluate bag_unpack(d, columnsConflict='replace_source') | project k, n`)).toEqual([["new", 1]]);
  });

  it("R54 pivot makes a column of each value, in the order in which they come", async () => {
    const cells = "datatable(r:string, c:string, n:long)['e','z',5,'e','a',3,'w','z',4]";
    expect(await columns(`${cells} | evaluate pivot(c, sum(n))`)).toEqual(["r:string", "z:long", "a:long"]);
    expect(await rows(`${cells} | project r, c | evaluate pivot(c) | extend all = z + a | sort by r asc`)).toEqual([["e", 1, 1, 2], ["w", 1, 0, 1]]);
  });

  it("quotes what the rows hold, so that it stays a name", async () => {
    const hostile = `datatable(c:string)["a'] = 1, ['x", "back\\\\slash", "line\\nbreak"]`;
    expect(await columns(`${hostile} | evaluate pivot(c)`)).toEqual(["a'] = 1, ['x:long", "back\\slash:long", "line\nbreak:long"]);
  });
});

describe("R64 cohorts and engagement", () => {
  const visits = "let U = datatable(u:long, t:datetime, g:string)[1,datetime(2026-01-01),'x', 2,datetime(2026-01-01 09:00),'x', 1,datetime(2026-01-02),'x', 3,datetime(2026-01-02),'y', 3,datetime(2026-01-04),'y', 1,datetime(2026-01-04),'y'];";
  const days = "datetime(2026-01-01), datetime(2026-01-04)";
  const numbers = (found: unknown[][]): unknown[][] => found.map((row) => row.map((value) => (typeof value === "string" && /^2026/.test(value) ? Number(value.slice(8, 10)) : value)));

  it("new_activity_metrics holds each cohort of new ids against each window from it on, also those without rows", async () => {
    const found = numbers(await rows(`${visits} U | evaluate new_activity_metrics(u, t, ${days}, 1d)`));
    expect(found.filter(([from]) => from === 1)).toEqual([[1, 1, 2, 2, 0, 1, 0], [1, 2, 1, 1, 1, 0.5, 0.5], [1, 3, 0, 0, 2, 0, 1], [1, 4, 1, 1, 1, 0.5, 0.5]]);
    expect(found.filter(([from]) => from !== 1)).toEqual([[2, 2, 1, 1, 0, 1, 0], [2, 3, 0, 0, 1, 0, 1], [2, 4, 0, 1, 0, 1, 0]]);
  });

  it("new_activity_metrics takes a cohort, dimensions, a lookback and calendar windows", async () => {
    expect(numbers(await rows(`${visits} U | evaluate new_activity_metrics(u, t, ${days}, 1d, datetime(2026-01-02 05:00)) | project from_t, to_t`))).toEqual([[2, 2], [2, 3], [2, 4]]);
    expect(numbers(await rows(`${visits} U | evaluate new_activity_metrics(u, t, ${days}, 1d, g) | where from_t == to_t | project from_t, g, dcount_new_values`))).toEqual([[1, "x", 2], [2, "y", 1], [4, "y", 1]]);
    expect(await rows(`${visits} U | evaluate new_activity_metrics(u, t, ${days}, 7d, datetime(2026-01-01), (print u = 2)) | project dcount_new_values`)).toEqual([[2]]);
    expect((await rows(`${visits} U | evaluate new_activity_metrics(u, t, datetime(2026-01-01), datetime(2026-02-03), 'month') | project to_t, dcount_retained_values`)).map((row) => [String(row[0]).slice(0, 7), row[1]])).toEqual([["2026-01", 3], ["2026-02", 0]]);
    expect((await failure(`${visits} U | evaluate new_activity_metrics(u, t, ${days}, 'decade')`)).kind).toBe("unsupported");
    expect(await rows("datatable(u:long, n:long)[1, 0, 2, 5, 1, 7] | evaluate new_activity_metrics(u, n, 0, 9, 5) | project from_n, to_n, dcount_retained_values")).toEqual([[0, 0, 1], [0, 5, 1], [5, 5, 1]]);
  });

  it("activity_engagement counts the inner window and the outer one that ends with it", async () => {
    expect(numbers(await rows(`${visits} U | evaluate activity_engagement(u, t, ${days}, 1d, 2d)`))).toEqual([[1, 2, 2, 1], [2, 2, 3, 2 / 3], [3, 0, 2, 0], [4, 2, 2, 1]]);
    expect(numbers(await rows(`${visits} U | evaluate activity_engagement(u, t, datetime(2026-01-02), datetime(2026-01-02), 1d, 2d, g)`))).toEqual([[2, "x", 1, 2, 0.5], [2, "y", 1, 1, 1]]);
  });
});

describe("R64 plug-ins over times", () => {
  const seen = "datatable(u:string, t:datetime)['a',datetime(2026-01-01),'b',datetime(2026-01-01),'a',datetime(2026-01-02),'c',datetime(2026-01-03),'a',datetime(2026-01-03)]";
  const range = "datetime(2026-01-01), datetime(2026-01-03)";

  it("count by window, ids that are new, and all so far", async () => {
    expect((await rows(`${seen} | evaluate activity_counts_metrics(u, t, ${range}, 1d)`)).map((row) => row.slice(1))).toEqual([[2, 2, 2, 2], [1, 1, 0, 2], [2, 2, 1, 3]]);
  });

  it("compare each window with the one before it", async () => {
    const nan = Number.NaN;
    expect((await rows(`${seen} | evaluate activity_metrics(u, t, ${range}, 1d)`)).map((row) => row.slice(1))).toEqual([[2, 2, nan, nan], [1, 0, 0.5, 0.5], [2, 1, 1, 0]]);
    const parted = "datatable(u:string, t:datetime, g:string)['a',datetime(2026-01-01),'x','a',datetime(2026-01-02),'x','a',datetime(2026-01-02),'y','a',datetime(2026-01-04),'y']";
    expect((await rows(`${parted} | evaluate activity_metrics(u, t, datetime(2026-01-01), datetime(2026-01-05), 1d, g) | project g, dcount_values, dcount_newvalues, retention_rate | sort by g asc`))).toEqual([["x", 1, 1, nan], ["x", 1, 0, 1], ["y", 1, 1, nan], ["y", 1, 1, nan]]);
    expect((await failure(`${seen} | evaluate activity_metrics(u, t, 1d)`)).message).toContain("Give both");
  });

  it("count what sets have in common", async () => {
    const sets = "range x from 1 to 60 step 1 | summarize a = hll_if(x, x % 2 == 0), b = hll_if(x, x % 3 == 0), c = hll_if(x, x % 5 == 0)";
    expect(await rows(`${sets} | evaluate dcount_intersect(a, b, c) | project s0, s1, s2`)).toEqual([[30, 10, 2]]);
    expect(await rows(`${sets} | evaluate dcount_intersect(b, a) | project s0, s1`)).toEqual([[20, 10]]);
  });

  it("count over a sliding window", async () => {
    expect((await rows(`${seen} | evaluate sliding_window_counts(u, t, ${range}, 2d, 1d)`)).map((row) => row.slice(1))).toEqual([[2, 2], [3, 2], [3, 2]]);
  });

  it("count ids that were active often enough", async () => {
    expect((await rows(`${seen} | evaluate active_users_count(u, t, ${range}, 3d, 1d, 2, 1d)`)).map((row) => row.slice(1))).toEqual([[1], [1]]);
  });

  it("take a percentile over the last bins", async () => {
    const values = "range i from 0 to 71 step 1 | project t = datetime(2026-01-01) + i * 1h, v = i + 1";
    expect((await rows(`${values} | evaluate rolling_percentile(v, 50, t, 1d, 2)`)).map((row) => row.at(-1))).toEqual([12, 24, 48]);
  });
});

describe("several results", () => {
  it("are given in turn by queryAll, with their values for parameters", async () => {
    const results = await connection.queryAll("declare query_parameters(n:long = 1); print n; range x from 1 to 3 step 1 | fork (count) (top 1 by x); range y from 1 to 4 step 1 | facet by y", { parameters: { n: 5 } });
    expect(results.map(({ table }) => [table.rowCount, table.cell(0, 0)])).toEqual([[1, 5], [1, 3], [1, 3], [4, expect.anything()]]);
  });

  it("are refused by query, which gives one table", async () => {
    expect(await failure("print 1; print 2")).toMatchObject({ kind: "unsupported", code: "several-results" });
  });
});

describe("functions of the user", () => {
  it("are called by name, with parameters, as views, and over rows", async () => {
    const functions = [
      { name: "Least", parameters: "(n:long = 2)", body: "Own | where a >= n" },
      { name: "Twice", parameters: "(T:(a:long))", body: "T | extend a = a * 2" },
    ];
    const own = await open({ functions });
    expect([await rows("Least | count", own), await rows("Least(1) | invoke Twice() | project a", own)]).toEqual([[[1]], [[2], [4]]]);
    await own.close();
  });
});

describe("R61 folders named after days", () => {
  it("are read only as far as a time filter reaches, give or take a day", async () => {
    const { sql } = await connection.explain("DeviceEvents | where Timestamp between (datetime(2026-01-03) .. 1d) | count");
    expect(sql).toContain("table_");
    const parameters = (await connection.explain("DeviceEvents | where Timestamp > ago(3d)")).statements[0]?.parameters.filter((value) => String(value).includes("rows.ndjson"));
    expect(parameters?.map((path) => /2026-01-\d\d/.exec(String(path))?.[0])).toEqual(["2026-01-04", "2026-01-05", "2026-01-06", "2026-01-07"]);
  });

  it("do not change the answer", async () => {
    expect(await rows("DeviceEvents | where Timestamp >= datetime(2026-01-06) | project DeviceName | sort by DeviceName asc")).toEqual([["pc6"], ["pc7"]]);
    expect(await rows("DeviceEvents | where Timestamp > datetime(2030-01-01) | count")).toEqual([[0]]);
    expect(await rows("DeviceEvents | where DeviceName == 'pc1' or Timestamp > datetime(2026-01-07) | count")).toEqual([[2]]);
  });
});

describe("R62 functions of advanced hunting", () => {
  it("DeviceFromIP tells the last device of an address, at a moment if one is given", async () => {
    expect(await rows('DeviceFromIP("10.0.0.1")')).toEqual([["10.0.0.1", "d2"]]);
    expect(await rows('DeviceFromIP("10.0.0.1", datetime(2026-01-03))')).toEqual([["10.0.0.1", "d1"]]);
    expect(await rows('datatable(IP:string)["10.0.0.2","9.9.9.9"] | invoke DeviceFromIP()')).toEqual([["10.0.0.2", "d2"]]);
  });

  it("AssignedIPAddresses tells the addresses of a device by its id or name", async () => {
    expect(await rows('AssignedIPAddresses("D2.corp") | project Timestamp, IPAddress, IPType | sort by IPAddress asc')).toEqual([
      ["2026-01-05T00:00:00.0000000Z", "10.0.0.1", "Private"], ["2026-01-05T00:00:00.0000000Z", "10.0.0.2", "Private"],
    ]);
    expect(await rows('AssignedIPAddresses("d1", datetime(2026-01-01)) | count')).toEqual([[0]]);
  });

  it("FileProfile needs profiles of the user, and says so; with them it adds its columns", async () => {
    expect(await failure("DeviceFileEvents | invoke FileProfile(SHA1)")).toMatchObject({ kind: "unsupported", message: expect.stringContaining("FileProfile.csv") });
    write("profiled/DeviceFileEvents.ndjson", lines({ SHA1: "AA" }, { SHA1: "bb" }));
    write("profiled/FileProfile.csv", "SHA1,GlobalPrevalence,Signer\naa,5,Corp\n");
    const profiled = await open({ path: join(root, "profiled") });
    expect(await rows("DeviceFileEvents | invoke FileProfile(SHA1) | project SHA1, SHA11, GlobalPrevalence, Signer, ProfileAvailability | sort by SHA1 asc", profiled)).toEqual([["AA", "aa", 5, "Corp", "Available"], ["bb", "", null, "", "Missing"]]);
    await profiled.close();
  });

  it("what only the service knows is refused", async () => {
    expect((await failure("DeviceInfo | invoke SeenBy()")).message).toContain("only the service knows");
  });
});

describe("R63 externaldata", () => {
  it.each([
    ["a share", "@'\\\\server\\share\\x.csv'", "external-address-remote"],
    ["a share by slashes", "'//server/share/x.csv'", "external-address-remote"],
    ["a file of another host", "'file://server/x.csv'", process.platform === "win32" ? "external-address-remote" : "external-address-invalid"],
    ["an address that is none", "'file:///x/%zz.csv'", "external-address-invalid"],
    ["a slash in disguise", "'file:///x%2f..%2fy.csv'", "external-address-invalid"],
    ["a pattern", "'*.csv'", "external-file-missing"],
    ["a NUL character", "'list.txt\\0.csv'", "external-file-missing"],
    ["a bucket", "'s3://bucket/x.csv'", "external-address-remote"],
  ])("reads no file by %s", async (_, address, code) => {
    expect(await failure(`externaldata(a:string)[${address}]`)).toMatchObject({ code });
  });

  it("reads a file of the folder", async () => {
    expect(await rows("externaldata(name:string, n:long)['list.txt'] with (format='csv', ignoreFirstRecord=true)")).toEqual([["x", 1], ["y", 2]]);
    expect(await rows("externaldata(line:string)['list.txt'] with (format='txt') | count")).toEqual([[3]]);
  });

  it("reads nothing else, and says how to allow it", async () => {
    const other = join(root, "elsewhere/other.csv");
    expect(await failure(`externaldata(a:long)[@'${other}']`)).toMatchObject({ kind: "parameter", code: "external-file-not-allowed" });
    expect(await failure("externaldata(a:long)['../elsewhere/other.csv']")).toMatchObject({ code: "external-file-not-allowed" });
    const secret = await failure("externaldata(a:long)['https://store.example/x.csv?sig=secret']");
    expect([secret.code, secret.message.includes("secret")]).toEqual(["external-address-remote", false]);
    const allowed = await open({ externalFolders: [join(root, "elsewhere")] });
    expect(await rows(`externaldata(a:long)[@'${other}'] with (ignoreFirstRecord=true)`, allowed)).toEqual([[7]]);
    await allowed.close();
  });
});

describe("schema", () => {
  it("tells of a broken file, and gives the other tables", async () => {
    write("mixed/Good.csv", "a\n1\n");
    write("mixed/Bad.parquet", "no parquet");
    write("mixed/DeviceInfo.parquet", "no parquet either");
    const mixed = await open({ path: join(root, "mixed") });
    const { tables, problems } = await mixed.schema();
    expect(tables.map(({ name }) => name)).toEqual(["DeviceInfo", "Good"]);
    expect(problems.map(({ kind }) => kind)).toEqual(["data", "data"]);
    await mixed.close();
  });
});

describe("R65 find and consume", () => {
  it("find gives the rows of all tables with the rest packed", async () => {
    expect(await rows("find in (Own, DeviceEvents) where a == 2")).toEqual([["Own", 2, "y", {}]]);
    expect(await columns("find in (Own) where b has 'x' project a")).toEqual(["source_:string", "a:long"]);
  });

  it("consume gives nothing", async () => {
    expect(await rows("Own | consume")).toEqual([]);
  });
});
