import { geometryOf, linesOf, polygonsOf } from "./read-geometry.js";
import { alongEdge, angle, dot, EARTH_RADIUS_METRES, type Position, vectorOf } from "./sphere.js";

// Where the gap between a straight edge on a map and a geodesic is looked at, and how it is scaled: from the S2 library's tessellation of edges.
const probe = 0.31215691082248312;
const scale = 0.83829992569888509;
const usualTolerance = 10;

/** `geo_line_densify`: straight edges of a map as chains of geodesics that stay within a tolerance in metres. */
export function densifyLine(json: string, tolerance: number | null): string | null {
  const lines = linesOf(json);
  const metres = toleranceOf(tolerance);
  if (!lines || metres === undefined) return null;
  return rebuilt(json, lines.map((line) => densify(line, metres)), lines.length);
}

/** `geo_polygon_densify`. */
export function densifyPolygon(json: string, tolerance: number | null): string | null {
  const polygons = polygonsOf(json);
  const metres = toleranceOf(tolerance);
  if (!polygons || metres === undefined) return null;
  return rebuilt(json, polygons.map((rings) => rings.map((ring) => densify(ring, metres))), polygons.length);
}

function rebuilt(json: string, parts: readonly unknown[], count: number): string {
  const { type } = geometryOf(json);
  const isSingle = (type === "LineString" || type === "Polygon") && count === 1;
  return JSON.stringify({ type, coordinates: isSingle ? parts[0] : parts });
}

/** The pages allow 0.1 to 10,000 metres. */
function toleranceOf(tolerance: number | null): number | undefined {
  if (tolerance === null) return usualTolerance;
  return tolerance >= 0.1 && tolerance <= 10_000 ? tolerance : undefined;
}

function densify(line: readonly Position[], metres: number): Position[] {
  const chord = 2 * Math.sin((scale * metres) / EARTH_RADIUS_METRES / 2);
  const result: Position[] = line.slice(0, 1);
  for (const [index, end] of line.slice(1).entries()) halve(line[index] ?? end, end, chord, result);
  return result;
}

function halve(start: Position, end: Position, chord: number, result: Position[]): void {
  if (gap(start, end) <= chord) {
    result.push(end);
    return;
  }
  const middle = onMap(start, end, 0.5);
  halve(start, middle, chord, result);
  halve(middle, end, chord, result);
}

function onMap(start: Position, end: Position, fraction: number): Position {
  return [start[0] + (end[0] - start[0]) * fraction, start[1] + (end[1] - start[1]) * fraction];
}

/** The greatest chord between the edge on the map and the geodesic, looked at in two places. */
function gap(start: Position, end: Position): number {
  const [a, b] = [vectorOf(start), vectorOf(end)];
  if (dot(a, b) < -1e-14) return Infinity;
  return Math.max(...[probe, 1 - probe].map((fraction) => 2 * Math.sin(angle(alongEdge(a, b, fraction), vectorOf(onMap(start, end, fraction))) / 2)));
}
