import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { HuntError, tableRows, type KqlValue } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalConnection, localDriver, type LocalConnection } from "../../index.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-graph-"));
let connection: LocalConnection;

beforeAll(async () => {
  writeFileSync(join(folder, "Unused.csv"), "a\n1\n");
  const opened = await localDriver.connect({ path: folder });
  if (isLocalConnection(opened)) connection = opened;
});
afterAll(async () => {
  await connection.close();
  rmSync(folder, { recursive: true });
});

const shown = (value: KqlValue): unknown => (typeof value === "bigint" ? Number(value) : value);

async function rows(text: string): Promise<string[]> {
  const result = await connection.query(text);
  if (result.status !== "complete") throw new TypeError("partial");
  return [...tableRows(result.table)].map((row) => JSON.stringify(row.map(shown))).sort();
}

async function failure(text: string, signal?: AbortSignal): Promise<HuntError> {
  const error: unknown = await connection.query(text, signal ? { signal } : {}).catch((caught: unknown) => caught);
  if (!HuntError.isInstance(error)) throw new TypeError(`no error of huntkit: ${String(error)}`);
  return error;
}

const table = (edges: readonly (readonly [number, number])[]): string => `datatable(a:long, b:long, k:long)[${edges.map(([a, b], index) => `${a}, ${b}, ${index}`).join(", ")}]`;
/** 1 → 2 → 3 → 1, 3 → 4. */
const ring = `let T = ${table([[1, 2], [2, 3], [3, 1], [3, 4]])}; T | make-graph a --> b with (range n from 1 to 4 step 1 | extend even = n % 2 == 0) on n`;

describe("make-graph", () => {
  it("R310: a node of an edge that no table has has its id and nothing else; nodes without edges stay", async () => {
    const text = "datatable(a:string, b:string)['x', 'y'] | make-graph a --> b with (datatable(id:string, w:long)['x', 1, 'z', 3]) on id | graph-to-table nodes";
    expect(await rows(text)).toEqual(['["x",1]', '["y",null]', '["z",3]']);
  });

  it("R310: rows of one id in two tables make one node with the properties of both", async () => {
    const text = "datatable(a:string, b:string)['x', 'y'] | make-graph a --> b with (datatable(id:string, w:long)['x', 1]) on id, (datatable(id:string, v:string)['x', 'q', 'y', 'r']) on id | graph-to-table nodes";
    expect(await rows(text)).toEqual(['["x",1,"q"]', '["y",null,"r"]']);
  });

  it("is refused with its place where ids have two types, or where nothing uses the graph", async () => {
    expect(await failure("datatable(a:string, b:long)['x', 1] | make-graph a --> b | graph-match (x)-->(y) project x = 1")).toMatchObject({ kind: "unsupported", place: { line: 1 } });
    expect((await failure("datatable(a:long, b:long)[1, 1] | make-graph a --> b")).kind).toMatch(/unsupported|query/);
  });
});

