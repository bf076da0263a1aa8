/** A straight line through the points (1, y1), (2, y2), … by least squares: the page's example counts places from 1. Variances are those of samples. */
export interface LineFit {
  readonly rsquare: number;
  readonly slope: number;
  readonly variance: number;
  /** The variance of what is left. */
  readonly rvariance: number;
  readonly interception: number;
  /** The line's value at each place. */
  readonly fit: readonly number[];
}

/** The mean. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sum of the squares of the distances from the mean. */
export function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** The variance of a sample; 0 of fewer than two values. */
export function sampleVariance(values: readonly number[]): number {
  return values.length < 2 ? 0 : squaresOf(values) / (values.length - 1);
}

/** How much of the variance a fit explains: 1 where nothing is left, 0 where there was nothing to explain. */
export function rsquareOf(values: readonly number[], fit: readonly number[]): number {
  const all = squaresOf(values);
  const left = values.reduce((sum, value, index) => sum + (value - (fit[index] ?? 0)) ** 2, 0);
  return all === 0 ? (left === 0 ? 1 : 0) : Math.max(0, 1 - left / all);
}

/** The variance of what a fit leaves. */
export function residualVariance(values: readonly number[], fit: readonly number[]): number {
  return sampleVariance(values.map((value, index) => value - (fit[index] ?? 0)));
}

/** Fits a line. Source: "series_fit_line()". */
export function fitLine(values: readonly number[]): LineFit {
  const middle = (values.length + 1) / 2;
  const mean = meanOf(values);
  let products = 0;
  let squares = 0;
  values.forEach((value, index) => {
    products += (index + 1 - middle) * (value - mean);
    squares += (index + 1 - middle) ** 2;
  });
  const slope = squares === 0 ? 0 : products / squares;
  const interception = mean - slope * middle;
  const fit = values.map((_, index) => interception + slope * (index + 1));
  return { rsquare: rsquareOf(values, fit), slope, variance: sampleVariance(values), rvariance: residualVariance(values, fit), interception, fit };
}
