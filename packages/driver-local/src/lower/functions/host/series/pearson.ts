import { meanOf } from "./fit-line.js";

/** Pearson's correlation of two series of equal length, from -1 to 1; NaN where one of them does not vary. Source: "series_pearson_correlation()". */
export function pearsonOf(left: readonly number[], right: readonly number[]): number {
  const [leftMean, rightMean] = [meanOf(left), meanOf(right)];
  let [products, leftSquares, rightSquares] = [0, 0, 0];
  left.forEach((value, index) => {
    const [x, y] = [value - leftMean, (right[index] ?? 0) - rightMean];
    products += x * y;
    leftSquares += x * x;
    rightSquares += y * y;
  });
  return Math.max(-1, Math.min(1, products / Math.sqrt(leftSquares * rightSquares)));
}
