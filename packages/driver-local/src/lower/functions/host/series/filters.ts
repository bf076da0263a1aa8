/**
 * A filter of finite response: each element is the sum of those before it (around it, if centered) by the coefficients; beyond
 * the ends is 0. Normalized, the coefficients add up to 1. Source: "series_fir()".
 */
export function finiteResponse(values: readonly number[], filter: readonly number[], normalize: boolean, center: boolean): number[] {
  const sum = normalize ? filter.reduce((total, coefficient) => total + coefficient, 0) : 1;
  const shift = center ? Math.floor(filter.length / 2) : 0;
  return values.map((_, index) => {
    let total = 0;
    filter.forEach((coefficient, place) => {
      total += (coefficient / sum) * (values[index + shift - place] ?? 0);
    });
    return total;
  });
}

/** A filter of infinite response, by its recursive formula. Source: "series_iir()". */
export function infiniteResponse(values: readonly number[], numerators: readonly number[], denominators: readonly number[]): number[] {
  const first = denominators[0] ?? 1;
  const result: number[] = [];
  values.forEach((_, index) => {
    let total = 0;
    numerators.forEach((coefficient, place) => (total += coefficient * (values[index - place] ?? 0)));
    denominators.forEach((coefficient, place) => (total -= place === 0 ? 0 : coefficient * (result[index - place] ?? 0)));
    result.push(total / first);
  });
  return result;
}
