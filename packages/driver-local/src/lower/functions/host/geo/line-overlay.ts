import { type Arc, isSame, isWithin, meetingsOf, middleOf, type Piece, piecesOf, wayOf } from "./arcs.js";
import { edgesOf } from "./lines.js";
import { type Line, linesOf, polygonsOf } from "./read-geometry.js";
import { unionBoundary } from "./polygon-union.js";
import { isInPolygon, ringsOf } from "./rings.js";
import { type Position, positionOf, type Vector, vectorOf } from "./sphere.js";

/** `geo_intersection_2lines`, as GeoJSON: the points in which lines cross or touch, and the parts that both have. */
export function lineIntersection(left: string, right: string): string | null {
  const [lines, others] = [linesOf(left), linesOf(right)];
  if (!lines || !others) return null;
  const arcs = [...arcsOf(lines, 0), ...arcsOf(others, 1)];
  const meetings = meetingsOf(arcs);
  const pieces = piecesOf(arcs, meetings);
  const ways = new Set(pieces.flatMap(({ from, to, owner }) => (owner === 1 ? [wayOf(from, to), wayOf(to, from)] : [])));
  const shared = pieces.filter(({ from, to, owner }) => owner === 0 && ways.has(wayOf(from, to)));
  const corners = new Set(pieces.flatMap(({ from, to, owner }) => (owner === 1 ? [from.join(), to.join()] : [])));
  const common = pieces.flatMap(({ from, to, owner }) => (owner === 0 ? [from, to] : [])).filter((point) => corners.has(point.join()));
  return shapeOf(shared, common, namesOf([...lines, ...others]));
}

/** `geo_intersection_line_with_polygon`, as GeoJSON: the parts of lines inside of polygons, whose boundary is part of them. */
export function lineInPolygon(line: string, polygon: string): string | null {
  const [lines, polygons] = [linesOf(line), polygonsOf(polygon)];
  if (!lines || !polygons) return null;
  const shapes = polygons.map(ringsOf);
  const boundary = unionBoundary(shapes).map((edge) => ({ ...edge, owner: 1 }));
  const arcs = [...arcsOf(lines, 0), ...boundary];
  const all = piecesOf(arcs, meetingsOf(arcs));
  const ways = new Set(all.flatMap(({ from, to, owner }) => (owner === 1 ? [wayOf(from, to), wayOf(to, from)] : [])));
  const isPart = (piece: Piece): boolean => ways.has(wayOf(piece.from, piece.to)) || shapes.some((shape) => isInPolygon(middleOf(piece), shape));
  const pieces = all.filter(({ owner }) => owner === 0);
  const corners = new Set(boundary.map(({ from }) => from.join()));
  const touching = pieces.flatMap(({ from, to }) => [from, to]).filter((point) => corners.has(point.join()) || boundary.some((edge) => isWithin(point, edge)));
  return shapeOf(pieces.filter(isPart), touching, namesOf([...lines, ...polygons.flat()]));
}

function arcsOf(lines: readonly Line[], owner: number): Arc[] {
  return edgesOf(lines).map(([from, to]) => ({ from, to, owner }));
}

/** The positions of points that were given, as they were written. */
function namesOf(lines: readonly Line[]): ReadonlyMap<string, Position> {
  return new Map(lines.flat().map((position) => [vectorOf(position).join(), position]));
}

/** GeoJSON of pieces, put together where one begins at the end of the one before, and of the points that are on none of them. */
function shapeOf(pieces: readonly Piece[], points: readonly Vector[], names: ReadonlyMap<string, Position>): string {
  const chains: Vector[][] = [];
  for (const { from, to } of pieces) {
    const last = chains.at(-1);
    const end = last?.at(-1);
    if (last && end && isSame(end, from)) last.push(to);
    else chains.push([from, to]);
  }
  const onChains = new Set(chains.flat().map((point) => point.join()));
  const alone = [...new Map(points.map((point) => [point.join(), point])).values()].filter((point) => !onChains.has(point.join()));
  const write = (point: Vector): Position => names.get(point.join()) ?? positionOf(point);
  const parts = [...geometry("Point", alone.map(write)), ...geometry("LineString", chains.map((chain) => chain.map(write)))];
  return JSON.stringify(parts.length === 1 ? parts[0] : { type: "GeometryCollection", geometries: parts });
}

function geometry(type: "Point" | "LineString", coordinates: readonly unknown[]): object[] {
  if (coordinates.length === 0) return [];
  return [coordinates.length === 1 ? { type, coordinates: coordinates[0] } : { type: `Multi${type}`, coordinates }];
}
