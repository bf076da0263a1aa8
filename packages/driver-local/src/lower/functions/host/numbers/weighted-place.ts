/**
 * The place, from 1, of the percentile of nearest rank among values that count as often as their weight says. Source:
 * "percentilew(), percentilesw()".
 * @param values A JSON array of numbers without gaps.
 * @param weights A JSON array of the whole numbers that belong to them; what is not above 0 does not count.
 */
export function weightedPlace(values: string, weights: string, percent: number): bigint | null {
  const numbers = JSON.parse(values) as (number | string)[];
  const counts = (JSON.parse(weights) as (number | null)[]).map((weight) => (weight !== null && weight > 0 ? weight : 0));
  const order = numbers.map((_, index) => index).filter((index) => (counts[index] ?? 0) > 0);
  order.sort((a, b) => Number(numbers[a]) - Number(numbers[b]));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rank = Math.max(1, Math.ceil((percent / 100) * total - 1e-9 * total));
  let seen = 0;
  for (const index of order) {
    seen += counts[index] ?? 0;
    if (seen >= rank) return BigInt(index + 1);
  }
  return null;
}