describe("graph-match", () => {
  it("R312: an edge is used once in a match unless cycles=all, and cycles=none uses no node twice", async () => {
    const count = (cycles: string): string => `${ring} | graph-match ${cycles} (x)-[e*1..4]->(y) where x.n == 1 project y.n, e.k`;
    expect(await rows(count("cycles=none"))).toEqual(["[2,[0]]", "[3,[0,1]]", "[4,[0,1,3]]"]);
    expect(await rows(count(""))).toEqual(["[1,[0,1,2]]", "[2,[0]]", "[3,[0,1]]", "[4,[0,1,3]]"]);
    expect(await rows(count("cycles=all"))).toEqual(["[1,[0,1,2]]", "[2,[0,1,2,0]]", "[2,[0]]", "[3,[0,1]]", "[4,[0,1,3]]"]);
  });

  it("R312: a name written twice is one node, and sequences share nodes by name", async () => {
    expect(await rows(`${ring} | graph-match (x)-->(y)-->(z)-->(x) project x.n`)).toEqual(["[1]", "[2]", "[3]"]);
    expect(await rows(`${ring} | graph-match cycles=none (x)-->(y)-->(x) project x.n`)).toEqual([]);
    expect(await rows(`${ring} | graph-match (x)-->(m), (m)-->(y), (m)-->(z) where y.n < z.n project x.n, m.n, y.n, z.n`)).toEqual(["[2,3,1,4]"]);
  });

  it("R312: edges are walked as their arrows say; a path's values go from left to right", async () => {
    expect(await rows(`${ring} | graph-match (x)<-[e]-(y) where x.n == 4 project y.n, e.k`)).toEqual(["[3,3]"]);
    expect(await rows(`${ring} | graph-match (x)-[e]-(y) where x.n == 3 project y.n`)).toEqual(["[1]", "[2]", "[4]"]);
    expect(await rows(`${ring} | graph-match (x)-[e*3..3]->(y) where y.n == 4 project x.n, e.k, i = map(inner_nodes(e), n)`)).toEqual(["[1,[0,1,3],[2,3]]"]);
    expect(await rows(`${ring} | graph-match (x)<-[e*3..3]-(y) where y.n == 1 and x.n == 4 project e.k, i = map(inner_nodes(e), n)`)).toEqual(["[[3,1,0],[3,2]]"]);
  });

  it("R312: an edge that begins and ends at one node is walked both ways where the direction is open", async () => {
    const loop = "datatable(a:long, b:long)[5, 5] | make-graph a --> b with_node_id=n | graph-match";
    expect(await rows(`${loop} (x)--(y) project x.n, y.n`)).toEqual(["[5,5]", "[5,5]"]);
    expect(await rows(`${loop} (x)-->(y) project x.n, y.n`)).toEqual(["[5,5]"]);
    expect(await rows(`${loop} cycles=none (x)--(y) project x.n`)).toEqual([]);
  });

  it("R312: cycles=none keeps different names on different nodes, lets a name come back, and no path to where it began", async () => {
    const pair = "datatable(a:string, b:string)['p','q', 'q','p', 'p','r'] | make-graph a --> b with_node_id=n | graph-match cycles=none";
    expect(await rows(`${ring} | graph-match cycles=none (x)-->(y)-->(z)-->(x) project x.n`)).toEqual(["[1]", "[2]", "[3]"]);
    expect(await rows(`${pair} (x)-->(y)-->(x) project x.n`)).toEqual(['["p"]', '["q"]']);
    expect(await rows(`${pair} (x)-->(y)-->(z) project x.n, z.n`)).toEqual(['["q","r"]']);
    expect(await rows(`${pair} (x)-[e*1..3]->(x) project x.n`)).toEqual([]);
    expect(await rows(`${pair} (x)-->(y)-[e*2..2]->(z) project x.n`)).toEqual([]);
    expect(await rows(`${ring} | graph-match cycles=none (x)-->(y)-[e*2..2]->(x) project x.n, y.n`)).toEqual(["[1,2]", "[2,3]", "[3,1]"]);
  });

  it("R312: a node without a name is one of its own wherever it stands", async () => {
    expect(await rows(`${ring} | graph-match (x)-->()-->(y) where x.n == 2 project y.n`)).toEqual(["[1]", "[4]"]);
    expect(await rows(`${ring} | graph-match ()-->(x)<--() project x.n`)).toEqual([]);
    expect(await rows(`${ring} | graph-match (x)-->() project x.n`)).toEqual(["[1]", "[2]", "[3]", "[3]"]);
  });

  it("R312: a name of the pattern hides a let of that name, in conditions, values and functions, and only there", async () => {
    expect(await rows(`let x = 7; ${ring} | graph-match (x)-->(y) where x.n > 1 and node_degree_out(x) == 1 project x.n, y.n | extend z = x`)).toEqual(["[2,3,7]"]);
    expect(await rows(`let k = 7; ${ring} | graph-match (x)-[e]->(y) where x.n == k - 6 project x.n, k`)).toEqual(["[1,7]"]);
  });

  it("R313: a path of no step is at each node, with no edge: all() is true of it, any() false, and map() empty", async () => {
    const found = "(x)-[e*0..1]->(y) where x.n > 2 project x.n, y.n, e.k, all(e, k > 9), any(e, k > -1), i = map(inner_nodes(e), n)";
    expect(await rows(`${ring} | graph-match ${found}`)).toEqual(["[3,1,[2],false,true,[]]", "[3,3,[],true,false,[]]", "[3,4,[3],false,true,[]]", "[4,4,[],true,false,[]]"]);
    expect(await rows(`${ring} | graph-match (x)-[e*0..0]->(y) project x.n, y.n`)).toEqual(["[1,1]", "[2,2]", "[3,3]", "[4,4]"]);
    expect(await rows(`${ring} | graph-match (x)-[e*0..1]->(y)-->(z) where z.n == 4 project x.n, y.n`)).toEqual(["[2,3]", "[3,3]"]);
    expect(await failure(`${ring} | graph-shortest-paths (x)-[e*0..1]->(y) project x.n`)).toMatchObject({ kind: "unsupported" });
  });

  it("R320: an element as a whole is a bag of what is not null or empty, a path an array of its edges' bags", async () => {
    const text = "datatable(a:string, b:string, w:long, note:string)['p','q',1,'', 'q','r',long(null),'say \"x\"'] | make-graph a --> b with (datatable(id:string, tag:string, z:long, f:bool)['p','',0,false]) on id | graph-match";
    expect(await rows(`${text} (x)-[e]->(y) where x.id == 'p' project x, e, y`)).toEqual(['[{"id":"p","z":0,"f":false},{"a":"p","b":"q","w":1},{"id":"q"}]']);
    expect(await rows(`${text} (x)-[e*2..2]->(y) project e, array_length(e)`)).toEqual(['[[{"a":"p","b":"q","w":1},{"a":"q","b":"r","note":"say \\"x\\""}],2]']);
    expect(await rows(`${text} (x)-[e*1..2]->(y) where array_length(e) == 2 project y.id`)).toEqual(['["r"]']);
    expect(await rows(`${text} (x)-->(y) where bag_has_key(x, 'z') project x | where x.id == 'p' and x.z + 1 == 1 | extend k = bag_keys(x), t = tostring(x) has 'z' | project k, t`)).toEqual(['[["id","z","f"],true]']);
    expect(await rows("datatable(a:long, b:long)[1, 2] | make-graph a --> b | graph-match (x)-->(y) project x, y")).toEqual(["[{},{}]"]);
    expect(await failure(`${ring} | graph-shortest-paths (x)-[e*1..2]->(y) where array_length(e) == 2 project y.n`)).toMatchObject({ kind: "unsupported" });
  });

  it("R313: a condition on a path holds for each of its edges; any(), all() and degrees see them one by one", async () => {
    const found = (condition: string): Promise<string[]> => rows(`${ring} | graph-match (x)-[e*1..3]->(y) where x.n == 1 and ${condition} project y.n`);
    expect(await found("e.k < 2")).toEqual(["[2]", "[3]"]);
    expect(await found("all(e, k < 2)")).toEqual(["[2]", "[3]"]);
    expect(await found("any(e, k > 1)")).toEqual(["[1]", "[4]"]);
    expect(await found("not(any(e, k > 1))")).toEqual(["[2]", "[3]"]);
    expect(await found("all(inner_nodes(e), n == 2)")).toEqual(["[2]", "[3]"]);
    expect(await found("any(inner_nodes(e), node_degree_out() == 2)")).toEqual(["[1]", "[4]"]);
    expect(await found("node_degree_in(y) + node_degree_out(y) == 3")).toEqual(["[3]"]);
    expect(await rows(`${ring} | graph-match (x)-[e]->(y) where x.n > y.n and node_id(y) == "1" project i = strcat(node_id(x), "-", y.n)`)).toEqual(['["3-1"]']);
  });

  it("refuses with the place what is not documented", async () => {
    const refused = (rest: string): Promise<HuntError> => failure(`${ring} | graph-match ${rest}`);
    expect(await refused("(x)-[e]->(y)")).toMatchObject({ kind: "unsupported" });
    expect(await refused("(x)-[e]->(y) project x.n + 1")).toMatchObject({ kind: "unsupported", construct: expect.stringContaining("without a name") as string });
    expect(await refused("(x)-[e*1..2]->(y) where e.k > x.n project x.n")).toMatchObject({ kind: "unsupported", place: { line: 1 } });
    expect(await refused("(x)-->(y), (v)-->(w) project x.n")).toMatchObject({ kind: "unsupported" });
    expect(await refused("(x)-[e*3..2]->(y) project x.n")).toMatchObject({ kind: "unsupported" });
    expect(await refused("(x)-[e]->(y) project map(e, k)")).toMatchObject({ kind: "unsupported" });
  });

  it("agrees with joins for every small graph", async () => {
    const ends = fc.integer({ min: 0, max: 4 });
    const edges = fc.array(fc.tuple(ends, ends), { minLength: 1, maxLength: 8 });
    await fc.assert(fc.asyncProperty(edges, async (list) => {
      const two = await rows(`let T = ${table(list)}; T | make-graph a --> b with_node_id=n | graph-match cycles=all (x)-[e*1..2]->(y) where x.n != 2 project x.n, y.n, p = tostring(e.k)`);
      const joined = await rows(`let T = ${table(list)}; union (T | project x = a, y = b, p = tostring(pack_array(k))), (T | join kind=inner (T | project b1 = a, c = b, k2 = k) on $left.b == $right.b1 | project x = a, y = c, p = tostring(pack_array(k, k2))) | where x != 2`);
      expect(two).toEqual(joined);
      const unique = await rows(`let T = ${table(list)}; T | make-graph a --> b with_node_id=n | graph-match (x)-[e]-(y)-[f]-(z) project x.n, e.k, y.n, f.k, z.n`);
      const both = "union (T | project x = a, y = b, k), (T | project x = b, y = a, k)";
      expect(unique).toEqual(await rows(`let T = ${table(list)}; let U = ${both}; U | join kind=inner (U | project y1 = x, z = y, k2 = k) on $left.y == $right.y1 | where k != k2 | project x, k, y, k2, z`));
    }), { numRuns: 25, seed: 7 });
  });
});

