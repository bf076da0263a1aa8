import { residualVariance, rsquareOf, sampleVariance } from "./fit-line.js";

/** A polynomial by least squares. */
export interface PolynomialFit {
  readonly rsquare: number;
  /** From the highest power to the lowest. */
  readonly coefficients: readonly number[];
  readonly variance: number;
  readonly rvariance: number;
  readonly fit: readonly number[];
}

/**
 * Fits a polynomial of a degree through points by Householder's QR decomposition; undefined if there are too few points for the
 * degree, or two many at one place. Source: "series_fit_poly()".
 */
export function fitPolynomial(ys: readonly number[], xs: readonly number[], degree: number): PolynomialFit | undefined {
  const matrix = xs.map((x) => Array.from({ length: degree + 1 }, (_, power) => x ** power));
  const lowestFirst = leastSquares(matrix, [...ys]);
  if (!lowestFirst) return undefined;
  const coefficients = lowestFirst.reverse();
  const fit = xs.map((x) => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0));
  return { rsquare: rsquareOf(ys, fit), coefficients, variance: sampleVariance(ys), rvariance: residualVariance(ys, fit), fit };
}

/** Solves the matrix for the right side; both are overwritten. Columns are brought to one length: powers of great numbers drown the small ones. */
function leastSquares(matrix: number[][], right: number[]): number[] | undefined {
  const width = matrix[0]?.length ?? 0;
  if (matrix.length < width) return undefined;
  const lengths = Array.from({ length: width }, (_, column) => lengthOf(matrix.map((row) => row[column] ?? 0)));
  if (lengths.some((length) => length === 0 || !Number.isFinite(length))) return undefined;
  for (const row of matrix) row.forEach((value, column) => (row[column] = value / (lengths[column] ?? 1)));
  const solution = solve(matrix, right);
  return solution?.map((value, column) => value / (lengths[column] ?? 1));
}

function solve(matrix: number[][], right: number[]): number[] | undefined {
  const width = matrix[0]?.length ?? 0;
  for (let column = 0; column < width; column++) {
    reflect(matrix, right, column);
    if (Math.abs(matrix[column]?.[column] ?? 0) <= Number.EPSILON * width) return undefined;
  }
  const solution = new Array<number>(width).fill(0);
  for (let row = width - 1; row >= 0; row--) {
    let value = right[row] ?? 0;
    for (let column = row + 1; column < width; column++) value -= (matrix[row]?.[column] ?? 0) * (solution[column] ?? 0);
    solution[row] = value / (matrix[row]?.[row] ?? 1);
  }
  return solution;
}

/** The length of a vector, without overflow on the way. */
function lengthOf(vector: readonly number[]): number {
  const greatest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return greatest === 0 || !Number.isFinite(greatest) ? greatest : greatest * Math.sqrt(vector.reduce((sum, value) => sum + (value / greatest) ** 2, 0));
}

/** One reflection: makes the column zero below its diagonal. */
function reflect(matrix: number[][], right: number[], column: number): void {
  const vector = matrix.map((row, index) => (index < column ? 0 : row[column] ?? 0));
  const norm = lengthOf(vector);
  if (norm === 0) return;
  vector[column] = (vector[column] ?? 0) + ((vector[column] ?? 0) > 0 ? norm : -norm);
  const square = vector.reduce((sum, value) => sum + value * value, 0);
  const width = matrix[0]?.length ?? 0;
  for (let place = column; place <= width; place++) {
    const at = (row: number): number => (place === width ? right[row] : matrix[row]?.[place]) ?? 0;
    const factor = (2 * vector.reduce((sum, value, row) => sum + value * at(row), 0)) / square;
    vector.forEach((value, row) => {
      if (place === width) right[row] = at(row) - factor * value;
      else (matrix[row] ?? [])[place] = at(row) - factor * value;
    });
  }
}
