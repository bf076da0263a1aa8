import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fourier } from "./host/series/fourier.js";
import { fitLine } from "./host/series/fit-line.js";
import { fitTwoLines } from "./host/series/fit-two-lines.js";
import { rows, values, valuesOf } from "./__fixtures__/evaluate.js";

const near = (numbers: readonly number[], digits: number): unknown[] => numbers.map((number) => expect.closeTo(number, digits) as unknown);
const traffic =
  "dynamic([80, 139, 87, 110, 68, 54, 50, 51, 53, 133, 86, 141, 97, 156, 94, 149, 95, 140, 77, 61, 50, 54, 47, 133, 72, 152, 94, 148, 105, 162, 101, 160, 87, 63, 53, 55, 54, 151, 103, 189, 108, 183, 113, 175, 113, 178, 90, 71, 62, 62, 65, 165, 109, 181, 115, 182, 121, 178, 114, 170])";

describe("R260 fits", () => {
  it("a line as the page shows it", async () => {
    const [row] = await rows("print y = dynamic([2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30]) | project series_fit_line(y)");
    expect(row?.slice(0, 5)).toEqual(near([0.982, 2.73, 98.628, 1.686, -1.666], 2));
    expect(row?.[5]).toEqual(near([1.064, 3.7945, 6.526, 9.256, 11.987, 14.718, 17.449, 20.18, 22.91, 25.641, 28.371, 31.102], 2));
  });

  it("two lines at the split that explains most", async () => {
    const [row] = await rows("print y = dynamic([1, 2, 3, 4, 10, 8, 6, 4]) | project series_fit_2lines(y)");
    expect(row?.slice(0, 2)).toEqual([1, 4]);
    expect(row?.slice(5, 8)).toEqual(near([1, -2, 12], 9));
    expect(row?.slice(10, 13)).toEqual(near([1, 1, 0], 9));
    expect(await values("series_fit_2lines_dynamic(dynamic([1, 2, 3, 4, 10, 8, 6, 4])).right.slope")).toEqual([expect.closeTo(-2, 9)]);
  });

  it("two lines never worse than one", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 60 }), (series) => fitTwoLines(series).rsquare >= fitLine(series).rsquare - 1e-9));
  });

  it("a polynomial, of degree 1 the line", async () => {
    const [row] = await rows("print y = dynamic([6, 17, 34, 57, 86]) | project series_fit_poly(y, dynamic([1, 2, 3, 4, 5]), 2)");
    expect(row?.[0]).toBeCloseTo(1, 12);
    expect(row?.[1]).toEqual(near([3, 2, 1], 8));
    const [line] = await rows("print y = dynamic([2, 5, 6, 8, 11, 15]) | extend series_fit_line(y) | extend series_fit_poly(y) | project series_fit_line_y_line_fit, series_fit_poly_y_poly_fit");
    expect(line?.[1]).toEqual(near(line?.[0] as number[], 9));
  });

  it("a polynomial over ticks, and over more places than a call takes arguments", async () => {
    const [ticks] = await rows("print x = dynamic([638000000000000000, 638000864000000000, 638001728000000000, 638003456000000000]) | extend (r, c) = series_fit_poly(dynamic([1, 2, 3, 5]), x) | project r, c[0]");
    expect(ticks?.[0]).toBeCloseTo(1, 9);
    expect((ticks?.[1] as number) * 864e9).toBeCloseTo(1, 5);
    const [long] = await rows("let xs = toscalar(range i from 1 to 150000 step 1 | summarize make_list(i)); print x = xs | extend (r, c) = series_fit_poly(x, x, 2) | project r, c");
    expect(long).toEqual([expect.closeTo(1, 9), [expect.closeTo(0, 9), expect.closeTo(1, 9), expect.closeTo(0, 3)]]);
    expect(await rows("print y = dynamic([1, 2, 3]) | extend (r) = series_fit_poly(y, dynamic([7, 7, 7])) | project r")).toEqual([[null]]);
  });

  it("nothing of what is no series of numbers", async () => {
    expect(await rows("print y = dynamic(['a', 1]) | project series_fit_line(y)")).toEqual([[null, null, null, null, null, null]]);
    expect(await rows("print y = dynamic([]) | project series_fit_poly(y)")).toEqual([[null, null, null, null, null]]);
  });
});