describe("graph-shortest-paths", () => {
  const diamond = `${`let T = ${table([[1, 2], [1, 3], [2, 4], [3, 4], [4, 5], [1, 5]])}`}; T | make-graph a --> b with (range n from 1 to 5 step 1 | extend even = n % 2 == 0) on n`;

  it("R315: gives one or all of the shortest paths of each pair", async () => {
    expect(await rows(`${diamond} | graph-shortest-paths output=all (x)-[e*1..4]->(y) where x.n == 1 project y.n, e.k`)).toEqual(["[2,[0]]", "[3,[1]]", "[4,[0,2]]", "[4,[1,3]]", "[5,[5]]"]);
    expect(await rows(`${diamond} | graph-shortest-paths (x)-[e*1..4]->(y) where x.n == 1 and y.n > 3 project y.n, e.k`)).toEqual(["[4,[0,2]]", "[5,[5]]"]);
    expect(await rows(`${diamond} | graph-shortest-paths (x)-[e*1..4]->(y) where x.n == 1 and y.n == 5 and all(e, k != 5) and x.n < y.n project y.n, e.k, i = map(inner_nodes(e), n)`)).toEqual(["[5,[0,2,4],[2,4]]"]);
    expect(await rows(`${diamond} | graph-shortest-paths (x)-[e*1..1]->(y) where x.n == 1 and y.n == 4 project y.n`)).toEqual([]);
    expect(await rows(`${diamond} | graph-shortest-paths (x)-[e*1..3]->(y)-[f*1..1]->(z) where x.n == 1 and z.n == 5 and y.n == 4 project e.k, f.k`)).toEqual(["[[0,2],[4]]"]);
    expect(await rows(`${diamond} | graph-shortest-paths (x)<-[e*1..4]-(y) where x.n == 4 and y.n == 1 project n = array_length(map(e, k))`)).toEqual(["[2]"]);
  });

  it("refuses patterns that are not one sequence with an edge of variable length", async () => {
    expect(await failure(`${diamond} | graph-shortest-paths (x)-[e]->(y) project x.n`)).toMatchObject({ kind: "unsupported" });
    expect(await failure(`${diamond} | graph-shortest-paths (x)-[e*2..3]->(y) project x.n`)).toMatchObject({ kind: "unsupported" });
    expect(await failure(`${diamond} | graph-shortest-paths (x)-[e*1..3]->(y) where any(e, k == 1) project x.n`)).toMatchObject({ kind: "unsupported" });
  });
});

