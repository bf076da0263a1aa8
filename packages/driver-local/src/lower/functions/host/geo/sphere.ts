/** The radius of the Earth that the service measures with, in metres (page geo_distance_2points: a sphere). */
export const EARTH_RADIUS_METRES = 6371010;

/** A point on the unit sphere. */
export type Vector = readonly [number, number, number];

/** Longitude and latitude in degrees, in this order, as in GeoJSON. */
export type Position = readonly [number, number];

const degree = Math.PI / 180;

/** The point of a longitude and a latitude. */
export function vectorOf([longitude, latitude]: Position): Vector {
  const across = Math.cos(latitude * degree);
  return [across * Math.cos(longitude * degree), across * Math.sin(longitude * degree), Math.sin(latitude * degree)];
}

/** Longitude and latitude of a point. */
export function positionOf([x, y, z]: Vector): Position {
  return [Math.atan2(y, x) / degree, Math.atan2(z, Math.hypot(x, y)) / degree];
}

/** The dot product. */
export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** The cross product. */
export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** A weighted sum of two vectors. */
export function blend(a: Vector, atA: number, b: Vector, atB: number): Vector {
  return [a[0] * atA + b[0] * atB, a[1] * atA + b[1] * atB, a[2] * atA + b[2] * atB];
}

/** A vector of length 1 in the same direction. */
export function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

/** The angle between two points, in radians; exact for small angles too. */
export function angle(a: Vector, b: Vector): number {
  return Math.atan2(Math.hypot(...cross(a, b)), dot(a, b));
}

/** The point at a fraction of the way from one point to another along the geodesic. */
export function alongEdge(a: Vector, b: Vector, fraction: number): Vector {
  const whole = angle(a, b);
  const sine = Math.sin(whole);
  if (sine === 0) return a;
  return unit(blend(a, Math.sin((1 - fraction) * whole) / sine, b, Math.sin(fraction * whole) / sine));
}

/** The point of an edge that is closest to a point. */
export function closestOnEdge(point: Vector, a: Vector, b: Vector): Vector {
  const normal = cross(a, b);
  if (Math.hypot(...normal) === 0) return a;
  const pole = unit(normal);
  const projected = blend(point, 1, pole, -dot(point, pole));
  const within = dot(cross(normal, a), projected) > 0 && dot(cross(b, normal), projected) > 0;
  if (within) return unit(projected);
  return angle(point, a) <= angle(point, b) ? a : b;
}
