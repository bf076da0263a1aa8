import { describe, expect, it } from "vitest";
import { rowsOf, run } from "../../../compile/__fixtures__/run-kql.js";

const areas = `let Areas = datatable(area:string, shape:dynamic)["box", dynamic({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}), "none", dynamic(null)];
let Ways = datatable(way:string, shape:dynamic)["equator", dynamic({"type":"LineString","coordinates":[[0,0],[2,0]]})];
let Places = datatable(x:real, y:real, p:string)[0.5, 0.5, "in", 1.0005, 0.5, "near", 50.0, 50.0, "far"];`;

describe("R302: geo_polygon_lookup and geo_line_lookup", () => {
  it("find the polygons that hold a place, and hide the key", async () => {
    const { columns, rows } = await run(`${areas} Places | evaluate geo_polygon_lookup(Areas, shape, x, y)`);
    expect(columns.map(({ name }) => name)).toEqual(["x", "y", "p", "area"]);
    expect(rows).toEqual([[0.5, 0.5, "in", "box"]]);
  });

  it("take a radius by name or by place, in metres", async () => {
    const near = [["in"], ["near"]];
    expect(await rowsOf(`${areas} Places | evaluate geo_polygon_lookup(Areas, shape, x, y, radius = 100) | project p | sort by p asc`)).toEqual(near);
    expect(await rowsOf(`${areas} Places | evaluate geo_polygon_lookup(Areas, shape, x, y, 100, false) | project p | sort by p asc`)).toEqual(near);
    expect(await rowsOf(`${areas} Places | evaluate geo_line_lookup(Ways, shape, x, y, 55000) | project p, way`)).toEqual([]);
    expect(await rowsOf(`${areas} Places | evaluate geo_line_lookup(Ways, shape, x, y, 56000) | project p, way | sort by p asc`)).toEqual([["in", "equator"], ["near", "equator"]]);
  });

  it("keep places without a partner, and the key, when told so", async () => {
    expect(await rowsOf(`${areas} Places | evaluate geo_polygon_lookup(Areas, shape, x, y, return_unmatched = true) | project p, area | sort by p asc`)).toEqual([["far", ""], ["in", "box"], ["near", ""]]);
    expect((await run(`${areas} Places | evaluate geo_line_lookup(Ways, shape, x, y, 1, lookup_area_radius = 500, return_lookup_key = true)`)).columns.map(({ name }) => name)).toEqual(["x", "y", "p", "way", "shape"]);
    expect((await rowsOf(`${areas} Places | evaluate geo_line_lookup(Ways, shape, x, y, 1, true, 500, true)`)).length).toBe(3);
  });
});

describe("R48: partition with a source of its own", () => {
  it("runs once for each value, which toscalar() of the column gives", async () => {
    expect(await rowsOf("let L = range x from 1 to 3 step 1; datatable(k:long, v:string)[2, 'a', 3, 'b', 3, 'c', 9, 'd'] | partition by k { L | where x == toscalar(k) | extend ten = toscalar(k) * 10 }")).toEqual([[2, 20], [3, 30]]);
    expect(await rowsOf("datatable(k:string)['b', 'a'] | partition hint.strategy=legacy by k { range n from 1 to 2 step 1 | summarize s = sum(n) | extend t = strcat(toscalar(k), s) } | project t | sort by t asc")).toEqual([["a3"], ["b3"]]);
  });
});

describe("R317: patterns", () => {
  const declared = `declare pattern P = (a:string, b:string)[c:string] { ("x", "y").["d e"] = { let k = 2; range n from 1 to k step 1 }; ("x", "z").["f"] = { print n = 9, m = "q" }; };`;

  it("stand for the line of their mapping that has the same texts", async () => {
    expect(await rowsOf(`${declared} P("x", "y").["d e"]`)).toEqual([[1], [2]]);
    expect(await rowsOf(`let z = "z"; ${declared} P("x", "z").f | extend n = n + 1`)).toEqual([[10, "q"]]);
    expect(await rowsOf(`let k = 100; ${declared} union P("x", "y").["d e"], (P("x", "z").f | project n) | summarize sum(n)`)).toEqual([[12]]);
  });

  it("are errors of the text where no line or no mapping fits", async () => {
    await expect(rowsOf(`${declared} P("x", "y").f`)).rejects.toMatchObject({ kind: "query" });
    await expect(rowsOf("declare pattern P; print 1")).rejects.toMatchObject({ kind: "unsupported", place: { line: 1 } });
  });
});
