import { host, type HostBody, type HostFunction, type HostFunctions, type HostType } from "../host-function.js";
import { densifyLine, densifyPolygon } from "./densify.js";
import { angleOfLines, azimuth, lineCentroid } from "./directions.js";
import { geohash, geohashCentre, geohashNeighbours, geohashPolygon } from "./geohash.js";
import { h3Centre, h3Children, h3Level, h3Neighbours, h3Parent, h3Polygon, h3Rings, pointToH3, polygonToH3 } from "./h3-cells.js";
import { closestPointOnLine, distance, distanceToLine, inCircle, interpolatePoint, lineLength, locatePoint } from "./lines.js";
import { closestPointOnPolygon, distanceToPolygon, lineMeetsPolygon, linesMeet, perimeter, polygonArea, polygonCentroid, polygonsMeet } from "./polygons.js";
import { pointToS2, s2Centre, s2Neighbours, s2Polygon } from "./s2-cells.js";
import { inPolygon } from "./point-in-polygon.js";
import { lineInPolygon, lineIntersection } from "./line-overlay.js";
import { lineToS2, polygonToS2 } from "./s2-coverings.js";
import { fromWellKnownText } from "./well-known-text.js";

const point = ["DOUBLE", "DOUBLE"] as const;
const pointAndShape = ["DOUBLE", "DOUBLE", "VARCHAR"] as const;
const shapes = ["VARCHAR", "VARCHAR"] as const;

function later(takes: readonly HostType[], gives: HostType, body: () => Promise<HostBody>, seesNulls = false): HostFunction {
  return { takes, gives, body, ...(seesNulls ? { seesNulls } : {}) };
}

/** A function that sees nulls only in its last argument: the others make its result null. */
function lastMayBeNull(body: (first: string, last: number | null) => string | null): HostBody {
  return (first: string | null, last: number | null) => (first === null ? null : body(first, last));
}

/** Functions of geography. Shapes travel as GeoJSON text. */
export const geoHosts: HostFunctions = {
  host_geo_distance: host([...point, ...point], "DOUBLE", distance),
  host_geo_in_circle: host([...point, ...point, "DOUBLE"], "BOOLEAN", inCircle),
  host_geo_in_polygon: later(pointAndShape, "BOOLEAN", inPolygon),
  host_geo_line_length: host(["VARCHAR"], "DOUBLE", lineLength),
  host_geo_perimeter: host(["VARCHAR"], "DOUBLE", perimeter),
  host_geo_area: host(["VARCHAR"], "DOUBLE", polygonArea),
  host_geo_centroid: host(["VARCHAR"], "VARCHAR", polygonCentroid),
  host_geo_point_to_line: host(pointAndShape, "DOUBLE", distanceToLine),
  host_geo_point_to_polygon: host(pointAndShape, "DOUBLE", distanceToPolygon),
  host_geo_closest_on_line: host(pointAndShape, "VARCHAR", closestPointOnLine),
  host_geo_closest_on_polygon: host(pointAndShape, "VARCHAR", closestPointOnPolygon),
  host_geo_locate_point: host(["VARCHAR", ...point], "DOUBLE", locatePoint),
  host_geo_interpolate_point: host(["VARCHAR", "DOUBLE"], "VARCHAR", interpolatePoint),
  host_geo_densify_line: host(["VARCHAR", "DOUBLE"], "VARCHAR", lastMayBeNull(densifyLine), true),
  host_geo_densify_polygon: host(["VARCHAR", "DOUBLE"], "VARCHAR", lastMayBeNull(densifyPolygon), true),
  host_geo_lines_meet: host(shapes, "BOOLEAN", linesMeet),
  host_geo_line_meets_polygon: host(shapes, "BOOLEAN", lineMeetsPolygon),
  host_geo_polygons_meet: host(shapes, "BOOLEAN", polygonsMeet),
  host_geohash: host([...point, "BIGINT"], "VARCHAR", geohash),
  host_geohash_centre: host(["VARCHAR"], "VARCHAR", geohashCentre),
  host_geohash_polygon: host(["VARCHAR"], "VARCHAR", geohashPolygon),
  host_geohash_neighbours: host(["VARCHAR"], "VARCHAR", geohashNeighbours),
  host_geo_azimuth: host([...point, ...point], "DOUBLE", azimuth),
  host_geo_angle: host([...point, ...point, ...point], "DOUBLE", angleOfLines),
  host_geo_line_centroid: host(["VARCHAR"], "VARCHAR", lineCentroid),
  host_geo_from_wkt: host(["VARCHAR"], "VARCHAR", fromWellKnownText),
  host_s2_cell: later([...point, "BIGINT"], "VARCHAR", pointToS2),
  host_s2_centre: later(["VARCHAR"], "VARCHAR", s2Centre),
  host_s2_polygon: later(["VARCHAR"], "VARCHAR", s2Polygon),
  host_s2_neighbours: later(["VARCHAR"], "VARCHAR", s2Neighbours),
  host_s2_cover: later(["VARCHAR", "BIGINT", "DOUBLE"], "VARCHAR", polygonToS2),
  host_s2_cover_line: later(["VARCHAR", "BIGINT", "DOUBLE"], "VARCHAR", lineToS2),
  host_geo_line_intersection: host(shapes, "VARCHAR", lineIntersection),
  host_geo_line_in_polygon: host(shapes, "VARCHAR", lineInPolygon),
  host_h3_cover: later(["VARCHAR", "BIGINT"], "VARCHAR", polygonToH3),
  host_h3_cell: later([...point, "BIGINT"], "VARCHAR", pointToH3),
  host_h3_level: later(["VARCHAR"], "BIGINT", h3Level),
  host_h3_centre: later(["VARCHAR"], "VARCHAR", h3Centre),
  host_h3_polygon: later(["VARCHAR"], "VARCHAR", h3Polygon),
  host_h3_neighbours: later(["VARCHAR"], "VARCHAR", h3Neighbours),
  host_h3_rings: later(["VARCHAR", "BIGINT"], "VARCHAR", h3Rings),
  host_h3_parent: later(["VARCHAR", "BIGINT"], "VARCHAR", h3Parent, true),
  host_h3_children: later(["VARCHAR", "BIGINT"], "VARCHAR", h3Children, true),
};
