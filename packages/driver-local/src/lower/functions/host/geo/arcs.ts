import { angle, blend, cross, dot, unit, type Vector } from "./sphere.js";

/** An edge of a shape: the geodesic from one point to another. */
export interface Arc {
  readonly from: Vector;
  readonly to: Vector;
  /** The number of the shape that it is of. */
  readonly owner: number;
}

/** Points closer than this, in radians, are one: the accuracy of an intersection in the S2 library. */
export const MERGE_RADIUS = 1.8e-15;

/** Where two arcs meet, other than at their ends: where they cross, or the end of one that lies inside the other. */
export interface Meeting {
  readonly first: number;
  readonly second: number;
  readonly point: Vector;
  /** Whether they cross, each with ends on both sides of the other. */
  readonly isCrossing: boolean;
}

/** The normal of an arc, exact for short ones too. */
export function normalOf({ from, to }: { readonly from: Vector; readonly to: Vector }): Vector {
  return cross(blend(from, 1, to, -1), blend(from, 1, to, 1));
}

/** Whether two points are the same one. */
export function isSame(a: Vector, b: Vector): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

/** All meetings of arcs of different owners, or of any if told so. */
export function meetingsOf(arcs: readonly Arc[], withinOwner = false): Meeting[] {
  const meetings: Meeting[] = [];
  for (const [first, second] of nearPairs(arcs, withinOwner)) {
    const [one, other] = [arcs[first], arcs[second]];
    if (one && other) for (const found of meetingsOfPair(one, other)) meetings.push({ ...found, first, second });
  }
  return meetings;
}

/** Pairs of arcs whose surrounding balls meet, by a sweep along one axis. */
function* nearPairs(arcs: readonly Arc[], withinOwner: boolean): Generator<readonly [number, number]> {
  const balls = arcs.map(({ from, to }) => ({ middle: blend(from, 0.5, to, 0.5), radius: Math.hypot(...blend(from, 0.5, to, -0.5)) + 1e-12 }));
  const order = [...balls.keys()].sort((a, b) => startOf(balls[a]) - startOf(balls[b]));
  let active: number[] = [];
  for (const index of order) {
    const ball = balls[index];
    if (!ball) continue;
    active = active.filter((other) => endOf(balls[other]) >= startOf(ball));
    for (const other of active) {
      const near = balls[other];
      if (!withinOwner && arcs[other]?.owner === arcs[index]?.owner) continue;
      if (near && Math.hypot(...blend(ball.middle, 1, near.middle, -1)) <= ball.radius + near.radius) yield other < index ? [other, index] : [index, other];
    }
    active.push(index);
  }
}

interface Ball {
  readonly middle: Vector;
  readonly radius: number;
}

function startOf(ball: Ball | undefined): number {
  return ball ? ball.middle[0] - ball.radius : 0;
}

function endOf(ball: Ball | undefined): number {
  return ball ? ball.middle[0] + ball.radius : 0;
}

function meetingsOfPair(one: Arc, other: Arc): { readonly point: Vector; readonly isCrossing: boolean }[] {
  const touches = [one.from, one.to].filter((end) => isWithin(end, other)).concat([other.from, other.to].filter((end) => isWithin(end, one)));
  if (touches.length > 0) return touches.map((point) => ({ point, isCrossing: false }));
  const point = crossingOf(one, other);
  return point ? [{ point, isCrossing: true }] : [];
}

/** Whether a point lies on an arc, between its ends. */
export function isWithin(point: Vector, arc: Arc): boolean {
  const normal = normalOf(arc);
  const length = Math.hypot(...normal);
  if (length === 0 || isSame(point, arc.from) || isSame(point, arc.to)) return false;
  if (Math.abs(dot(point, normal)) > MERGE_RADIUS * length) return false;
  const isBetween = dot(cross(normal, arc.from), point) > 0 && dot(cross(arc.to, normal), point) > 0;
  return isBetween && angle(point, arc.from) > MERGE_RADIUS && angle(point, arc.to) > MERGE_RADIUS;
}

/** The point in which two arcs cross, each with ends on both sides of the other. */
function crossingOf(one: Arc, other: Arc): Vector | undefined {
  if ([other.from, other.to].some((end) => isSame(end, one.from) || isSame(end, one.to))) return undefined;
  const [first, second] = [normalOf(one), normalOf(other)];
  const sides = [-dot(first, other.from), dot(first, other.to), -dot(second, one.to), dot(second, one.from)];
  if (!sides.every((side) => side > 0) && !sides.every((side) => side < 0)) return undefined;
  const point = unit(cross(first, second));
  const near = blend(blend(one.from, 1, one.to, 1), 1, blend(other.from, 1, other.to, 1), 1);
  return dot(point, near) < 0 ? [-point[0], -point[1], -point[2]] : point;
}

/** A part of an arc between two meetings. */
export interface Piece extends Arc {
  /** The place of the arc that it is of. */
  readonly arc: number;
}

/** The arcs cut at their meetings, in their order. */
export function piecesOf(arcs: readonly Arc[], meetings: readonly Meeting[]): Piece[] {
  const cuts = new Map<number, Vector[]>();
  for (const { first, second, point } of meetings)
    for (const arc of [first, second]) cuts.set(arc, [...(cuts.get(arc) ?? []), point]);
  return arcs.flatMap((arc, index) => {
    const inner = (cuts.get(index) ?? []).filter((point) => !isSame(point, arc.from) && !isSame(point, arc.to));
    const points = [arc.from, ...inner.sort((a, b) => angle(arc.from, a) - angle(arc.from, b)), arc.to];
    return points.slice(1).flatMap((to, place) => {
      const from = points[place] ?? to;
      return isSame(from, to) ? [] : [{ from, to, owner: arc.owner, arc: index }];
    });
  });
}

/** The middle of an arc. */
export function middleOf({ from, to }: Arc): Vector {
  return unit(blend(from, 1, to, 1));
}

/** The name of the way from one point to another. */
export function wayOf(from: Vector, to: Vector): string {
  return `${from.join()}>${to.join()}`;
}
