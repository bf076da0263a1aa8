import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rows } from "./__fixtures__/evaluate.js";

const empty = "datatable(x:int, y:string, t:datetime, r:real)[]";
const allNull = 'datatable(x:int, y:string, t:datetime, r:real)[int(null), "", datetime(null), real(null)]';
const some = 'datatable(x:int, y:string)[1, "a", int(null), "a", 3, "b"]';

describe("aggregates of nothing", () => {
  it.each([["no rows", empty], ["only nulls", allNull]])("R190, R191: of %s sums and counts are 0, means NaN, extremes null", async (_, source) => {
    const query = "summarize sum(x), sum(r), dcount(x), countif(x > 0), sumif(x, x > 0), stdev(r), variance(x), make_list(x), make_set(x), min(x), max(t), avg(x), avg(t), percentile(x, 50)";
    expect(await rows(`${source} | ${query}`)).toEqual([[0, 0, 0, 0, 0, 0, 0, [], [], null, null, "NaN", null, null]]);
  });

  it("count() counts rows, also those of nulls", async () => {
    expect(await rows(`${allNull} | summarize count(), countif(isnull(x))`)).toEqual([[1, 1]]);
    expect(await rows(`${empty} | summarize count()`)).toEqual([[0]]);
    expect(await rows(`${empty} | summarize count() by y`)).toEqual([]);
  });
});

describe("values", () => {
  it("R190: nulls are passed over", async () => {
    expect(await rows(`${some} | summarize count(), sum(x), avg(x), dcount(x), min(x), max(x), make_list(x), count_distinct(y)`)).toEqual([[3, 4, 2, 2, 1, 3, [1, 3], 2]]);
  });

  it("R190: a sum of whole numbers is a long and wraps", async () => {
    expect(await rows("datatable(x:long)[9223372036854775807, 1] | summarize sum(x)")).toEqual([["-9223372036854775808n"]]);
    expect(await rows("datatable(x:int)[2147483647, 1] | summarize sum(x)")).toEqual([[2147483648]]);
  });

  it("extremes and means of text, times and dynamics", async () => {
    const source = 'datatable(s:string, t:datetime, d:timespan, j:dynamic)["b", datetime(2020-01-03), 1h, dynamic(2), "a", datetime(2020-01-01), 3h, dynamic(10)]';
    expect(await rows(`${source} | summarize min(s), max(s), min(t), max(d), avg(t), avg(d), sum(d), max(tolong(j))`)).toEqual([
      ["a", "b", "2020-01-01T00:00:00.0000000Z", "03:00:00", "2020-01-02T00:00:00.0000000Z", "02:00:00", "04:00:00", 10],
    ]);
  });

  it("R193: stdev and variance are those of a sample, of one value 0; their p forms those of all", async () => {
    expect(await rows("range x from 1 to 5 step 1 | summarize round(stdev(x), 6), variance(x), round(stdevp(x), 6), variancep(x), varianceif(x, x == 1), covariance(x, x)")).toEqual([[1.581139, 2.5, 1.414214, 2, 0, 2.5]]);
  });

  it("R195: percentiles are values of nearest rank", async () => {
    expect(await rows("range x from 1 to 4 step 1 | summarize percentile(x, 50), percentile(x, 0), percentile(x, 100), percentile(x, 51), percentiles(x, 25, 75), percentiles_array(x, 25, 75)")).toEqual([[2, 1, 4, 3, 1, 3, [1, 3]]]);
  });

  it("R195: a percentile is the least value that enough values do not exceed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 100 }), async (numbers, percent) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const expected = sorted[Math.ceil((percent * sorted.length) / 100) - 1];
        expect(await rows(`datatable(x:long)[${numbers.join(",")}] | summarize percentile(x, ${percent})`)).toEqual([[expected]]);
      }),
      { numRuns: 40 },
    );
  });

  it("binary aggregates combine bits", async () => {
    expect(await rows("datatable(n:long)[12, 10] | summarize binary_all_and(n), binary_all_or(n), binary_all_xor(n)")).toEqual([[8, 14, 6]]);
  });
});

