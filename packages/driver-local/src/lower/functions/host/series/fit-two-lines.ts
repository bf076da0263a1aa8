import { fitLine, residualVariance, rsquareOf, sampleVariance, type LineFit } from "./fit-line.js";

/** Two lines, one on each side of a place. */
export interface TwoLinesFit {
  readonly rsquare: number;
  /** The first place of the right side. */
  readonly split: number;
  readonly variance: number;
  readonly rvariance: number;
  readonly fit: readonly number[];
  readonly left: LineFit;
  readonly right: LineFit;
}

/**
 * The split at which a line on each side explains most, the first one of equals. Each side has at least two points, as a line
 * through one point explains nothing. Source: "series_fit_2lines()".
 */
export function fitTwoLines(values: readonly number[]): TwoLinesFit {
  const split = bestSplit(values);
  const left = fitLine(values.slice(0, split));
  const right = fitLine(values.slice(split));
  const fit = [...left.fit, ...right.fit];
  return { rsquare: rsquareOf(values, fit), split, variance: sampleVariance(values), rvariance: residualVariance(values, fit), fit, left, right };
}

/** By running sums, so that a long series does not take the square of its length. */
function bestSplit(values: readonly number[]): number {
  const fromLeft = residues(values);
  const fromRight = residues([...values].reverse());
  let best = Math.min(2, values.length - 1);
  let least = Infinity;
  for (let split = 2; split <= values.length - 2; split++) {
    const left = (fromLeft[split] ?? 0) + (fromRight[values.length - split] ?? 0);
    if (left < least) {
      least = left;
      best = split;
    }
  }
  return best;
}

/** What a line leaves of the first n values, for each n. */
function residues(values: readonly number[]): number[] {
  const shift = values[0] ?? 0;
  const result = [0];
  let sum = 0, squares = 0, products = 0;
  values.forEach((value, index) => {
    const y = value - shift;
    sum += y;
    squares += y * y;
    products += index * y;
    const count = index + 1;
    const ofPlaces = (count * (count * count - 1)) / 12;
    const ofProducts = products - (sum * index) / 2;
    result.push(Math.max(0, squares - (sum * sum) / count - (ofPlaces === 0 ? 0 : (ofProducts * ofProducts) / ofPlaces)));
  });
  return result;
}
