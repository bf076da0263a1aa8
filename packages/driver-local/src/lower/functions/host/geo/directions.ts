import { edgesOfUnion } from "./lines.js";
import { isOnGlobe, linesOf, pointJson } from "./read-geometry.js";
import { angle, blend, positionOf, unit, type Vector, vectorOf } from "./sphere.js";

const degree = Math.PI / 180;
const whole = 2 * Math.PI;

/** Two points that are one, or opposite ones, have no direction between them. */
function hasDirection(from: Vector, to: Vector): boolean {
  const away = angle(from, to);
  return away > 1e-15 && Math.PI - away > 1e-15;
}

/** `geo_azimuth`: the angle from north to a line, clockwise, in radians from 0 up to a whole turn. */
export function azimuth(longitude1: number, latitude1: number, longitude2: number, latitude2: number): number | null {
  if (!isOnGlobe(longitude1, latitude1) || !isOnGlobe(longitude2, latitude2)) return null;
  if (!hasDirection(vectorOf([longitude1, latitude1]), vectorOf([longitude2, latitude2]))) return null;
  const [from, to, turn] = [latitude1 * degree, latitude2 * degree, (longitude2 - longitude1) * degree];
  return positive(Math.atan2(Math.sin(turn) * Math.cos(to), Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turn)));
}

/** `geo_angle`: at the second point, clockwise from the line to the first one to the line to the third one. */
export function angleOfLines(longitude1: number, latitude1: number, longitude2: number, latitude2: number, longitude3: number, latitude3: number): number | null {
  const first = azimuth(longitude2, latitude2, longitude1, latitude1);
  const second = azimuth(longitude2, latitude2, longitude3, latitude3);
  return first === null || second === null ? null : positive(second - first);
}

function positive(radians: number): number {
  return radians < 0 ? radians + whole : radians;
}

/** `geo_line_centroid`: the centre of mass of the edges, of several lines of their union, as GeoJSON. */
export function lineCentroid(json: string): string | null {
  const lines = linesOf(json);
  if (!lines) return null;
  let sum: Vector = [0, 0, 0];
  for (const [a, b] of edgesOfUnion(lines)) {
    const both = blend(a, 1, b, 1);
    const apart = Math.hypot(...blend(a, 1, b, -1));
    if (apart > 0) sum = blend(sum, 1, both, apart / Math.hypot(...both));
  }
  return pointJson(positionOf(unit(sum)));
}
