/** The value below which a share (0 to 1) of sorted values lies, interpolated between neighbours. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const [below, above] = [sorted[low] ?? 0, sorted[Math.min(low + 1, sorted.length - 1)] ?? 0];
  return below + (above - below) * (place - low);
}

/**
 * Tukey's test: how far each value lies outside of the range between two quantiles, in units of that range; 0 inside and for
 * gaps. Source: "series_outliers()", which leaves the unit of scores of the custom range open.
 * @param trained How many values, from the first, the quantiles are taken from.
 */
export function outlierScores(values: readonly (number | null)[], least: number, greatest: number, trained: number): number[] {
  const sorted = values.slice(0, trained).filter((value): value is number => value !== null && Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return values.map(() => 0);
  const [low, high] = [quantile(sorted, least), quantile(sorted, greatest)];
  const range = high - low;
  return values.map((value) => {
    if (value === null) return 0;
    const outside = value > high ? value - high : value < low ? value - low : 0;
    return outside === 0 ? 0 : range === 0 ? Math.sign(outside) * Infinity : outside / range;
  });
}
