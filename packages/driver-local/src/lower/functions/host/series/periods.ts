import { fourier } from "./fourier.js";
import { fitLine, meanOf } from "./fit-line.js";

/** A period in bins and how sure it is, from 0 to 1. */
export interface Period {
  readonly length: number;
  readonly score: number;
  /** How alike the periods are, from 0 to 1: what thresholds of seasonality are compared with. */
  readonly strength: number;
}

/** The shortest period that can be found. Source: "series_periods_detect()". */
const shortest = 4;

/**
 * The autocorrelation of a series at each distance up to half of its length, as the geometric mean of the estimate that
 * divides by all values and the one that divides by the pairs.
 */
function autocorrelation(values: readonly number[]): number[] {
  const count = values.length;
  const mean = meanOf(values);
  const size = 2 ** Math.ceil(Math.log2(2 * count));
  const padded = Array.from({ length: size }, (_, index) => (index < count ? (values[index] ?? 0) - mean : 0));
  const { real, imaginary } = fourier({ real: padded, imaginary: padded.map(() => 0) }, false);
  const power = real.map((value, index) => value ** 2 + (imaginary[index] ?? 0) ** 2);
  const products = fourier({ real: power, imaginary: power.map(() => 0) }, true).real;
  const all = products[0] ?? 0;
  if (all <= Number.EPSILON * count) return [];
  return Array.from({ length: Math.floor(count / 2) + 2 }, (_, lag) => ((products[lag] ?? 0) / all) * Math.sqrt(count / Math.max(count - lag, 1)));
}

/**
 * The score of one period: its autocorrelation if it is the greatest one among the distances up to a quarter of it away, and
 * beyond what chance gives; else 0.
 */
function scoreAt(correlations: readonly number[], length: number, count: number): number {
  const lag = Math.round(length);
  if (length < shortest || lag >= count / 2) return 0;
  const score = correlations[lag] ?? 0;
  if (score <= threshold(count)) return 0;
  const reach = Math.max(1, Math.floor(lag / 4));
  for (let distance = 1; distance <= reach; distance++) {
    if ((correlations[lag - distance] ?? -1) > score || (correlations[lag + distance] ?? -1) > score) return 0;
  }
  return Math.min(1, score);
}

/** Below this a peak may be chance: about two and a half deviations of the autocorrelation of noise. */
function threshold(count: number): number {
  return 2.5 / Math.sqrt(count);
}

/** The scores of given periods. Source: "series_periods_validate()"; how a score is made is not documented. */
export function validatePeriods(values: readonly number[], lengths: readonly number[]): number[] {
  const correlations = autocorrelation(values);
  return lengths.map((length) => scoreAt(correlations, length, values.length));
}

/**
 * The periods between two lengths, by score; a multiple of one that is as good is left out. Source: "series_periods_detect()";
 * how periods are found is not documented.
 */
export function detectPeriods(values: readonly number[], least: number, greatest: number, most: number): Period[] {
  const correlations = autocorrelation(withoutTrend(values));
  const count = values.length;
  const found: Period[] = [];
  for (let length = Math.max(shortest, Math.ceil(least)); length <= Math.min(greatest, count / 2); length++) {
    const score = scoreAt(correlations, length, count);
    // the same correlation over the pairs alone: how alike the periods are, however few they are
    if (score > 0) found.push({ length, score, strength: Math.min(1, score * Math.sqrt(count / (count - length))) });
  }
  const basic = found.filter(({ length, score }) => !found.some((other) => other.length < length && isMultiple(length, other.length) && other.score >= 0.8 * score));
  return basic.sort((a, b) => b.score - a.score).slice(0, most);
}

function isMultiple(length: number, of: number): boolean {
  const times = Math.round(length / of);
  return times > 1 && Math.abs(length - times * of) <= Math.floor(times / 2);
}

/** A strong trend hides periods. */
function withoutTrend(values: readonly number[]): readonly number[] {
  const { rsquare, fit } = fitLine(values);
  return rsquare > 0.25 ? values.map((value, index) => value - (fit[index] ?? 0)) : values;
}
