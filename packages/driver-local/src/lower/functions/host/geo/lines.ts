import { meetingsOf, piecesOf } from "./arcs.js";
import { geometryOf, isOnGlobe, linesOf, pointJson } from "./read-geometry.js";
import { alongEdge, angle, closestOnEdge, EARTH_RADIUS_METRES, type Position, positionOf, type Vector, vectorOf } from "./sphere.js";

/** An edge between two points of a line. */
type Edge = readonly [Vector, Vector];

/** The edges of lines or rings. */
export function edgesOf(lines: readonly (readonly Position[])[]): Edge[] {
  return lines.flatMap((line) => {
    const points = line.map(vectorOf);
    return points.slice(1).map((end, index): Edge => [points[index] ?? end, end]);
  });
}

/** `geo_distance_2points`, in metres. */
export function distance(longitude1: number, latitude1: number, longitude2: number, latitude2: number): number | null {
  if (!isOnGlobe(longitude1, latitude1) || !isOnGlobe(longitude2, latitude2)) return null;
  return angle(vectorOf([longitude1, latitude1]), vectorOf([longitude2, latitude2])) * EARTH_RADIUS_METRES;
}

/** `geo_point_in_circle`. */
export function inCircle(longitude: number, latitude: number, centreLongitude: number, centreLatitude: number, radius: number): boolean | null {
  const metres = distance(longitude, latitude, centreLongitude, centreLatitude);
  return metres === null || !(radius >= 0) ? null : metres <= radius;
}

/** The edges of a line; of several lines those of their union, in which what they share is there once. */
export function edgesOfUnion(lines: readonly (readonly Position[])[]): Edge[] {
  if (lines.length < 2) return edgesOf(lines);
  const arcs = lines.flatMap((line, owner) => edgesOf([line]).map(([from, to]) => ({ from, to, owner })));
  const pieces = piecesOf(arcs, meetingsOf(arcs));
  return [...new Map(pieces.map(({ from, to }) => [[from.join(), to.join()].sort().join(">"), [from, to] as const])).values()];
}

/** `geo_line_length`, in metres. */
export function lineLength(json: string): number | null {
  const lines = linesOf(json);
  return lines ? lengthOf(edgesOfUnion(lines)) * EARTH_RADIUS_METRES : null;
}

/** The length of edges, in radians. */
export function lengthOf(edges: readonly Edge[]): number {
  return edges.reduce((sum, [a, b]) => sum + angle(a, b), 0);
}

/** The closest point of edges to a point, with its angle. */
export function closestOf(longitude: number, latitude: number, edges: readonly Edge[]): { readonly point: Vector; readonly away: number } | undefined {
  const point = vectorOf([longitude, latitude]);
  let best: { readonly point: Vector; readonly away: number } | undefined;
  for (const [a, b] of edges) {
    const closest = closestOnEdge(point, a, b);
    const away = angle(point, closest);
    if (best === undefined || away < best.away) best = { point: closest, away };
  }
  return best;
}

/** `geo_distance_point_to_line`, in metres. */
export function distanceToLine(longitude: number, latitude: number, json: string): number | null {
  const closest = closestOnLine(longitude, latitude, json);
  return closest ? closest.away * EARTH_RADIUS_METRES : null;
}

/** `geo_closest_point_on_line`, as GeoJSON. */
export function closestPointOnLine(longitude: number, latitude: number, json: string): string | null {
  const closest = closestOnLine(longitude, latitude, json);
  return closest ? pointJson(positionOf(closest.point)) : null;
}

function closestOnLine(longitude: number, latitude: number, json: string): ReturnType<typeof closestOf> {
  const lines = linesOf(json);
  return lines && isOnGlobe(longitude, latitude) ? closestOf(longitude, latitude, edgesOf(lines)) : undefined;
}

/** `geo_line_locate_point`: how far along the line its point closest to the given one is, from 0 to 1. */
export function locatePoint(json: string, longitude: number, latitude: number): number | null {
  const lines = linesOf(json);
  if (!lines || geometryOf(json).type !== "LineString" || !isOnGlobe(longitude, latitude)) return null;
  const edges = edgesOf(lines);
  const closest = closestOf(longitude, latitude, edges);
  const at = edges.findIndex(([a, b]) => closest && angle(closestOnEdge(closest.point, a, b), closest.point) < 1e-15);
  const before = edges.slice(0, Math.max(at, 0));
  const [start] = edges[Math.max(at, 0)] ?? [];
  return closest && start ? (lengthOf(before) + angle(start, closest.point)) / lengthOf(edges) : null;
}

/** `geo_line_interpolate_point`: the point at a fraction of the line, as GeoJSON. */
export function interpolatePoint(json: string, fraction: number): string | null {
  const lines = linesOf(json);
  if (!lines || geometryOf(json).type !== "LineString" || !(fraction >= 0 && fraction <= 1)) return null;
  const edges = edgesOf(lines);
  let left = lengthOf(edges) * fraction;
  for (const [index, [a, b]] of edges.entries()) {
    const length = angle(a, b);
    if (left <= length || index === edges.length - 1) return pointJson(positionOf(length === 0 ? a : alongEdge(a, b, Math.min(1, left / length))));
    left -= length;
  }
  return null;
}
