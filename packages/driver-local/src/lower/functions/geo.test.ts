import { describe, expect, it } from "vitest";
import { rows } from "./__fixtures__/evaluate.js";

async function value(expression: string): Promise<unknown> {
  return (await rows(`print ${expression}`))[0]?.[0];
}

const park = 'dynamic({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]})';
const line = 'dynamic({"type":"LineString","coordinates":[[0,0],[2,0]]})';

describe("R300: geography on a sphere with geodesic edges", () => {
  it("measures along the great circle", async () => {
    expect(await value("geo_distance_2points(0, 0, 0, 90)")).toBeCloseTo((Math.PI / 2) * 6371010, 3);
    expect(await value("geo_distance_2points(0, 0, 180, 0)")).toBeCloseTo(Math.PI * 6371010, 3);
    expect(await value("geo_distance_2points(0, 0, 181, 0)")).toBeNull();
    expect(await value(`geo_line_length(${line})`)).toBeCloseTo(((2 * Math.PI) / 180) * 6371010, 3);
    expect(await value("geo_polygon_area(dynamic({\"type\":\"Polygon\",\"coordinates\":[[[0,0],[90,0],[0,90],[0,0]]]}))")).toBeCloseTo((Math.PI / 2) * 6371010 ** 2, -3);
  });

  it("knows inside from outside, from a hole, and from what is no polygon", async () => {
    expect(await value(`geo_point_in_polygon(3, 3, ${park})`)).toBe(true);
    expect(await value(`geo_point_in_polygon(1.5, 1.5, ${park})`)).toBe(false);
    expect(await value(`geo_point_in_polygon(5, 3, ${park})`)).toBe(false);
    expect(await value(`geo_point_in_polygon(-177, -3, ${park})`)).toBe(false);
    expect(await value(`geo_point_in_polygon(200, 3, ${park})`)).toBeNull();
    expect(await value("geo_point_in_polygon(1, 1, dynamic({\"type\":\"Polygon\",\"coordinates\":[[[0,0],[10,10],[10,10],[0,0]]]}))")).toBeNull();
    expect(await value("geo_point_in_circle(0, 0.001, 0, 0, 112)")).toBe(true);
    expect(await value("geo_point_in_circle(0, 0.001, 0, 0, 111)")).toBe(false);
  });

  it("finds the closest point of a line or polygon", async () => {
    expect(await value(`geo_closest_point_on_line(1, 1, ${line})`)).toMatchObject({ type: "Point", coordinates: [expect.closeTo(1, 9), expect.closeTo(0, 9)] });
    expect(await value(`geo_closest_point_on_line(5, 1, ${line})`)).toMatchObject({ coordinates: [expect.closeTo(2, 9), expect.closeTo(0, 9)] });
    expect(await value(`geo_line_locate_point(${line}, 0.5, 1)`)).toBeCloseTo(0.25, 9);
    expect(await value(`geo_line_interpolate_point(${line}, 0.25)`)).toMatchObject({ coordinates: [expect.closeTo(0.5, 9), expect.closeTo(0, 9)] });
    expect(await value(`geo_distance_point_to_polygon(3, 3, ${park})`)).toBe(0);
  });

  it("tells whether shapes meet", async () => {
    const across = 'dynamic({"type":"LineString","coordinates":[[1,-1],[1,1]]})';
    expect(await value(`geo_intersects_2lines(${line}, ${across})`)).toBe(true);
    expect(await value(`geo_intersects_2lines(${line}, dynamic({"type":"LineString","coordinates":[[1,1],[1,2]]}))`)).toBe(false);
    expect(await value(`geo_intersects_line_with_polygon(dynamic({"type":"LineString","coordinates":[[3,2.5],[3,3]]}), ${park})`)).toBe(true);
    expect(await value(`geo_intersects_2polygons(${park}, dynamic({"type":"Polygon","coordinates":[[[9,9],[10,9],[10,10],[9,9]]]}))`)).toBe(false);
  });

  it("puts points into straight edges of a map only where the geodesic leaves them", async () => {
    const straight = 'dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]})';
    expect(await value(`array_length(geo_line_densify(${straight}).coordinates)`)).toBe(2);
    expect(await value("array_length(geo_line_densify(dynamic({\"type\":\"LineString\",\"coordinates\":[[0,50],[10,50]]}), 1000).coordinates)")).toBeGreaterThan(2);
    expect(await value(`geo_line_densify(${straight}, 0)`)).toBeNull();
  });
});

