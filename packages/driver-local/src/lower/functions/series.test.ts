import { expect, it } from "vitest";
import { rows, valuesOf } from "./__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

it("R240: works on elements at the same place; what is no number or not there is null", () =>
  agree({
    "series_add(dynamic([1,2,4]), dynamic([4,2,1]))": [5, 4, 5], "series_subtract(dynamic([1,2]), dynamic([4]))": [-3, null], "series_multiply(dynamic([1,2,4]), dynamic([4,2,1]))": [4, 4, 4],
    "series_divide(dynamic([1,2,4]), dynamic([4,2,1]))": [0.25, 1, 4], "series_pow(dynamic([1,2,3]), dynamic([1,2,3]))": [1, 4, 27], "series_multiply(dynamic([1,2]), 3)": [3, 6],
    "series_equals(dynamic([1,2,4]), dynamic([4,2,1]))": [false, true, false], "series_greater(dynamic([1,2,4]), dynamic([4,2,1]))": [false, false, true], "series_less_equals(dynamic([1,2]), dynamic([1,1]))": [true, false],
    "series_add(dynamic([1,'a',3]), dynamic([1,1,1,1]))": [2, null, 4, null], "series_sign(dynamic([-6,0,8]))": [-1, 0, 1], "series_abs(dynamic([-1.5,2]))": [1.5, 2], "series_acos(dynamic([1,2]))": [0, null],
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

it("R240: a single number is at every place, a series of one element is not", () =>
  agree({
    "series_add(dynamic([1]), dynamic([1,2,3]))": [2, null, null], "series_subtract(10, dynamic([1,2,3]))": [9, 8, 7], "series_greater(dynamic([1,5,null]), 3)": [false, true, null],
    "series_dot_product(dynamic([1,2,3]), 10)": 60, "series_not_equals(dynamic([1,2]), dynamic([1,3,4]))": [false, true, null], "series_add(dynamic([]), dynamic([]))": [],
  }));

it("R240: NaN and the infinities stay numbers from one function to the next", () =>
  agree({
    "series_multiply(series_divide(dynamic([1,0,-1]), 0), 2)": ["Infinity", "NaN", "-Infinity"], "series_greater(series_divide(dynamic([1,-1]), 0), 5)": [true, false],
    "series_fill_const(series_divide(dynamic([1,0]), 0), 7, real(nan))": ["Infinity", 7],
  }));

it("R241: products of two series cut the longer one, pass over what is no number, and are null of an empty one", () =>
  agree({
    "series_dot_product(dynamic([1,2,3]), dynamic([4,5]))": 14, "series_dot_product(dynamic([1,'a',3]), dynamic([1,1,1]))": 4, "series_dot_product(dynamic([]), dynamic([1]))": null,
    "series_cosine_similarity(dynamic([3,4,100]), dynamic([3,4]))": 1, "series_cosine_similarity(dynamic([1,0]), dynamic([0,1]))": 0, "series_cosine_similarity(dynamic([]), dynamic([]))": null,
  }));

it("R241: a correlation is null if a series has anything but numbers, or another length", () =>
  agree({
    "series_pearson_correlation(dynamic([1,2,3]), dynamic([30,20,10]))": -1, "series_pearson_correlation(dynamic([1,2,3]), dynamic([1,2]))": null, "series_pearson_correlation(dynamic([1,null]), dynamic([1,2]))": null,
    "round(series_pearson_correlation(dynamic([1,2,3,4]), dynamic([1,2,2,1])), 9)": 0, "series_pearson_correlation(dynamic([1,2]), dynamic([5,5]))": "NaN",
  }));

it("R242: statistics are null if a value is not finite, unless these are passed over; places are those of the array", async () => {
  const source = "print x = dynamic([null, 8, 2, null, 5])";
  expect(await rows(`${source} | project series_stats(x)`)).toEqual([Array.from({ length: 7 }, () => null)]);
  expect(await rows(`${source} | project series_stats(x, true)`)).toEqual([[2, 2, 8, 1, 5, 3, 9]]);
  expect(await rows(`${source} | project series_stats_dynamic(x), series_stats_dynamic(x, true)`)).toEqual([[null, { min: 2, min_idx: 2, max: 8, max_idx: 1, avg: 5, stdev: 3, variance: 9, sum: 15, len: 5 }]]);
  expect(await rows("print x = series_log(dynamic([0, 1])) | project series_stats(x, true)")).toEqual([[0, 1, 0, 1, 0, 0, 0]]);
});

it("R243: filling knows the placeholder by its value, keeps what is not missing as it is written, and goes over long gaps", async () => {
  await agree({
    "tostring(series_fill_forward(dynamic([0.0, 9223372036854775807, 0, 2.5]), 0))": "[0.0,9223372036854775807,9223372036854775807,2.5]",
    "series_fill_backward(dynamic([0, null, 3]), 0)": [null, null, 3], "series_fill_const(dynamic([1, null, 0.0]), -1, 0)": [1, null, -1], "series_fill_const(dynamic([1, null]), -1.5)": [1, -1.5],
    'series_fill_forward(dynamic(["a,]", null, [1, 2], null, {"k": "}"}, null]))': ["a,]", "a,]", [1, 2], [1, 2], { k: "}" }, { k: "}" }],
  });
  const gap = "let gap = toscalar(range i from 1 to 50000 step 1 | summarize make_list(iff(i == 1, 7, 0)));";
  expect(await rows(`${gap} print x = gap | project series_sum(series_fill_forward(x, 0)), array_length(series_fill_backward(x, 0))`)).toEqual([[350_000, 50_000]]);
});