describe("R261 filters", () => {
  it("of finite response: a moving average that lags, or is centered, and differences", async () => {
    const pulse = "dynamic([0, 0, 0, 10, 20, 40, 100, 40, 20, 10, 0, 0])";
    expect(
      await valuesOf({
        [`series_fir(${pulse}, dynamic([1, 1, 1, 1, 1]))`]: [0, 0, 0, 2, 6, 14, 34, 42, 44, 42, 34, 14],
        [`series_fir(${pulse}, dynamic([1, 1, 1, 1, 1]), true, true)`]: [0, 2, 6, 14, 34, 42, 44, 42, 34, 14, 6, 2],
        "series_fir(dynamic([0, 0, 2, 2, 3]), dynamic([1, -1]), false, false)": [0, 0, 2, 0, 1],
      }),
    ).toEqual({
      [`series_fir(${pulse}, dynamic([1, 1, 1, 1, 1]))`]: [0, 0, 0, 2, 6, 14, 34, 42, 44, 42, 34, 14],
      [`series_fir(${pulse}, dynamic([1, 1, 1, 1, 1]), true, true)`]: [0, 2, 6, 14, 34, 42, 44, 42, 34, 14, 6, 2],
      "series_fir(dynamic([0, 0, 2, 2, 3]), dynamic([1, -1]), false, false)": [0, 0, 2, 0, 1],
    });
  });

  it("that are normalized or have negative coefficients, not both", async () => {
    expect(await values("series_fir(dynamic([1, 2, 4]), dynamic([1, -1]))", "series_fir(dynamic([1, 2, 4]), dynamic([1, -1]), true)")).toEqual([[1, 1, 2], null]);
  });

  it("of infinite response: the running sum of the page", async () => {
    expect(await values("series_iir(range(1.0, 4, 1), dynamic([1]), dynamic([1, -1]))", "series_iir(dynamic([1, 2]), dynamic([1]), dynamic([0, 1]))")).toEqual([[1, 3, 6, 10], null]);
  });

  it("Fourier's transform turns a wave into its frequency", async () => {
    const [row] = await rows("print y = dynamic([1, 0, -1, 0]) | project series_fft(y)");
    expect(row).toEqual([near([0, 2, 0, 2], 12), near([0, 0, 0, 0], 12)]);
  });

  it("Fourier's transform and its inverse give the series back, whatever its length", () => {
    const number = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 100 }), (pairs) => {
        const series = { real: pairs.map(([real]) => real), imaginary: pairs.map(([, imaginary]) => imaginary) };
        const back = fourier(fourier(series, false), true);
        return pairs.every(([real, imaginary], index) => Math.abs((back.real[index] ?? 0) - real) < 1e-8 && Math.abs((back.imaginary[index] ?? 0) - imaginary) < 1e-8);
      }),
    );
  });
});

