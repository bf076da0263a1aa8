/** A point of a digest: a value and how many values it stands for. */
export interface Centroid {
  readonly value: number;
  readonly weight: number;
}

/**
 * A sketch of how values are distributed: each point is one of the values and stands for its neighbours, few at the ends and
 * more in the middle. Up to a few thousand different values it is exact. Source: "tdigest() (aggregation function)"; the form
 * is not the service's.
 */
export type Digest = readonly Centroid[];

const mostCentroids = 4_096;

/** A digest of points in any order. */
export function digestOf(points: readonly Centroid[]): Digest {
  const sorted = [...points].filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const distinct: Centroid[] = [];
  for (const point of sorted) {
    const last = distinct.at(-1);
    if (last?.value === point.value) distinct[distinct.length - 1] = { value: point.value, weight: last.weight + point.weight };
    else distinct.push(point);
  }
  return distinct.length <= mostCentroids ? distinct : compressed(distinct);
}

/** Neighbours are put together while they stand for less than a place in the distribution allows: 4 n q (1 - q) / c. */
function compressed(points: readonly Centroid[]): Digest {
  const total = weightOf(points);
  const result: Centroid[] = [];
  let before = 0;
  let current: Centroid | undefined;
  for (const point of points) {
    const weight: number = (current?.weight ?? 0) + point.weight;
    const share = (before + weight / 2) / total;
    if (current && weight > Math.max(1, (8 * total * share * (1 - share)) / mostCentroids)) {
      before += current.weight;
      result.push(current);
      current = point;
    } else current = { value: current && current.weight > point.weight ? current.value : point.value, weight };
  }
  return current ? [...result, current] : result;
}

/** How many values a digest stands for. */
export function weightOf(digest: Digest): number {
  return digest.reduce((sum, { weight }) => sum + weight, 0);
}

/** The value of nearest rank; undefined of an empty digest. */
export function percentileOf(digest: Digest, percent: number): number | undefined {
  const rank = Math.max(1, Math.ceil((percent / 100) * weightOf(digest) - 1e-9));
  let seen = 0;
  for (const { value, weight } of digest) {
    seen += weight;
    if (seen >= rank) return value;
  }
  return digest.at(-1)?.value;
}

/** About how many values are not above one. */
export function rankOf(digest: Digest, value: number): number {
  return digest.reduce((sum, centroid) => (centroid.value <= value ? sum + centroid.weight : sum), 0);
}
