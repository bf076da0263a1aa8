import { type Arc, meetingsOf, middleOf, type Piece, piecesOf, wayOf } from "./arcs.js";
import { edgesOfRing, isCounterClockwise, isInPolygon, type Polygon } from "./rings.js";
import { angle, blend, type Vector } from "./sphere.js";

/**
 * The boundary of the area that polygons cover together, with the inside on the left. What lies inside another polygon is left out,
 * and so are edges along which two of them adjoin.
 */
export function unionBoundary(polygons: readonly Polygon[]): Arc[] {
  return groupsOf(polygons).flatMap((group) => (group.length === 1 ? arcsOf(group[0] ?? [], 0) : boundaryOfGroup(group)));
}

/** Polygons in groups that may overlap: those whose surrounding circles meet, directly or through others. */
export function groupsOf(polygons: readonly Polygon[]): Polygon[][] {
  const circles = polygons.map(circleOf);
  const groups: number[][] = [];
  for (const [index, circle] of circles.entries()) {
    const near = groups.filter((group) => group.some((other) => circles[other] !== undefined && meet(circle, circles[other])));
    const merged = [...near.flat(), index];
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map((group) => group.sort((a, b) => a - b).map((index) => polygons[index] ?? []));
}

interface Circle {
  readonly middle: Vector;
  readonly radius: number;
}

/** A polygon of which no corner is a quarter of the globe away from its middle lies within the circle of its corners; others may be anywhere. */
function circleOf(polygon: Polygon): Circle {
  const corners = polygon[0] ?? [];
  const sum = corners.reduce<Vector>((all, corner) => blend(all, 1, corner, 1), [0, 0, 0]);
  const length = Math.hypot(...sum);
  if (length === 0) return { middle: [0, 0, 1], radius: Math.PI };
  const middle: Vector = [sum[0] / length, sum[1] / length, sum[2] / length];
  const radius = corners.reduce((most, corner) => Math.max(most, angle(middle, corner)), 0);
  return { middle, radius: radius >= Math.PI / 2 ? Math.PI : radius + 1e-12 };
}

function meet(one: Circle, other: Circle): boolean {
  return angle(one.middle, other.middle) <= one.radius + other.radius;
}

/** The edges of a polygon with the inside on the left: shells run counter-clockwise, holes clockwise. */
export function arcsOf(polygon: Polygon, owner: number): Arc[] {
  return polygon.flatMap((ring, index) => {
    const ordered = isCounterClockwise(ring) === (index === 0) ? ring : [...ring].reverse();
    return edgesOfRing(ordered).map((edge) => ({ ...edge, owner }));
  });
}

function boundaryOfGroup(polygons: readonly Polygon[]): Arc[] {
  const arcs = polygons.flatMap(arcsOf);
  const pieces = piecesOf(arcs, meetingsOf(arcs));
  const owners = new Map<string, number[]>();
  for (const { from, to, owner } of pieces) owners.set(wayOf(from, to), [...(owners.get(wayOf(from, to)) ?? []), owner]);
  return pieces.filter((piece) => isOutside(piece, polygons, owners));
}

/** Whether a piece of the boundary of one polygon is on the boundary of all together. */
function isOutside(piece: Piece, polygons: readonly Polygon[], owners: ReadonlyMap<string, readonly number[]>): boolean {
  if (owners.has(wayOf(piece.to, piece.from))) return false;
  const along = owners.get(wayOf(piece.from, piece.to)) ?? [];
  if (along.some((owner) => owner < piece.owner)) return false;
  const middle = middleOf(piece);
  return !polygons.some((polygon, owner) => !along.includes(owner) && isInPolygon(middle, polygon));
}