describe("R262 periods and anomalies", () => {
  it("the weekly period of the page, and none of ten bins", async () => {
    expect(await rows(`print y = ${traffic} | project series_periods_detect(y, 0.0, 50.0, 2)`)).toEqual([[[14, 0], [expect.closeTo(0.84, 2), 0]]]);
    expect(await rows(`print y = ${traffic} | project series_periods_validate(y, 14.0, 10.0)`)).toEqual([[[14, 10], [expect.closeTo(0.84, 2), 0]]]);
  });

  it("the seasons of the page, found or given", async () => {
    const six = "dynamic([2, 5, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1])";
    const five = "dynamic([8, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10])";
    expect(await values(`series_seasonal(${six})`, `series_seasonal(${five})`, "series_seasonal(dynamic([1, 3, 5, 2, 4, 6, 1, 3, 5, 2, 4, 6]))")).toEqual([
      [1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1],
      [10, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10],
      Array.from({ length: 12 }, () => 0),
    ]);
    expect(await values("series_seasonal(dynamic([1, 3, 5, 1, 3, 5, 2, 4, 6]), 3)", "series_seasonal(dynamic([1, 3, 5, 2, 4, 6, 1, 3, 5, 2, 4, 6]), 3)")).toEqual([
      [1, 3, 5, 1, 3, 5, 1, 3, 5],
      [1.5, 3.5, 5.5, 1.5, 3.5, 5.5, 1.5, 3.5, 5.5, 1.5, 3.5, 5.5],
    ]);
  });

  it("a series is the sum of its parts, and the trend goes on over the points to forecast", async () => {
    const series = "dynamic([1, 2, 5, 2, 5, 6, 9, 6, 9, 10, 13, 10])";
    const [row] = await rows(`print y = ${series} | project series_decompose(y, 4, 'linefit')`);
    const [baseline, seasonal, trend, residual] = row as number[][];
    for (const [index, value] of [1, 2, 5, 2, 5, 6, 9, 6, 9, 10, 13, 10].entries()) {
      expect((seasonal?.[index] ?? 0) + (trend?.[index] ?? 0)).toBeCloseTo(baseline?.[index] ?? NaN, 9);
      expect((baseline?.[index] ?? 0) + (residual?.[index] ?? 0)).toBeCloseTo(value, 9);
    }
    expect(await values("series_decompose_forecast(dynamic([1, 2, 3, 4, 5, 0, 0]), 2, 0, 'linefit')")).toEqual([near([1, 2, 3, 4, 5, 6, 7], 9)]);
  });

  it("marks what lies far outside, up and down", async () => {
    const calm = Array.from({ length: 40 }, (_, index) => 10 + (index % 7) * 0.1);
    const series = `dynamic([${calm.map((value, index) => (index === 11 ? 30 : index === 29 ? -9 : value)).join(",")}])`;
    const [row] = await rows(`print y = ${series} | project series_decompose_anomalies(y, 1.5, 0)`);
    expect((row?.[0] as number[]).flatMap((flag, index) => (flag === 0 ? [] : [[index, flag]]))).toEqual([[11, 1], [29, -1]]);
    await expect(values('series_outliers(dynamic([1, 2, 3]), "ctukey", 0, 1, 90)')).rejects.toThrow(/from 2 to 98/);
    expect(await values('series_outliers(dynamic([1, 2, 3, 4, 5, 6, 7, 8, 100, null]), "tukey")')).toEqual([[-0.5, -0.25, 0, 0, 0, 0, 0, 0.25, 23.25, 0]]);
  });
});

describe("R263 series_fill_linear()", () => {
  it("as the page shows it", async () => {
    const reals = "dynamic([null, 111.0, null, 36.0, 41.0, null, null, 16.0, 61.0, 33.0, null, null])";
    const whole = "dynamic([null, 111, null, 36, 41, null, null, 16, 61, 33, null, null])";
    const [filled, inner, cut, edges, constant, otherwise] = await values(
      `series_fill_linear(${reals})`, `series_fill_linear(${reals}, double(null), false)`, `series_fill_linear(${whole})`, `series_fill_linear(${whole}, double(null), false)`,
      "series_fill_linear(dynamic([null, null]), double(null), true, 3.14159)", "series_fill_linear(dynamic([null, null]))",
    );
    expect(filled).toEqual(near([111, 111, 73.5, 36, 41, 32.667, 24.333, 16, 61, 33, 33, 33], 3));
    expect(inner).toEqual([null, ...near([111, 73.5, 36, 41, 32.667, 24.333, 16, 61, 33], 3), null, null]);
    expect(cut).toEqual([111, 111, 73, 36, 41, 32, 24, 16, 61, 33, 33, 33]);
    expect(edges).toEqual([null, 111, 73, 36, 41, 32, 24, 16, 61, 33, null, null]);
    expect([constant, otherwise]).toEqual([[3.14159, 3.14159], [0, 0]]);
  });

  it("a placeholder other than null leaves nulls alone, and longs keep their digits", async () => {
    expect(await values("series_fill_linear(dynamic([0, 10, 0, null, 0, 40, 0]), 0)", "tostring(series_fill_linear(dynamic([9223372036854775807, null, 9223372036854775807])))", "series_fill_linear(dynamic([-1, null, -2]))")).toEqual([
      [10, 10, 17, null, 32, 40, 40], "[9223372036854775807,9223372036854775807,9223372036854775807]", [-1, -1, -2],
    ]);
    expect(await values("series_fill_linear(dynamic([null, null]), double(null), true, double(null))", "series_fill_linear(dynamic([]))", "series_fill_linear(dynamic([0, 0]), 0, false, 3)")).toEqual([[null, null], [], [3, 3]]);
  });
});