describe("graph-mark-components and graph-to-table", () => {
  const parts = `let T = ${table([[1, 2], [2, 1], [2, 3], [4, 5]])}; T | make-graph a --> b with_node_id=n`;

  it("R314: weak components go along edges in both directions, strong ones along arrows", async () => {
    expect(await rows(`${parts} | graph-mark-components with_component_id = c | graph-to-table nodes`)).toEqual(["[1,0]", "[2,0]", "[3,0]", "[4,1]", "[5,1]"]);
    expect(await rows(`${parts} | graph-mark-components kind=strong | graph-match (x)-->(y) where x.ComponentId == y.ComponentId project x.n, y.n`)).toEqual(["[1,2]", "[2,1]"]);
  });

  it("R316: the ids of edges' ends are those of the nodes", async () => {
    const text = `let G = ${parts.replace(/^let.*?; /, "")}; G | graph-to-table edges with_source_id=s with_target_id=t | join kind=inner (G | graph-to-table nodes with_node_id=i) on $left.s == $right.i | where a != n | count`;
    expect(await rows(`let T = ${table([[1, 2], [2, 1], [2, 3], [4, 5]])}; ${text}`)).toEqual(["[0]"]);
  });
});

describe("make-graph partitioned-by", () => {
  const text = "let E = datatable(s:string, t:string, k:string)['a','b','x', 'b','c','y', 'b','d','x']; let N = datatable(id:string, v:long, k:string)['a',1,'x', 'b',2,'x', 'b',20,'y', 'z',9,'z'];";

  it("R318: makes a graph of each value, with the nodes of that value, and puts the results together", async () => {
    expect(await rows(`${text} E | make-graph s --> t with N on id partitioned-by k (graph-match (p)-[e*1..2]->(q) project p.id, q.id, p.v | where p_v > 0)`)).toEqual(['["a","b",1]', '["a","d",1]', '["b","c",20]', '["b","d",2]']);
    expect(await rows(`${text} E | make-graph s --> t with_node_id=n partitioned-by k (graph-to-table nodes) | summarize count() by n`)).toEqual(['["a",1]', '["b",2]', '["c",1]', '["d",1]']);
    expect(await rows(`${text} E | make-graph s --> t with N on id partitioned-by k (graph-to-table nodes) | where id == 'z' | project v`)).toEqual(["[9]"]);
    expect(await rows(`${text} E | take 0 | make-graph s --> t partitioned-by k (graph-match (p)-[e]->(q) project e.k)`)).toEqual([]);
  });

  it("R318: needs the column in all tables", async () => {
    expect((await failure(`${text} E | make-graph s --> t with (N | project-away k) on id partitioned-by k (graph-match (p)-[e]->(q) project e.k)`)).message).toContain("table of nodes");
  });
});