describe("collecting", () => {
  it("R196: make_list keeps the order of the rows and drops nulls; a limit cuts it", async () => {
    const source = 'datatable(n:long, s:string)[2, "b", 1, "", long(null), "c", 3, "a"]';
    expect(await rows(`${source} | sort by n asc | summarize make_list(n), make_list(s), make_list(n, 2), make_list_with_nulls(n), make_list_if(n, n > 1)`)).toEqual([
      [[1, 2, 3], ["c", "", "b", "a"], [1, 2], [null, 1, 2, 3], [2, 3]],
    ]);
  });

  it("R196: the older names hold 128 values unless told otherwise", async () => {
    const lengths = ["makelist(n)", "makeset(n)", "makelist(n, 150)", "makeset(n, 5)", "make_list(n)"].map((text) => `array_length(${text})`);
    expect(await rows(`range n from 1 to 200 step 1 | extend b = bag_pack(tostring(n), n) | summarize ${lengths.join(", ")}, array_length(bag_keys(make_dictionary(b))), array_length(bag_keys(make_bag(b)))`)).toEqual([[128, 128, 150, 5, 200, 128, 200]]);
  });

  it("R197: make_set holds each value once, the elements of arrays each for itself", async () => {
    const source = 'datatable(s:string, d:dynamic, t:datetime, r:real)["b", dynamic([1,2]), datetime(2020-01-01), 1.5, "a", dynamic([2,null,"x"]), datetime(null), 2.0, "b", dynamic(3), datetime(2020-01-01), 1.5]';
    const [row] = await rows(`${source} | summarize make_set(s), make_set(d), make_set(t), make_set(r), make_set_if(s, s == "a"), makeset(s, 1)`);
    expect(row?.[0]).toEqual(["a", "b"]);
    expect(new Set(row?.[1] as unknown[])).toEqual(new Set([1, 2, "x", 3]));
    expect(row?.slice(2)).toEqual([["2020-01-01T00:00:00.0000000Z"], [1.5, 2], ["a"], ["a"]]);
  });

  it("R198: make_bag puts bags together; values that are no bags are passed over", async () => {
    const source = 'datatable(d:dynamic)[dynamic({"a":1}), dynamic({"b":2}), dynamic(5), dynamic(null)]';
    expect(await rows(`${source} | summarize make_bag(d), make_bag_if(d, isnotnull(d.b))`)).toEqual([[{ a: 1, b: 2 }, { b: 2 }]]);
    expect(await rows("datatable(d:dynamic)[] | summarize make_bag(d)")).toEqual([[{}]]);
  });
});

describe("rows of a group", () => {
  it("R199: arg_max gives the columns of one row, also where they are null", async () => {
    expect(await rows('datatable(k:string, t:long, v:long)["a", 2, long(null), "a", 1, 7, "b", 5, 9] | summarize arg_max(t, v) by k | sort by k asc')).toEqual([["a", 2, null], ["b", 5, 9]]);
    expect(await rows('datatable(k:string, t:long, v:string)["a", 1, "old", "a", 2, "new"] | summarize arg_min(t, *) by k')).toEqual([["a", 1, "old"]]);
  });

  it("R199: a null loses against any value, and of a group of nulls a row is given all the same", async () => {
    expect(await rows('datatable(k:string, t:long, v:string)["a", long(null), "n", "a", 1, "y"] | summarize arg_max(t, v) by k')).toEqual([["a", 1, "y"]]);
    expect(await rows('datatable(k:string, t:long, v:string)["a", long(null), "n"] | summarize arg_max(t, v) by k')).toEqual([["a", null, "n"]]);
    expect(await rows("datatable(t:long, v:string)[] | summarize arg_max(t, v)")).toEqual([[null, ""]]);
  });

  it("R199: all columns come from one and the same row among ties", async () => {
    const source = "range i from 1 to 2000 step 1 | extend k = i % 7, t = i % 3, a = i, b = i * 2, c = strcat('r', i)";
    expect(await rows(`${source} | summarize arg_max(t, a, b, c) by k | where b != a * 2 or c != strcat('r', a) | count`)).toEqual([[0]]);
  });

  it("R194: take_any gives a value that is not null, several columns from one row", async () => {
    expect(await rows('datatable(x:long)[long(null), 5] | summarize take_any(x)')).toEqual([[5]]);
    expect(await rows('datatable(a:long, b:string)[1, "x"] | summarize take_any(a, b)')).toEqual([[1, "x"]]);
    expect(await rows('datatable(a:long)[1, 2] | summarize take_anyif(a, a > 1)')).toEqual([[2]]);
  });
});

it("aggregates stand inside expressions", async () => {
  expect(await rows(`${some} | summarize r = round(sum(x) * 1.0 / count(), 2), s = strcat("n=", tostring(count())), b = countif(y == "a") > 1`)).toEqual([[1.33, "n=3", true]]);
});
