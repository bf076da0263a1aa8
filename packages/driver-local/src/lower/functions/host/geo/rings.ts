import { angle, blend, cross, dot, type Position, unit, type Vector, vectorOf } from "./sphere.js";

/** A ring as points without the repeated last one. */
export type Ring = readonly Vector[];

/** A polygon as rings: its shell, then its holes. */
export type Polygon = readonly Ring[];

/** The rings of a polygon of GeoJSON. */
export function ringsOf(polygon: readonly (readonly Position[])[]): Polygon {
  return polygon.map((ring) => ring.slice(0, -1).map(vectorOf));
}

/** Whether a point is inside a ring, taken as the smaller of the two areas that it bounds: the angles under which the edges are seen add up to a turn. */
export function inRing(point: Vector, ring: Ring): boolean {
  let turns = 0;
  ring.forEach((corner, index) => (turns += seenAngle(point, corner, ring[(index + 1) % ring.length] ?? corner)));
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

/** Whether a point is inside a polygon and in none of its holes. */
export function isInPolygon(point: Vector, [shell, ...holes]: Polygon): boolean {
  return shell !== undefined && inRing(point, shell) && !holes.some((hole) => inRing(point, hole));
}

/** An edge of a ring. */
interface Edge {
  readonly from: Vector;
  readonly to: Vector;
}

/** The edges of a ring. */
export function edgesOfRing(ring: Ring): Edge[] {
  return ring.map((from, index) => ({ from, to: ring[(index + 1) % ring.length] ?? from }));
}

/** Whether the smaller of the areas that a ring bounds is to its left. */
export function isCounterClockwise(ring: Ring): boolean {
  const edges = edgesOfRing(ring);
  if (areFlat(edges)) return edges.reduce((sum, { from, to }) => sum + signedArea(ring[0] ?? from, from, to), 0) >= 0;
  const middle = ring.reduce<Vector>((all, corner) => blend(all, 1, corner, 1), [0, 0, 0]);
  return dot(momentOfEdges(edges), middle) >= 0;
}

/** The integral of the positions over the area to the left of edges: half the sum of their angles times their normals. */
function momentOfEdges(edges: readonly Edge[]): Vector {
  return edges.reduce<Vector>((sum, { from, to }) => {
    const normal = cross(from, to);
    const length = Math.hypot(...normal);
    return length === 0 ? sum : blend(sum, 1, normal, angle(from, to) / length / 2);
  }, [0, 0, 0]);
}

/** The area to the left of edges that make closed rings, in steradians. */
export function areaOfEdges(edges: readonly Edge[]): number {
  const [first] = edges;
  if (!first) return 0;
  const area = edges.reduce((sum, { from, to }) => sum + signedArea(first.from, from, to), 0);
  return area < -1e-9 ? area + 4 * Math.PI : Math.max(0, area);
}

/** By the tangent of the half excess; positive counter-clockwise. Of differences, so that little triangles keep their digits. */
function signedArea(a: Vector, b: Vector, c: Vector): number {
  return 2 * Math.atan2(dot(a, cross(blend(b, 1, a, -1), blend(c, 1, a, -1))), 1 + dot(a, b) + dot(b, c) + dot(c, a));
}

/** Whether an area is so small, at most a thousandth of a radian across, that it is as good as flat. */
function areFlat(edges: readonly Edge[]): boolean {
  const [first] = edges;
  return first !== undefined && edges.every(({ from }) => angle(first.from, from) < 1e-3);
}

/** The direction of the middle of the area to the left of edges that make closed rings. */
export function middleOfArea(edges: readonly Edge[]): Vector {
  const [first] = edges;
  if (!first || !areFlat(edges)) return unit(momentOfEdges(edges));
  // the normals of short edges would cancel each other but for their last digits
  const moment = edges.reduce<Vector>((sum, { from, to }) => {
    const corners = blend(blend(first.from, 1, from, 1), 1, to, 1);
    return blend(sum, 1, unit(corners), signedArea(first.from, from, to));
  }, [0, 0, 0]);
  return unit(moment);
}
