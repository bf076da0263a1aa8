import type { KqlType } from "@huntkit/provider";
import { call, constant, nullOf } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { type FunctionCall, type FunctionRow, type FunctionTable, plain, shaped } from "./function-row.js";
import { dynamicFrom } from "./series-analysis.table.js";

const rules = { rules: [300] };
const cells = { rules: [301] };

/** A function whose result is GeoJSON or an array. */
function shape(name: string, takes: readonly KqlType[], extras: { readonly rules: readonly number[] } = rules): FunctionRow {
  return shaped(takes.join(", "), "dynamic", (each) => dynamicFrom(name, ...each.arguments.map((_, index) => each.as(index, takes[index] ?? "dynamic"))), extras);
}

/** A function whose last argument may be absent or null. */
function withOptional(name: string, takes: readonly KqlType[], gives: KqlType, extras: { readonly rules: readonly number[] }): FunctionRow {
  const absent = nullOf(takes.at(-1) === "real" ? "DOUBLE" : "BIGINT");
  const lower = (each: FunctionCall) => {
    const given = takes.map((type, index) => (each.arguments[index] ? each.as(index, type) : absent));
    return gives === "dynamic" ? dynamicFrom(name, ...given) : call(name, ...given);
  };
  return shaped(`${takes.join(", ")}?`, gives, lower, extras);
}

/** A cell of a point: the level may be absent, and a level that is null gives the empty text. */
function cellOfPoint(name: string, usual: number): FunctionRow {
  const lower = (each: FunctionCall) => call("coalesce", call(name, each.as(0, "real"), each.as(1, "real"), each.arguments[2] ? each.as(2, "long") : constant(usual)), constant(""));
  return shaped("real, real, long?", "string", lower, { nulls: "text", ...cells });
}

/** The cells that cover a shape: the level and the radius around it may be absent. */
function covering(name: string): FunctionRow {
  const lower = (each: FunctionCall) =>
    dynamicFrom(name, each.as(0, "dynamic"), each.arguments[1] ? each.as(1, "long") : constant(11), each.arguments[2] ? each.as(2, "real") : constant(0, "DOUBLE"));
  return shaped("dynamic, long?, real?", "dynamic", lower, cells);
}

/** `geo_polygon_to_h3cells(polygon, resolution)`. With a radius it would need the polygon enlarged, as `geo_polygon_buffer()` does it. */
function cellsOfPolygon(each: FunctionCall): SqlExpression {
  if (each.arguments[2] && Number(each.literal(2) ?? Number.NaN) !== 0) return each.refuse("It takes no radius around the polygon: the service's way to enlarge shapes is not documented.");
  return dynamicFrom("host_h3_cover", each.as(0, "dynamic"), each.arguments[1] ? each.as(1, "long") : constant(6));
}

/** Functions of geography, on a sphere with edges that are geodesics. Source: the pages of the functions. */
export const geoFunctions: FunctionTable = {
  geo_distance_2points: plain("host_geo_distance", ["real", "real", "real", "real"], "real", rules),
  geo_point_in_circle: plain("host_geo_in_circle", ["real", "real", "real", "real", "real"], "bool", rules),
  geo_point_in_polygon: plain("host_geo_in_polygon", ["real", "real", "dynamic"], "bool", rules),
  geo_line_length: plain("host_geo_line_length", ["dynamic"], "real", rules),
  geo_polygon_perimeter: plain("host_geo_perimeter", ["dynamic"], "real", rules),
  geo_polygon_area: plain("host_geo_area", ["dynamic"], "real", rules),
  geo_polygon_centroid: shape("host_geo_centroid", ["dynamic"]),
  geo_distance_point_to_line: plain("host_geo_point_to_line", ["real", "real", "dynamic"], "real", rules),
  geo_distance_point_to_polygon: plain("host_geo_point_to_polygon", ["real", "real", "dynamic"], "real", rules),
  geo_closest_point_on_line: shape("host_geo_closest_on_line", ["real", "real", "dynamic"]),
  geo_closest_point_on_polygon: shape("host_geo_closest_on_polygon", ["real", "real", "dynamic"]),
  geo_line_locate_point: plain("host_geo_locate_point", ["dynamic", "real", "real"], "real", rules),
  geo_line_interpolate_point: shape("host_geo_interpolate_point", ["dynamic", "real"]),
  geo_line_densify: withOptional("host_geo_densify_line", ["dynamic", "real"], "dynamic", rules),
  geo_polygon_densify: withOptional("host_geo_densify_polygon", ["dynamic", "real"], "dynamic", rules),
  geo_intersects_2lines: plain("host_geo_lines_meet", ["dynamic", "dynamic"], "bool", rules),
  geo_intersects_line_with_polygon: plain("host_geo_line_meets_polygon", ["dynamic", "dynamic"], "bool", rules),
  geo_intersects_2polygons: plain("host_geo_polygons_meet", ["dynamic", "dynamic"], "bool", rules),
  geo_intersection_2lines: shape("host_geo_line_intersection", ["dynamic", "dynamic"], { rules: [304] }),
  geo_intersection_line_with_polygon: shape("host_geo_line_in_polygon", ["dynamic", "dynamic"], { rules: [304] }),
  geo_point_to_geohash: cellOfPoint("host_geohash", 5),
  geo_geohash_to_central_point: shape("host_geohash_centre", ["string"], cells),
  geo_info_from_ip_address: shape("host_geo_info_from_ip", ["string"], { rules: [303] }),
  geo_geohash_to_polygon: shape("host_geohash_polygon", ["string"], cells),
  geo_geohash_neighbors: shape("host_geohash_neighbours", ["string"], cells),
  geo_azimuth: plain("host_geo_azimuth", ["real", "real", "real", "real"], "real", rules),
  geo_angle: plain("host_geo_angle", ["real", "real", "real", "real", "real", "real"], "real", rules),
  geo_line_centroid: shape("host_geo_line_centroid", ["dynamic"]),
  geo_from_wkt: shape("host_geo_from_wkt", ["string"]),
  geo_point_to_s2cell: cellOfPoint("host_s2_cell", 11),
  geo_s2cell_to_central_point: shape("host_s2_centre", ["string"], cells),
  geo_s2cell_to_polygon: shape("host_s2_polygon", ["string"], cells),
  geo_s2cell_neighbors: shape("host_s2_neighbours", ["string"], cells),
  geo_polygon_to_s2cells: covering("host_s2_cover"),
  geo_line_to_s2cells: covering("host_s2_cover_line"),
  geo_point_to_h3cell: cellOfPoint("host_h3_cell", 6),
  geo_polygon_to_h3cells: shaped("dynamic, long?, real?", "dynamic", cellsOfPolygon, cells),
  geo_h3cell_level: plain("host_h3_level", ["string"], "long", cells),
  geo_h3cell_to_central_point: shape("host_h3_centre", ["string"], cells),
  geo_h3cell_to_polygon: shape("host_h3_polygon", ["string"], cells),
  geo_h3cell_neighbors: shape("host_h3_neighbours", ["string"], cells),
  geo_h3cell_rings: shape("host_h3_rings", ["string", "long"], cells),
  geo_h3cell_parent: withOptional("host_h3_parent", ["string", "long"], "string", cells),
  geo_h3cell_children: withOptional("host_h3_children", ["string", "long"], "dynamic", cells),
};
