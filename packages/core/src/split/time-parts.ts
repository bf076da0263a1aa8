import { KqlDateTime, type SplitRange, type TimeRange } from "@huntkit/provider";

/** A part of a query's time range. */
export interface TimePart {
  /** The stretch of time, for people and for sources that take one. */
  readonly nominal: TimeRange;
  /** The restriction: open where the part is the first or the last, so that all parts cover the time line once. */
  readonly range: SplitRange;
}

/**
 * Cuts a time range into parts of a length from its start; the last may be shorter.
 * @param isClosed Whether rows beyond the range do not belong to it; else the first and the last part reach on.
 */
export function timeParts({ start, end }: TimeRange, ticks: bigint, isClosed = false): TimePart[] {
  const seams: bigint[] = [];
  for (let at = start.ticks + ticks; at < end.ticks; at += ticks) seams.push(at);
  const bounds = [start.ticks, ...seams, end.ticks];
  return bounds.slice(1).map((to, index) => partOf(bounds[index] ?? to, to, { isFirst: index === 0 && !isClosed, isLast: index === bounds.length - 2 && !isClosed }));
}

/** The whole range as one part. */
export function wholePart(nominal: TimeRange, isClosed = false): TimePart {
  return { nominal, range: isClosed ? nominal : {} };
}

/** The halves of a part; undefined if they would be shorter than the floor. */
export function halves({ nominal, range }: TimePart, floorTicks: bigint): readonly [TimePart, TimePart] | undefined {
  const length = nominal.end.ticks - nominal.start.ticks;
  if (length / 2n < floorTicks) return undefined;
  const middle = nominal.start.ticks + length / 2n;
  return [
    partOf(nominal.start.ticks, middle, { isFirst: range.start === undefined, isLast: false }),
    partOf(middle, nominal.end.ticks, { isFirst: false, isLast: range.end === undefined }),
  ];
}

function partOf(from: bigint, to: bigint, { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean }): TimePart {
  const [start, end] = [new KqlDateTime(from), new KqlDateTime(to)];
  return { nominal: { start, end }, range: { ...(isFirst ? {} : { start }), ...(isLast ? {} : { end }) } };
}

/** Which ends of a part are open; undefined if neither is. */
export function openEnds({ range }: TimePart): "start" | "end" | "both" | undefined {
  if (range.start === undefined) return range.end === undefined ? "both" : "start";
  return range.end === undefined ? "end" : undefined;
}
