import { bagJson, completeNumbersOf, numbersOf, realJson, realsJson } from "../dynamic-json.js";
import { host, type HostFunctions } from "../host-function.js";
import { decompose, periodOf, seasonalOf, type DecomposeOptions } from "./decompose.js";
import { fillJson } from "./fill.js";
import { fillLinearJson } from "./fill-linear.js";
import { finiteResponse, infiniteResponse } from "./filters.js";
import { fitLine, type LineFit } from "./fit-line.js";
import { fitPolynomial } from "./fit-polynomial.js";
import { fitTwoLines } from "./fit-two-lines.js";
import { fourier } from "./fourier.js";
import { outlierScores } from "./outliers.js";
import { pearsonOf } from "./pearson.js";
import { detectPeriods, validatePeriods } from "./periods.js";

type Real = number | null;

/** The longest array of KQL's series. */
const longest = 1_048_576;

function ofNumbers(json: string, work: (values: number[]) => string | null): string | null {
  const values = completeNumbersOf(json);
  return values && values.length <= longest ? work(values) : null;
}

function lineJson({ rsquare, slope, variance, rvariance, interception, fit }: LineFit): string {
  return bagJson({
    rsquare: realJson(rsquare), slope: realJson(slope), variance: realJson(variance), rvariance: realJson(rvariance), interception: realJson(interception), line_fit: realsJson(fit),
  });
}

function sideJson({ rsquare, slope, interception, variance, rvariance }: LineFit): string {
  return bagJson({ rsquare: realJson(rsquare), slope: realJson(slope), interception: realJson(interception), variance: realJson(variance), rvariance: realJson(rvariance) });
}

function twoLinesJson(values: number[]): string | null {
  if (values.length < 2) return null;
  const { rsquare, split, variance, rvariance, fit, left, right } = fitTwoLines(values);
  return bagJson({
    rsquare: realJson(rsquare), split_idx: String(split), variance: realJson(variance), rvariance: realJson(rvariance), line_fit: realsJson(fit), right: sideJson(right), left: sideJson(left),
  });
}

function polynomialJson(json: string, places: string | null, degree: number): string | null {
  const values = completeNumbersOf(json);
  const xs = places === null ? values?.map((_, index) => index + 1) : completeNumbersOf(places);
  if (!values || !xs || xs.length !== values.length || degree < 0 || degree > 100) return null;
  const fit = fitPolynomial(values, xs, degree);
  if (!fit) return null;
  return bagJson({ rsquare: realJson(fit.rsquare), coefficients: realsJson(fit.coefficients), variance: realJson(fit.variance), rvariance: realJson(fit.rvariance), poly_fit: realsJson(fit.fit) });
}

function firJson(json: string, filter: string, normalize: boolean | null, center: boolean): string | null {
  const coefficients = completeNumbersOf(filter);
  if (!coefficients) return null;
  const hasNegative = coefficients.some((coefficient) => coefficient < 0);
  if (hasNegative && normalize === true) return null;
  return ofNumbers(json, (values) => realsJson(finiteResponse(values, coefficients, normalize ?? !hasNegative, center)));
}

function iirJson(json: string, numerators: string, denominators: string): string | null {
  const [above, below] = [completeNumbersOf(numerators), completeNumbersOf(denominators)];
  if (!above || !below || below[0] === 0) return null;
  return ofNumbers(json, (values) => realsJson(infiniteResponse(values, above, below)));
}

function fourierJson(realPart: string, imaginaryPart: string | null, inverse: boolean): string | null {
  const real = completeNumbersOf(realPart);
  const imaginary = imaginaryPart === null ? real?.map(() => 0) : completeNumbersOf(imaginaryPart);
  if (!real || imaginary?.length !== real.length) return null;
  const result = fourier({ real, imaginary }, inverse);
  return bagJson({ real: realsJson(result.real), imag: realsJson(result.imaginary) });
}

/** The correlation of two series; null if one is none, has anything but numbers, or another length. */
function pearson(left: string, right: string): Real {
  const [first, second] = [completeNumbersOf(left), completeNumbersOf(right)];
  return first && first.length === second?.length ? pearsonOf(first, second) : null;
}

function outliersJson(json: string, ignored: Real, least: number, greatest: number, testPoints: bigint): string | null {
  const values = numbersOf(json)?.map((value) => (value === ignored ? null : value));
  return values ? realsJson(outlierScores(values, least / 100, greatest / 100, Math.max(0, values.length - Number(testPoints)))) : null;
}

function decomposeOptions(period: bigint, trend: string, testPoints: bigint, threshold: number): DecomposeOptions | undefined {
  if (trend !== "avg" && trend !== "linefit" && trend !== "none") return undefined;
  return { period: Number(period), trend, testPoints: Number(testPoints), threshold };
}

function decomposeJson(json: string, period: bigint, trend: string, testPoints: bigint, threshold: number): string | null {
  const options = decomposeOptions(period, trend, testPoints, threshold);
  if (!options) return null;
  return ofNumbers(json, (values) => {
    const { baseline, seasonal, trend: trendPart, residual } = decompose(values, options);
    return bagJson({ baseline: realsJson(baseline), seasonal: realsJson(seasonal), trend: realsJson(trendPart), residual: realsJson(residual) });
  });
}

