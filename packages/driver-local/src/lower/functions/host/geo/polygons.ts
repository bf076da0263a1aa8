import { closestOf, edgesOf } from "./lines.js";
import { isOnGlobe, linesOf, pointJson, polygonsOf } from "./read-geometry.js";
import { angle, blend, cross, dot, EARTH_RADIUS_METRES, type Position, positionOf, unit, type Vector, vectorOf } from "./sphere.js";

/** A ring as points without the repeated last one. */
type Ring = readonly Vector[];

/** Whether a point is inside a ring, taken as the smaller of the two areas that it bounds: the angles under which the edges are seen add up to a turn. */
export function inRing(point: Vector, ring: Ring): boolean {
  const turns = ring.reduce((sum, corner, index) => sum + seenAngle(point, corner, ring[(index + 1) % ring.length] ?? corner), 0);
  const isAround = Math.abs(turns) > Math.PI;
  if (!isAround) return false;
  // A ring is seen as a turn from its antipodes, too.
  const middle = ring.reduce<Vector>((sum, corner) => blend(sum, 1, corner, 1), [0, 0, 0]);
  return dot(point, middle) > 0;
}

function seenAngle(point: Vector, from: Vector, to: Vector): number {
  const [a, b] = [cross(point, from), cross(point, to)];
  return Math.atan2(dot(cross(a, b), point), dot(a, b));
}

function ringsOf(polygon: readonly (readonly Position[])[]): Ring[] {
  return polygon.map((ring) => ring.slice(0, -1).map(vectorOf));
}

/** `geo_point_in_polygon`. */
export function inPolygon(longitude: number, latitude: number, json: string): boolean | null {
  const polygons = polygonsOf(json);
  if (!polygons || !isOnGlobe(longitude, latitude)) return null;
  return isInside(vectorOf([longitude, latitude]), polygons);
}

function isInside(point: Vector, polygons: readonly (readonly (readonly Position[])[])[]): boolean {
  return polygons.some((polygon) => {
    const [shell, ...holes] = ringsOf(polygon);
    return shell !== undefined && inRing(point, shell) && !holes.some((hole) => inRing(point, hole));
  });
}

/** `geo_distance_point_to_polygon`, in metres; 0 inside. */
export function distanceToPolygon(longitude: number, latitude: number, json: string): number | null {
  const polygons = polygonsOf(json);
  if (!polygons || !isOnGlobe(longitude, latitude)) return null;
  if (isInside(vectorOf([longitude, latitude]), polygons)) return 0;
  const closest = closestOf(longitude, latitude, edgesOf(polygons.flat()));
  return closest ? closest.away * EARTH_RADIUS_METRES : null;
}

/** `geo_closest_point_on_polygon`, as GeoJSON: the point itself when it is inside. */
export function closestPointOnPolygon(longitude: number, latitude: number, json: string): string | null {
  const polygons = polygonsOf(json);
  if (!polygons || !isOnGlobe(longitude, latitude)) return null;
  if (isInside(vectorOf([longitude, latitude]), polygons)) return pointJson([longitude, latitude]);
  const closest = closestOf(longitude, latitude, edgesOf(polygons.flat()));
  return closest ? pointJson(positionOf(closest.point)) : null;
}

/** `geo_polygon_area`, in square metres. */
export function polygonArea(json: string): number | null {
  const polygons = polygonsOf(json);
  if (!polygons) return null;
  const steradians = polygons.reduce((sum, polygon) => {
    const [shell = 0, ...holes] = ringsOf(polygon).map(ringArea);
    return sum + shell - holes.reduce((all, hole) => all + hole, 0);
  }, 0);
  return steradians * EARTH_RADIUS_METRES ** 2;
}

function ringArea(ring: Ring): number {
  const area = Math.abs(triangles(ring).reduce((sum, corners) => sum + signedArea(corners), 0));
  return Math.min(area, 4 * Math.PI - area);
}

type Triangle = readonly [Vector, Vector, Vector];

function triangles(ring: Ring): Triangle[] {
  const [first] = ring;
  return first ? ring.slice(2).map((corner, index): Triangle => [first, ring[index + 1] ?? corner, corner]) : [];
}

/** By the tangent of the half excess; positive counter-clockwise. */
function signedArea([a, b, c]: Triangle): number {
  return 2 * Math.atan2(dot(a, cross(b, c)), 1 + dot(a, b) + dot(b, c) + dot(c, a));
}

/** `geo_polygon_centroid`, as GeoJSON: the middle of the area, drawn onto the sphere. */
export function polygonCentroid(json: string): string | null {
  const polygons = polygonsOf(json);
  if (!polygons) return null;
  const sum = polygons.reduce<Vector>((all, polygon) => {
    const [shell, ...holes] = ringsOf(polygon);
    const inner = holes.reduce<Vector>((rest, hole) => blend(rest, 1, ringMoment(hole), 1), [0, 0, 0]);
    return blend(blend(all, 1, shell ? ringMoment(shell) : [0, 0, 0], 1), 1, inner, -1);
  }, [0, 0, 0]);
  return pointJson(positionOf(unit(sum)));
}

/** The integral of the positions over a ring's area, whichever way it runs: half the sum of the edges' angles times their normals. */
function ringMoment(ring: Ring): Vector {
  const moment = ring.reduce<Vector>((sum, from, index) => {
    const to = ring[(index + 1) % ring.length] ?? from;
    const normal = cross(from, to);
    const length = Math.hypot(...normal);
    return length === 0 ? sum : blend(sum, 1, normal, angle(from, to) / length / 2);
  }, [0, 0, 0]);
  const middle = ring.reduce<Vector>((sum, corner) => blend(sum, 1, corner, 1), [0, 0, 0]);
  return dot(moment, middle) < 0 ? [-moment[0], -moment[1], -moment[2]] : moment;
}

/** `geo_intersects_2lines`. */
export function linesMeet(left: string, right: string): boolean | null {
  const [first, second] = [linesOf(left), linesOf(right)];
  return first && second ? anyCrossing(first, second) : null;
}

/** `geo_intersects_line_with_polygon`. */
export function lineMeetsPolygon(line: string, polygon: string): boolean | null {
  const [lines, polygons] = [linesOf(line), polygonsOf(polygon)];
  if (!lines || !polygons) return null;
  return anyCrossing(lines, polygons.flat()) || lines.some(([start]) => start !== undefined && isInside(vectorOf(start), polygons));
}

/** `geo_intersects_2polygons`. */
export function polygonsMeet(left: string, right: string): boolean | null {
  const [first, second] = [polygonsOf(left), polygonsOf(right)];
  if (!first || !second) return null;
  const inside = (some: typeof first, others: typeof first): boolean => some.some(([shell]) => shell?.[0] !== undefined && isInside(vectorOf(shell[0]), others));
  return anyCrossing(first.flat(), second.flat()) || inside(first, second) || inside(second, first);
}

function anyCrossing(left: readonly (readonly Position[])[], right: readonly (readonly Position[])[]): boolean {
  const others = edgesOf(right);
  return edgesOf(left).some(([a, b]) => others.some(([c, d]) => edgesCross(a, b, c, d)));
}

/** Whether two edges share a point: each end of the one is on another side of the other, or on it. */
function edgesCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const [first, second] = [cross(a, b), cross(c, d)];
  const sides = [-dot(first, c), dot(first, d), -dot(second, b), dot(second, a)];
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
}
