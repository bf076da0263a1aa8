/** Lanczos' coefficients for the logarithm of the gamma function, to 15 digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function of a positive number. */
export function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * value))) - logGamma(1 - value);
  const x = value - 1;
  const sum = lanczos.reduce((total, coefficient, index) => total + (index === 0 ? coefficient : coefficient / (x + index)), 0);
  const t = x + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

function isValid(alpha: number, beta: number): boolean {
  return alpha > 0 && beta > 0;
}

/** The share of the beta distribution below a value. Source: "beta_cdf()". */
export function betaCdf(x: number, alpha: number, beta: number): number {
  if (!isValid(alpha, beta) || alpha > 10_000 || beta > 10_000 || !(x >= 0 && x <= 1)) return NaN;
  return incompleteBeta(x, alpha, beta);
}

/** The density of the beta distribution. Source: "beta_pdf()". */
export function betaPdf(x: number, alpha: number, beta: number): number {
  if (!isValid(alpha, beta) || !(x > 0 && x < 1)) return NaN;
  return Math.exp(logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + logPower(x, alpha - 1) + logPower(1 - x, beta - 1));
}

function logPower(base: number, exponent: number): number {
  return exponent === 0 ? 0 : exponent * Math.log(base);
}

/** The value below which a share of the beta distribution lies; null for a share that is none. Source: "beta_inv()". */
export function betaInv(share: number, alpha: number, beta: number): number | null {
  if (!(share > 0 && share <= 1)) return null;
  if (!isValid(alpha, beta)) return NaN;
  if (share === 1) return 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < 1100; step++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (incompleteBeta(middle, alpha, beta) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** The regularized incomplete beta function, by its continued fraction. */
export function incompleteBeta(x: number, alpha: number, beta: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (alpha + 1) / (alpha + beta + 2)) return 1 - incompleteBeta(1 - x, beta, alpha);
  const front = Math.exp(logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + alpha * Math.log(x) + beta * Math.log1p(-x)) / alpha;
  return front * continuedFraction(x, alpha, beta);
}

function continuedFraction(x: number, alpha: number, beta: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((alpha + beta) * x) / (alpha + 1));
  let result = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (beta - m) * x) / ((alpha + 2 * m - 1) * (alpha + 2 * m));
    const odd = (-(alpha + m) * (alpha + beta + m) * x) / ((alpha + 2 * m) * (alpha + 2 * m + 1));
    for (const part of [even, odd]) {
      d = 1 / away(1 + part * d);
      c = away(1 + part / c);
      result *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return result;
}

/** The error function. Source: "erf()". */
export function erf(value: number): number {
  if (Number.isNaN(value)) return NaN;
  if (Math.abs(value) > 2) return Math.sign(value) * (1 - erfc(Math.abs(value)));
  let [term, sum] = [value, value];
  for (let n = 1; n < 100 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (-value * value) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** What the error function lacks to 1. Source: "erfc()". */
export function erfc(value: number): number {
  if (Number.isNaN(value)) return NaN;
  if (value < 2) return 1 - erf(value);
  let fraction = 0;
  for (let n = 120; n > 0; n--) fraction = n / 2 / (value + fraction);
  return Math.exp(-value * value) / Math.sqrt(Math.PI) / (value + fraction);
}

/** The p-value of Welch's test of two samples, two-sided. Source: "welch_test()". */
export function welchTest(mean1: number, variance1: number, count1: number, mean2: number, variance2: number, count2: number): number {
  const [first, second] = [variance1 / count1, variance2 / count2];
  const t = (mean1 - mean2) / Math.sqrt(first + second);
  const freedom = (first + second) ** 2 / (first ** 2 / (count1 - 1) + second ** 2 / (count2 - 1));
  return Number.isFinite(t) && freedom > 0 ? incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) : NaN;
}