function anomaliesJson(json: string, threshold: number, period: bigint, trend: string, testPoints: bigint, method: string, seasonality: number): string | null {
  const options = decomposeOptions(period, trend, testPoints, seasonality);
  if (!options || (method !== "ctukey" && method !== "tukey")) return null;
  return ofNumbers(json, (values) => {
    const { baseline, residual } = decompose(values, options);
    const [least, greatest] = method === "tukey" ? [0.25, 0.75] : [0.1, 0.9];
    const scores = outlierScores(residual, least as number, greatest as number, Math.max(1, values.length - options.testPoints));
    const flags = scores.map((score) => (score > threshold ? 1 : score < -threshold ? -1 : 0));
    return bagJson({ ad_flag: realsJson(flags), ad_score: realsJson(scores), baseline: realsJson(baseline) });
  });
}

function detectedJson(json: string, least: number, greatest: number, most: bigint): string | null {
  const count = Math.max(0, Math.min(Number(most), 1000));
  return ofNumbers(json, (values) => {
    const found = detectPeriods(values, least, greatest, count);
    const padded = Array.from({ length: count }, (_, index) => found[index] ?? { length: 0, score: 0, strength: 0 });
    return bagJson({ periods: realsJson(padded.map(({ length }) => length)), scores: realsJson(padded.map(({ score }) => score)) });
  });
}

function validatedJson(json: string, lengths: string): string | null {
  const periods = completeNumbersOf(lengths);
  return periods ? ofNumbers(json, (values) => bagJson({ periods: realsJson(periods), scores: realsJson(validatePeriods(values, periods)) })) : null;
}

function seasonalJson(json: string, period: bigint, testPoints: bigint): string | null {
  return ofNumbers(json, (values) => realsJson(seasonalOf(values, periodOf(values, Number(period), 0.7), Math.max(1, values.length - Number(testPoints)))));
}

/** The algorithms of series. A series with anything but numbers gives null, save where gaps are what it is about. */
export const seriesHosts: HostFunctions = {
  host_series_fit_line: host(["VARCHAR"], "VARCHAR", (json: string) => ofNumbers(json, (values) => lineJson(fitLine(values)))),
  host_series_fit_2lines: host(["VARCHAR"], "VARCHAR", (json: string) => ofNumbers(json, twoLinesJson)),
  host_series_fit_poly: host(["VARCHAR", "VARCHAR", "BIGINT"], "VARCHAR", (json: string | null, xs: string | null, degree: bigint | null) => (json === null || degree === null ? null : polynomialJson(json, xs, Number(degree))), true),
  host_series_fir: host(["VARCHAR", "VARCHAR", "BOOLEAN", "BOOLEAN"], "VARCHAR", (json: string | null, filter: string | null, normalize: boolean | null, center: boolean | null) => (json === null || filter === null ? null : firJson(json, filter, normalize, center === true)), true),
  host_series_iir: host(["VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR", iirJson),
  host_series_fft: host(["VARCHAR", "VARCHAR", "BOOLEAN"], "VARCHAR", (real: string | null, imaginary: string | null, inverse: boolean | null) => (real === null ? null : fourierJson(real, imaginary, inverse === true)), true),
  host_series_fill_linear: host(["VARCHAR", "VARCHAR", "BOOLEAN", "VARCHAR"], "VARCHAR", (json: string | null, placeholder: string | null, edges: boolean | null, constant: string | null) => (json === null ? null : fillLinearJson(json, { placeholder, edges: edges !== false, constant })), true),
  host_series_fill: host(["VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR", (json: string | null, kind: string | null, placeholder: string | null, constant: string | null) => (json === null || kind === null ? null : fillJson(json, kind, placeholder, constant)), true),
  host_series_pearson: host(["VARCHAR", "VARCHAR"], "DOUBLE", pearson),
  host_series_outliers: host(["VARCHAR", "DOUBLE", "DOUBLE", "DOUBLE", "BIGINT"], "VARCHAR", (json: string | null, ignored: Real, least: Real, greatest: Real, testPoints: bigint | null) => (json === null ? null : outliersJson(json, ignored, least ?? 10, greatest ?? 90, testPoints ?? 0n)), true),
  host_series_decompose: host(["VARCHAR", "BIGINT", "VARCHAR", "BIGINT", "DOUBLE"], "VARCHAR", decomposeJson),
  host_series_decompose_anomalies: host(["VARCHAR", "DOUBLE", "BIGINT", "VARCHAR", "BIGINT", "VARCHAR", "DOUBLE"], "VARCHAR", anomaliesJson),
  host_series_periods_detect: host(["VARCHAR", "DOUBLE", "DOUBLE", "BIGINT"], "VARCHAR", detectedJson),
  host_series_periods_validate: host(["VARCHAR", "VARCHAR"], "VARCHAR", validatedJson),
  host_series_seasonal: host(["VARCHAR", "BIGINT", "BIGINT"], "VARCHAR", seasonalJson),
};
