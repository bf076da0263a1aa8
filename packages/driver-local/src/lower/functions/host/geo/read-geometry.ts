import { parseJson } from "../dynamic-json.js";
import { meetingsOf, wayOf } from "./arcs.js";
import { keepResults } from "./keep-results.js";
import { edgesOfRing, ringsOf } from "./rings.js";
import { angle, type Position, vectorOf } from "./sphere.js";

/** Whether a longitude and a latitude are on the globe. */
export function isOnGlobe(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

/** A line of positions. */
export type Line = readonly Position[];

/** The lines of a GeoJSON LineString or MultiLineString; undefined if it is none, a line has fewer than two points, or an edge spans half the globe. */
export const linesOf = keepResults((json: string): readonly Line[] | undefined => {
  const { type, coordinates } = geometryOf(json);
  if (type === "LineString") return allLines([coordinates]);
  return type === "MultiLineString" && Array.isArray(coordinates) ? allLines(coordinates) : undefined;
});

/**
 * The polygons of a GeoJSON Polygon or MultiPolygon, each its shell and holes, closed; undefined if it is none, or a ring is not
 * valid: it must not cross another one or itself, nor share an edge.
 */
export const polygonsOf = keepResults((json: string): readonly (readonly Line[])[] | undefined => {
  const { type, coordinates } = geometryOf(json);
  const all = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : undefined;
  if (!Array.isArray(all) || all.length === 0) return undefined;
  const polygons = all.map(readRings);
  return polygons.every((rings) => rings !== undefined) ? polygons : undefined;
});

/** A geometry's type and coordinates. */
export function geometryOf(json: string): { readonly type?: unknown; readonly coordinates?: unknown } {
  const value = parseJson(json);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function allLines(coordinates: readonly unknown[]): Position[][] | undefined {
  const lines = coordinates.map(positionsOf);
  return lines.length > 0 && lines.every((line) => line !== undefined && line.length >= 2 && differ(line) && !hasHalfTurn(line)) ? (lines as Position[][]) : undefined;
}

function differ(line: readonly Position[]): boolean {
  return line.some(([longitude, latitude]) => longitude !== line[0]?.[0] || latitude !== line[0]?.[1]);
}

/** Whether an edge goes from a point to the opposite one: no geodesic is the shortest. */
function hasHalfTurn(line: Line): boolean {
  return line.slice(1).some((end, index) => Math.PI - angle(vectorOf(line[index] ?? end), vectorOf(end)) < 1e-14);
}

function readRings(coordinates: unknown): Position[][] | undefined {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return undefined;
  const rings = coordinates.map(positionsOf);
  const areRings = rings.every((ring) => ring !== undefined && isRing(ring) && !hasHalfTurn(ring));
  return areRings && areApart(rings as Position[][]) ? (rings as Position[][]) : undefined;
}

/** Whether no edges of the rings cross, and no two are the same. */
function areApart(rings: readonly Line[]): boolean {
  const arcs = ringsOf(rings).flatMap((ring) => edgesOfRing(ring).map((edge) => ({ ...edge, owner: 0 })));
  const ways = new Set<string>();
  for (const { from, to } of arcs) {
    if (ways.has(wayOf(from, to)) || ways.has(wayOf(to, from))) return false;
    ways.add(wayOf(from, to));
  }
  return !meetingsOf(arcs, true).some(({ isCrossing }) => isCrossing);
}

/** Closed, with at least three corners, and no corner twice. */
function isRing(ring: readonly Position[]): boolean {
  const corners = new Set(ring.map((position) => position.join()));
  return ring.length >= 4 && ring[0]?.join() === ring.at(-1)?.join() && corners.size === ring.length - 1;
}

function positionsOf(coordinates: unknown): Position[] | undefined {
  if (!Array.isArray(coordinates)) return undefined;
  const positions = coordinates.map(readPosition);
  return positions.every((position) => position !== undefined) ? positions : undefined;
}

function readPosition(item: unknown): Position | undefined {
  if (!Array.isArray(item)) return undefined;
  const [longitude, latitude] = item as unknown[];
  return typeof longitude === "number" && typeof latitude === "number" && isOnGlobe(longitude, latitude) ? [longitude, latitude] : undefined;
}

/** GeoJSON of a point. */
export function pointJson(position: Position): string {
  return JSON.stringify({ type: "Point", coordinates: position });
}
