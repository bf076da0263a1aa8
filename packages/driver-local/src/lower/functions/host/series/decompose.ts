import { fitLine, meanOf } from "./fit-line.js";
import { quantile } from "./outliers.js";
import { detectPeriods } from "./periods.js";

/** A series taken apart. */
export interface Decomposition {
  readonly baseline: readonly number[];
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly residual: readonly number[];
}

/** How a series is taken apart. */
export interface DecomposeOptions {
  /** Bins of the period: -1 looks for it, 0 takes none. */
  readonly period: number;
  readonly trend: "avg" | "linefit" | "none";
  /** How many values at the end are not learned from. */
  readonly testPoints: number;
  /** The least score of a period that was looked for. */
  readonly threshold: number;
}

/** The period of a series: the one given, or the best one found; 0 if there is none. */
export function periodOf(values: readonly number[], period: number, threshold: number): number {
  if (period !== -1) return period;
  const [best] = detectPeriods(values, 4, values.length / 2, 1);
  return best && best.strength >= threshold ? best.length : 0;
}

/** The median of the values of each phase, at each place; zeros without a period. Source: "series_seasonal()". */
export function seasonalOf(values: readonly number[], period: number, trained = values.length): number[] {
  if (period < 1 || period > trained) return values.map(() => 0);
  const phases = Array.from({ length: period }, (): number[] => []);
  values.slice(0, trained).forEach((value, index) => phases[index % period]?.push(value));
  const medians = phases.map((phase) => quantile(phase.sort((a, b) => a - b), 0.5));
  return values.map((_, index) => medians[index % period] ?? 0);
}

/** Season, then trend, then what is left. Source: "series_decompose()". */
export function decompose(values: readonly number[], options: DecomposeOptions): Decomposition {
  const trained = Math.max(1, values.length - options.testPoints);
  const learned = values.slice(0, trained);
  const seasonal = seasonalOf(values, periodOf(learned, options.period, options.threshold), trained);
  const rest = learned.map((value, index) => value - (seasonal[index] ?? 0));
  const trend = trendOf(rest, options.trend, values.length);
  const baseline = values.map((_, index) => (seasonal[index] ?? 0) + (trend[index] ?? 0));
  return { baseline, seasonal, trend, residual: values.map((value, index) => value - (baseline[index] ?? 0)) };
}

function trendOf(values: readonly number[], kind: DecomposeOptions["trend"], count: number): number[] {
  if (kind === "none") return new Array<number>(count).fill(0);
  if (kind === "avg") return new Array<number>(count).fill(meanOf(values));
  const { slope, interception } = fitLine(values);
  return Array.from({ length: count }, (_, index) => interception + slope * (index + 1));
}
