import { describe, expect, it } from "vitest";
import { lineToS2, polygonToS2 } from "./host/geo/s2-coverings.js";
import { rows, values } from "./__fixtures__/evaluate.js";

const shape = (type: string, coordinates: unknown): string => `dynamic(${JSON.stringify({ type, coordinates })})`;
const line = (...points: readonly (readonly number[])[]): string => shape("LineString", points);
const square = (west: number, south: number, size: number): number[][] => [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]];
const polygon = (...rings: readonly number[][][]): string => shape("Polygon", rings);
const polygons = (...all: readonly number[][][][]): string => shape("MultiPolygon", all);
const near = (number: number, digits = 9): unknown => expect.closeTo(number, digits) as unknown;

async function value(expression: string): Promise<unknown> {
  return (await values(expression))[0];
}

describe("R300: several shapes count as their union", () => {
  it("an area that two polygons share is there once", async () => {
    const [both, one, other, shared] = (await values(
      `geo_polygon_area(${polygons([square(0, 0, 2)], [[[1, 0], [3, 0], [3, 2], [1, 2], [1, 0]]])})`, `geo_polygon_area(${polygon(square(0, 0, 2))})`,
      `geo_polygon_area(${polygon([[1, 0], [3, 0], [3, 2], [1, 2], [1, 0]])})`, `geo_polygon_area(${polygon([[1, 0], [2, 0], [2, 2], [1, 2], [1, 0]])})`,
    )) as [number, number, number, number];
    // the upper edges are geodesics of their own, a little apart
    expect(both / (one + other - shared)).toBeCloseTo(1, 3);
    expect(await value(`geo_polygon_area(${polygons([square(0, 0, 2)], [square(0.5, 0.5, 0.5)])}) / geo_polygon_area(${polygon(square(0, 0, 2))})`)).toBeCloseTo(1, 12);
    expect(await value(`geo_polygon_area(${polygons([square(0, 0, 2)], [square(0, 0, 2)])}) / geo_polygon_area(${polygon(square(0, 0, 2))})`)).toBeCloseTo(1, 12);
    expect(await value(`geo_polygon_area(${polygons([square(0, 0, 1)], [square(100, 20, 1)])}) / (geo_polygon_area(${polygon(square(0, 0, 1))}) + geo_polygon_area(${polygon(square(100, 20, 1))}))`)).toBeCloseTo(1, 12);
  });

  it("an edge along which two adjoin is no boundary, and a hole is", async () => {
    const around = line([0, 0], [4, 0], [4, 2], [2, 2], [0, 2], [0, 0]);
    expect(await value(`geo_polygon_perimeter(${polygons([square(0, 0, 2)], [square(2, 0, 2)])}) / geo_line_length(${around})`)).toBeCloseTo(1, 12);
    expect(await value(`geo_polygon_perimeter(${polygon(square(0, 0, 4), square(1, 1, 1))}) - geo_polygon_perimeter(${polygon(square(0, 0, 4))}) - geo_polygon_perimeter(${polygon(square(1, 1, 1))})`)).toBeCloseTo(0, 6);
    expect(await value(`geo_polygon_centroid(${polygons([square(0, -1, 2)], [square(0, -1, 2)], [square(2, -1, 2)])})`)).toMatchObject({ coordinates: [near(2), near(0)] });
  });

  it("a part that two lines share is there once", async () => {
    const lines = shape("MultiLineString", [[[0, 0], [2, 0]], [[1, 0], [3, 0]], [[3, 0], [2, 0]]]);
    expect(await value(`geo_line_length(${lines}) / geo_distance_2points(0, 0, 3, 0)`)).toBeCloseTo(1, 12);
    expect(await value(`geo_line_centroid(${lines})`)).toMatchObject({ coordinates: [near(1.5), near(0)] });
  });

  it("small shapes keep their digits", async () => {
    const [area, middle] = await values(`geo_polygon_area(${polygon([[10, 50], [10, 50.00001], [10.00001, 50.00001], [10.00001, 50], [10, 50]])})`, `geo_polygon_centroid(${polygon([[10, 50], [10.00001, 50], [10.00001, 50.00001], [10, 50.00001], [10, 50]])})`);
    const side = (6371010 * Math.PI) / 180 / 100_000;
    expect(area).toBeCloseTo(side * side * Math.cos((50.000005 * Math.PI) / 180), 4);
    expect(middle).toMatchObject({ coordinates: [near(10.000005, 8), near(50.000005, 8)] });
  });
});

