/** How gaps are filled. */
export interface LinearFill {
  /** Whether the gaps at both ends take the nearest value. */
  readonly edges: boolean;
  /** What a series of gaps alone becomes. */
  readonly otherwise: number | null;
}

/** Fills gaps with points on the line between their neighbours; whole numbers stay whole. Source: "series_fill_linear()". */
export function fillLinear(values: readonly (number | null)[], { edges, otherwise }: LinearFill, areWhole: boolean): (number | null)[] {
  if (values.every((value) => value === null)) return values.map(() => otherwise);
  const result = [...values];
  let before = -1;
  for (let index = 0; index <= values.length; index++) {
    if (index < values.length && values[index] === null) continue;
    fillGap(result, before, index, edges, areWhole);
    before = index;
  }
  return result;
}

/** The gap between two places; -1 and the length stand for the ends. */
function fillGap(result: (number | null)[], before: number, after: number, edges: boolean, areWhole: boolean): void {
  const [left, right] = [result[before] ?? null, result[after] ?? null];
  for (let index = before + 1; index < after; index++) {
    if (left !== null && right !== null) {
      const point = left + ((right - left) * (index - before)) / (after - before);
      result[index] = areWhole ? Math.trunc(point) : point;
    } else if (edges) result[index] = left ?? right;
  }
}
