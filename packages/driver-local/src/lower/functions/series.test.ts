import { expect, it } from "vitest";
import { rows, valuesOf } from "./__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

it("R240: works on elements at the same place; what is no number or not there is null", () =>
  agree({
    "series_add(dynamic([1,2,4]), dynamic([4,2,1]))": [5, 4, 5], "series_subtract(dynamic([1,2]), dynamic([4]))": [-3, -2], "series_multiply(dynamic([1,2,4]), dynamic([4,2,1]))": [4, 4, 4],
    "series_divide(dynamic([1,2,4]), dynamic([4,2,1]))": [0.25, 1, 4], "series_pow(dynamic([1,2,3]), dynamic([1,2,3]))": [1, 4, 27], "series_multiply(dynamic([1,2]), 3)": [3, 6],
    "series_equals(dynamic([1,2,4]), dynamic([4,2,1]))": [false, true, false], "series_greater(dynamic([1,2,4]), dynamic([4,2,1]))": [false, false, true], "series_less_equals(dynamic([1,2]), dynamic([1,1]))": [true, false],
    "series_add(dynamic([1,'a',3]), dynamic([1,1,1,1]))": [2, null, 4, null], "series_sign(dynamic([-6,0,8]))": [-1, 0, 1], "series_abs(dynamic([-1.5,2]))": [1.5, 2], "series_acos(dynamic([1,2]))": [0, "NaN"],
  }));

it("sums, magnitudes, products and likeness", () =>
  agree({
    "series_sum(dynamic([1,2,3,4]))": 10, "series_product(dynamic([1,2,3,4]))": 24, "series_magnitude(dynamic([3,4]))": 5, "series_dot_product(dynamic([1,2,3]), dynamic([4,5,6]))": 32,
    "round(series_cosine_similarity(dynamic([0.1,0.2,0.1,0.2]), dynamic([1,2,3,4])), 6)": 0.92376, "series_pearson_correlation(dynamic([1,2,3]), dynamic([2,4,6]))": 1,
  }));

it("fills what is missing", () =>
  agree({
    "series_fill_const(dynamic([111,null,36]), -1)": [111, -1, 36], "series_fill_forward(dynamic([null,1,null,null,2]))": [null, 1, 1, 1, 2], "series_fill_backward(dynamic([null,1,null,2,null]))": [1, 1, 2, 2, null],
    "series_fill_forward(dynamic([0,1,0]), 0)": [0, 1, 1],
  }));

it("statistics name the places of the extremes", async () => {
  const source = "print x = dynamic([23, 46, 23, 87, 4, 8, 3, 75, 2, 56, 13, 75, 32, 16, 29])";
  const [row] = await rows(`${source} | project series_stats(x)`);
  expect(row?.slice(0, 5)).toEqual([2, 8, 87, 3, 32.8]);
  expect(row?.[5]).toBeCloseTo(28.5036338535, 9);
  const [[bag]] = (await rows(`${source} | project series_stats_dynamic(x)`)) as [[Record<string, number>]];
  expect(bag).toMatchObject({ min: 2, min_idx: 8, max: 87, max_idx: 3, avg: 32.8, sum: 492, len: 15 });
});
