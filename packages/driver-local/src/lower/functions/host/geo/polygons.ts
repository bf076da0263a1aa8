import { unionBoundary, groupsOf } from "./polygon-union.js";
import { areaOfEdges, isInPolygon, middleOfArea, ringsOf } from "./rings.js";
import { meetingsOf } from "./arcs.js";
import { closestOf, edgesOf } from "./lines.js";
import { isOnGlobe, type Line, linesOf, pointJson, polygonsOf } from "./read-geometry.js";
import { angle, EARTH_RADIUS_METRES, positionOf, type Vector, vectorOf } from "./sphere.js";

function isInside(point: Vector, polygons: readonly (readonly Line[])[]): boolean {
  return polygons.some((polygon) => isInPolygon(point, ringsOf(polygon)));
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

/** `geo_polygon_area`, in square metres: of several polygons, the area that they cover together. */
export function polygonArea(json: string): number | null {
  const polygons = polygonsOf(json);
  if (!polygons) return null;
  return groupsOf(polygons.map(ringsOf)).reduce((sum, group) => sum + areaOfEdges(unionBoundary(group)), 0) * EARTH_RADIUS_METRES ** 2;
}

/** `geo_polygon_perimeter`, in metres: of several polygons, the boundary of what they cover together. */
export function perimeter(json: string): number | null {
  const polygons = polygonsOf(json);
  return polygons ? unionBoundary(polygons.map(ringsOf)).reduce((sum, { from, to }) => sum + angle(from, to), 0) * EARTH_RADIUS_METRES : null;
}

/** `geo_polygon_centroid`, as GeoJSON: the middle of the area, drawn onto the sphere; of several polygons, of what they cover together. */
export function polygonCentroid(json: string): string | null {
  const polygons = polygonsOf(json);
  return polygons ? pointJson(positionOf(middleOfArea(unionBoundary(polygons.map(ringsOf))))) : null;
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

/** Whether lines or rings have a point in common. */
function anyCrossing(left: readonly Line[], right: readonly Line[]): boolean {
  const corners = new Set(left.flat().map((position) => vectorOf(position).join()));
  if (right.flat().some((position) => corners.has(vectorOf(position).join()))) return true;
  const arcs = [left, right].flatMap((lines, owner) => edgesOf(lines).map(([from, to]) => ({ from, to, owner })));
  return meetingsOf(arcs).length > 0;
}
