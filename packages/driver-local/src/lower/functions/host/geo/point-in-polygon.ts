import { keepResults } from "./keep-results.js";
import { isOnGlobe, polygonsOf } from "./read-geometry.js";
import { type S2, withS2 } from "./s2-cells.js";

/**
 * `geo_point_in_polygon`, by the library of S2: of polygons that adjoin, exactly one has a point of the boundary, corners included
 * (page geo_polygon_lookup plugin).
 */
export const inPolygon = withS2((library) => {
  const loopsOf = keepResults((json) => polygonsOf(json)?.map((rings) => rings.map((ring) => loopOf(library, ring))));
  return (longitude: number, latitude: number, json: string) => {
    const polygons = loopsOf(json);
    if (!polygons || !isOnGlobe(longitude, latitude)) return null;
    const point = library.Point.fromLatLng(library.LatLng.fromDegrees(latitude, longitude));
    return polygons.some((loops) => loops.filter((loop) => loop.containsPoint(point)).length % 2 === 1);
  };
});

/** A ring around the smaller of its two areas. */
function loopOf(library: S2, ring: readonly (readonly [number, number])[]): InstanceType<S2["Loop"]> {
  const loop = new library.Loop(ring.slice(0, -1).map(([longitude, latitude]) => library.Point.fromLatLng(library.LatLng.fromDegrees(latitude, longitude))));
  loop.normalize();
  return loop;
}