describe("R300: what is no valid shape", () => {
  it("rings that cross, share edges or span half the globe", async () => {
    const crossed = polygon([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]);
    for (const bad of [crossed, polygon(square(0, 0, 4), square(3, 3, 2)), polygon(square(0, 0, 4), square(0, 0, 4)), polygon([[0, 0], [180, 0], [90, 10], [0, 0]])])
      expect(await values(`geo_polygon_area(${bad})`, `geo_point_in_polygon(1, 1, ${bad})`, `geo_polygon_to_s2cells(${bad}, 3)`, `geo_polygon_to_h3cells(${bad}, 2)`), bad).toEqual([null, null, null, null]);
    expect(await value(`geo_line_length(${line([0, 0], [180, 0])})`)).toBeNull();
    expect(await value(`geo_polygon_area(${polygon(square(0, 0, 4), square(1, 1, 1), square(2, 2, 1))})`)).toBeGreaterThan(0);
  });

  it("edges on one great circle meet only where they overlap; polygons that share a corner meet", async () => {
    expect(await values(`geo_intersects_2lines(${line([0, 0], [1, 0])}, ${line([2, 0], [3, 0])})`, `geo_intersects_2lines(${line([0, 0], [2, 0])}, ${line([1, 0], [3, 0])})`, `geo_intersects_2lines(${line([0, 0], [1, 0])}, ${line([179, 0], [180, 0])})`)).toEqual([false, true, false]);
    expect(await values(`geo_intersects_2polygons(${polygon(square(0, 0, 2))}, ${polygon(square(2, 2, 2))})`)).toEqual([true]);
  });

  it("of the polygons around a point exactly one holds it, on edges and corners too", async () => {
    const four = [square(10, 10, 2), square(12, 10, 2), square(10, 12, 2), square(12, 12, 2)].map((ring) => polygon(ring));
    for (const [x, y] of [[12, 12], [12, 11], [12, 13], [11, 11.3]] as const) {
      const held = await values(...four.map((one) => `geo_point_in_polygon(${x}.0, ${y}, ${one})`));
      expect(held.filter(Boolean), `${x} ${y}`).toHaveLength(1);
    }
    expect(await values(`geo_point_in_polygon(1.5, 1.5, ${polygon(square(0, 0, 4), square(1, 1, 1))})`, `geo_point_in_polygon(179.5, 89.9, ${polygon([[0, 80], [120, 80], [-120, 80], [0, 80]])})`, `geo_point_in_polygon(-180, 0.5, ${polygon([[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]])})`)).toEqual([false, true, true]);
  });
});

describe("R304: what lines have in common with lines and polygons", () => {
  it("a point, a part, or nothing", async () => {
    expect(await value(`geo_intersection_2lines(${line([-1, 0], [1, 0])}, ${line([0, -1], [0, 1])})`)).toEqual({ type: "Point", coordinates: [near(0), near(0)] });
    expect(await value(`geo_intersection_2lines(${line([0, 0], [2, 0])}, ${line([1, 0], [3, 0])})`)).toEqual({ type: "LineString", coordinates: [[1, 0], [2, 0]] });
    expect(await value(`geo_intersection_2lines(${line([0, 0], [2, 1], [4, 0])}, ${line([1, -1], [1, 2])})`)).toMatchObject({ type: "Point", coordinates: [near(1), near(0.5, 2)] });
    expect(await value(`geo_intersection_2lines(${line([0, 0], [2, 0])}, ${line([2, 0], [3, 3])})`)).toEqual({ type: "Point", coordinates: [2, 0] });
    expect(await value(`geo_intersection_2lines(${line([1, 1], [2, 2])}, ${line([3, 3], [4, 4])})`)).toEqual({ type: "GeometryCollection", geometries: [] });
    expect(await value(`geo_intersection_2lines(${line([1, 1], [2, 2])}, ${line([3, 3])})`)).toBeNull();
  });

  it("the parts of a line inside of a polygon, without its holes", async () => {
    const holed = polygon(square(0, -2, 4), square(1, -1, 1.5));
    expect(await value(`geo_intersection_line_with_polygon(${line([-1, 0], [5, 0])}, ${holed})`)).toEqual({ type: "MultiLineString", coordinates: [[[near(0), near(0)], [near(1), near(0)]], [[near(2.5), near(0)], [near(4), near(0)]]] });
    expect(await value(`geo_intersection_line_with_polygon(${line([0.2, 0], [0.4, 1])}, ${holed})`)).toEqual({ type: "LineString", coordinates: [[0.2, 0], [0.4, 1]] });
    expect(await value(`geo_intersection_line_with_polygon(${line([-1, -1], [0, -2], [1, -3])}, ${holed})`)).toEqual({ type: "Point", coordinates: [0, -2] });
    expect(await value(`geo_intersection_line_with_polygon(${line([20, 20], [30, 30])}, ${holed})`)).toEqual({ type: "GeometryCollection", geometries: [] });
    expect(await value(`geo_intersection_line_with_polygon(${line([178, 0], [-178, 0])}, ${polygon([[179, -1], [-179, -1], [-179, 1], [179, 1], [179, -1]])})`)).toEqual({ type: "LineString", coordinates: [[near(179), near(0)], [near(-179), near(0)]] });
    expect(await value(`geo_intersection_line_with_polygon(${line([-1, 0], [5, 0])}, ${polygons([square(0, -1, 2)], [square(1, -1, 2)])})`)).toEqual({ type: "LineString", coordinates: [[near(0), near(0)], [near(3), near(0)]] });
  });
});