describe("R301: cells", () => {
  it("gives the cell of a point, and of a cell its middle, corners and neighbours", async () => {
    expect(await value("geo_point_to_geohash(-5.6, 42.6, 5)")).toBe("ezs42");
    expect(await value("geo_point_to_geohash(300, 1)")).toBe("");
    expect(await value("geo_geohash_to_central_point('ezs42')")).toMatchObject({ coordinates: [expect.closeTo(-5.603, 3), expect.closeTo(42.605, 3)] });
    const cell = await value("geo_point_to_s2cell(10, 20, 9)");
    expect(await value(`geo_point_to_s2cell(todouble(geo_s2cell_to_central_point('${cell}').coordinates[0]), todouble(geo_s2cell_to_central_point('${cell}').coordinates[1]), 9)`)).toBe(cell);
    expect(await value(`array_length(geo_s2cell_neighbors('${cell}'))`)).toBe(8);
    expect(await value(`array_length(geo_s2cell_to_polygon('${cell}').coordinates[0])`)).toBe(5);
    expect(await value("geo_point_to_s2cell(10, 20, 31)")).toBe("");
    expect(await value("geo_s2cell_to_central_point('zz')")).toBeNull();
  });

  it("knows the family of an H3 cell", async () => {
    expect(await value("geo_h3cell_level(geo_point_to_h3cell(10, 20, 7))")).toBe(7);
    expect(await value("geo_h3cell_level(geo_h3cell_parent(geo_point_to_h3cell(10, 20, 7)))")).toBe(6);
    expect(await value("array_length(geo_h3cell_children(geo_point_to_h3cell(10, 20, 7)))")).toBe(7);
    expect(await value("array_length(geo_h3cell_rings(geo_point_to_h3cell(10, 20, 7), 2)[2])")).toBe(12);
    expect(await value("geo_h3cell_parent('123')")).toBe("");
  });

  it("covers a polygon with cells of one level", async () => {
    const count = (await value(`array_length(geo_polygon_to_s2cells(${park}, 6))`)) as number;
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(60);
    expect(await value(`geo_polygon_to_s2cells(${park}, 25)`)).toBeNull();
  });
});

describe("R300: directions and texts of shapes", () => {
  it("tells the angle from north, clockwise, and between lines", async () => {
    const quarter = Math.PI / 2;
    for (const [to, angle] of [["0, 10", 0], ["10, 0", quarter], ["0, -10", 2 * quarter], ["-10, 0", 3 * quarter]] as const) expect(await value(`geo_azimuth(0, 0, ${to})`)).toBeCloseTo(angle, 12);
    expect(await value("geo_angle(0, 10, 0, 0, 10, 0)")).toBeCloseTo(quarter, 12);
    expect(await value("geo_angle(10, 0, 0, 0, 0, 10)")).toBeCloseTo(3 * quarter, 12);
    for (const nowhere of ["geo_azimuth(5, 10, 5, 10)", "geo_azimuth(0, 0, 180, 0)", "geo_azimuth(0, 0, 181, 0)", "geo_angle(0, 10, 0, 10, 3, 1)"]) expect(await value(nowhere), nowhere).toBeNull();
  });

  it("finds the middle of lines by their lengths, each edge once", async () => {
    expect(await value(`geo_line_centroid(${line})`)).toMatchObject({ coordinates: [expect.closeTo(1, 9), expect.closeTo(0, 9)] });
    const twice = 'dynamic({"type":"MultiLineString","coordinates":[[[0,0],[2,0]],[[2,0],[0,0]],[[8,0],[10,0]]]})';
    expect(await value(`geo_line_centroid(${twice})`)).toMatchObject({ coordinates: [expect.closeTo(5, 3), expect.closeTo(0, 9)] });
    expect(await value('geo_line_centroid(dynamic({"type":"Point","coordinates":[1,1]}))')).toBeNull();
  });

  it("reads well-known text, and nothing else", async () => {
    expect(await value("geo_from_wkt('point ( -1.5 2e1 )')")).toEqual({ type: "Point", coordinates: [-1.5, 20] });
    expect(await value("geo_from_wkt('MULTIPOINT ((1 2), (3 4))')")).toEqual({ type: "MultiPoint", coordinates: [[1, 2], [3, 4]] });
    expect(await value("geo_from_wkt('POLYGON((0 0,1 0,1 1,0 0),(0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1))')")).toMatchObject({ type: "Polygon", coordinates: [expect.anything(), expect.anything()] });
    expect(await value("geo_from_wkt('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))')")).toEqual({ type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [1, 2] }, { type: "LineString", coordinates: [[0, 0], [1, 1]] }] });
    for (const text of ["", "LINESTRING", "POINT Z (1 2 3)", "POINT (1 2) x", "POINT (1)", "POINT EMPTY", "CIRCLE (1 2)", "POINT (1 2", "POLYGON (1 2)"]) expect(await value(`geo_from_wkt('${text}')`), text).toBeNull();
  });

  it("finds the eight cells around a geohash", async () => {
    const around = (await value("geo_geohash_neighbors('ezs42')")) as string[];
    expect(new Set(around).size).toBe(8);
    for (const cell of around) expect(await value(`geo_geohash_neighbors('${cell}') has '"ezs42"'`), cell).toBe(true);
    expect(await value("geo_geohash_neighbors('a')")).toBeNull();
    expect(await value("array_length(geo_geohash_neighbors(geo_point_to_geohash(179.99, 0.01, 3)))")).toBe(8);
  });
});