describe("R319 labels()", () => {
  it("is an empty array, in conditions, on edges and inside all()", async () => {
    const found = "graph-match (x)-[e*1..2]->(y) where x.n == 3 and all(e, array_length(labels()) == 0) and not(labels(x) has 'q') project labels(x), labels(e), y.n";
    expect(await rows(`${ring} | ${found}`)).toEqual(["[[],[],1]", "[[],[],2]", "[[],[],4]"]);
    expect(await rows(`${ring} | graph-match (x)-[e]->(y) where labels(x) has 'q' project y.n`)).toEqual([]);
  });
});

describe("a search that is too large", () => {
  const complete = "let T = range a from 1 to 40 step 1 | extend j = 1 | join kind=inner (range b from 1 to 40 step 1 | extend j = 1) on j | project a, b; T | make-graph a --> b with_node_id=n";

  it("ends with an error that names a way out", async () => {
    const error = await failure(`${complete} | graph-match cycles=all (x)-[e*1..9]->(y) project x.n`);
    expect(error).toMatchObject({ kind: "query", code: "graph-limit" });
    expect(error.message).toMatch(/more than 1,000,000 matches/);
  }, 60_000);

  it("ends soon when it is cancelled", async () => {
    const start = performance.now();
    const error = await failure(`${complete} | graph-match cycles=none (x)-[e*1..30]->(y) where y.n == 40 and x.n == 40 project x.n`, AbortSignal.timeout(500));
    expect(error.kind).toBe("cancelled");
    expect(performance.now() - start).toBeLessThan(3000);
  }, 60_000);
});