describe("R301: coverings", () => {
  it("are those of the S2 library, for lines and polygons of all sizes", async () => {
    const { s2 } = await import("s2js");
    const ofPolygon = (await polygonToS2()) as (json: string, level: bigint, radius: number) => string | null;
    const ofLine = (await lineToS2()) as typeof ofPolygon;
    let seed = 20260731;
    const chance = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let round = 0; round < 60; round++) {
      const [east, north, size, count] = [chance() * 340 - 170, chance() * 140 - 70, 10 ** (chance() * 3 - 2), 3 + Math.floor(chance() * 8)] as const;
      const corners = Array.from({ length: count }, (_, index) => {
        const [turn, reach] = [(2 * Math.PI * (index + chance() * 0.8)) / count, size * (0.3 + 0.7 * chance())];
        return [east + reach * Math.cos(turn), north + reach * Math.sin(turn)] as const;
      });
      const level = Math.max(0, Math.round(Math.log2(90 / size) + 2));
      const points = corners.map(([x, y]) => s2.Point.fromLatLng(s2.LatLng.fromDegrees(y, x)));
      const coverer = new s2.RegionCoverer({ minLevel: level, maxLevel: level, maxCells: 8 });
      const tokens = (region: Parameters<typeof coverer.covering>[0]): string => JSON.stringify([...coverer.covering(region)].map((cell) => s2.cellid.toToken(cell)));
      const loop = new s2.Loop([...points]);
      loop.normalize();
      expect(ofPolygon(JSON.stringify({ type: "Polygon", coordinates: [[...corners, corners[0]]] }), BigInt(level), 0), JSON.stringify(corners)).toBe(tokens(loop));
      expect(ofLine(JSON.stringify({ type: "LineString", coordinates: corners }), BigInt(level), 0), JSON.stringify(corners)).toBe(tokens(new s2.Polyline(points)));
    }
  });

  it("hold what is within a radius, and nothing but that", async () => {
    const source = `print cells = geo_line_to_s2cells(${line([0.3, 0.2], [0.9, 0.2])}, 12, 5000), radius = 5000`;
    const [[outside, count]] = (await rows(`${source} | mv-expand cell = cells to typeof(string) | extend p = geo_s2cell_to_central_point(cell) | extend away = geo_distance_point_to_line(todouble(p.coordinates[0]), todouble(p.coordinates[1]), ${line([0.3, 0.2], [0.9, 0.2])}) | summarize countif(away > 5000 + 2500), count()`)) as [[number, number]];
    expect(outside).toBe(0);
    expect(count).toBeGreaterThan(150);
    expect(await value(`geo_line_to_s2cells(${line([0.3, 0.2], [0.9, 0.2])}, 12, 5000) has geo_point_to_s2cell(0.5, 0.2449, 12)`)).toBe(true);
    expect(await values(`geo_line_to_s2cells(${line([0, 0], [1, 0])}, 30)`, `geo_line_to_s2cells(${line([0, 0], [1, 0])}, 10, -1)`, `geo_line_to_s2cells(${line([0, 0])}, 10)`, `geo_line_to_s2cells(${line([0, 0], [1, 0])}, 31)`)).toEqual([null, null, null, null]);
  });

  it("of H3 are the cells whose middle is inside", async () => {
    const inner = `print cell = geo_polygon_to_h3cells(${polygon(square(10, 10, 1), square(10.3, 10.3, 0.4))}, 5) | mv-expand cell to typeof(string) | extend p = geo_h3cell_to_central_point(cell) | extend x = todouble(p.coordinates[0]), y = todouble(p.coordinates[1])`;
    expect(await rows(`${inner} | summarize countif(x < 10 or x > 11 or y < 10 or y > 11), countif(x > 10.3 and x < 10.7 and y > 10.3 and y < 10.7), dcount(cell) == count(), count() > 30`)).toEqual([[0, 0, true, true]]);
    expect(await values(`geo_polygon_to_h3cells(${polygon(square(10, 10, 1))}, 16)`, `geo_polygon_to_h3cells(${polygon(square(10, 10, 1))}, 12)`)).toEqual([null, null]);
    expect(await value(`geo_polygon_to_h3cells(${polygon([[0, 89], [90, 89], [180, 89], [-90, 89], [0, 89]])}, 3)`)).toBeNull();
    await expect(value(`geo_polygon_to_h3cells(${polygon(square(10, 10, 1))}, 5, 100.0)`)).rejects.toThrow(/no radius/);
  });
});
