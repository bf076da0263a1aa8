import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateOf, mergeSketches, sketchOf } from "./host/sketches/hyper-log-log.js";
import { digestOf, percentileOf, rankOf } from "./host/sketches/t-digest.js";
import { xxHashOfLong } from "./host/text/xx-hash.js";
import { rows } from "./__fixtures__/evaluate.js";

describe("R290 hll", () => {
  it("counts exactly up to a thousand values, merges as aggregate and as function", async () => {
    const source = "range x from 1 to 900 step 1";
    expect(await rows(`${source} | summarize h = hll(x % 300), i = hll_if(x, x > 899) | project dcount_hll(h), dcount_hll(i), dcount_hll(hll_merge(h, i))`)).toEqual([[300, 1, 301]]);
    expect(await rows(`${source} | summarize h = hll(x) by x % 3 | summarize dcount_hll(hll_merge(h))`)).toEqual([[900]]);
    expect(await rows(`${source} | take 0 | summarize dcount_hll(hll(x))`)).toEqual([[0]]);
  });

  it("estimates many values within two percent, whichever way they were put together", () => {
    const hashes = Array.from({ length: 50_000 }, (_, index) => xxHashOfLong(BigInt(index)));
    const whole = estimateOf(sketchOf(hashes, 14));
    expect(Math.abs(whole - 50_000)).toBeLessThan(1000);
    const parts = [0, 1, 2, 3].map((part) => sketchOf(hashes.filter((_, index) => index % 4 === part), 14));
    expect(estimateOf(mergeSketches(parts) ?? sketchOf([], 14))).toBe(whole);
    const coarse = mergeSketches([sketchOf(hashes, 16), sketchOf(hashes.slice(0, 10), 12)]);
    expect(coarse && estimateOf(coarse)).toBe(estimateOf(sketchOf(hashes, 12)));
  });
});

describe("R291 tdigest", () => {
  it("gives ranks and percentiles, of the type of the values", async () => {
    expect(await rows("range x from 1 to 1000 step 1 | summarize t = tdigest(x) | project rank_tdigest(t, 685), percentrank_tdigest(t, 250), percentile_tdigest(t, 85), percentile_tdigest(t, 85, typeof(long)), percentiles_array_tdigest(t, 5, 95)")).toEqual([[685, 25, 850, 850, [50, 950]]]);
    expect(await rows("datatable(t: datetime)[datetime(2020-01-01), datetime(2020-01-02), datetime(null)] | summarize d = tdigest(t) | project percentile_tdigest(d, 100), percentile_tdigest(d, 0, typeof(datetime))")).toEqual([["2020-01-02T00:00:00.0000000Z", "2020-01-01T00:00:00.0000000Z"]]);
    expect(await rows("range x from 1 to 9 step 1 | summarize t = tdigest(x) by x % 3 | summarize m = tdigest_merge(t) | project percentile_tdigest(m, 50)")).toEqual([[5]]);
    expect(await rows("datatable(x: long, w: long)[1, 1, 2, 9] | summarize percentile_tdigest(tdigest(x, w), 20)")).toEqual([[2]]);
  });

  it("keeps ranks of many values within one percent", () => {
    const points = Array.from({ length: 100_000 }, (_, index) => ({ value: Math.sin(index) * 1000, weight: 1 }));
    const digest = digestOf(points);
    const sorted = points.map(({ value }) => value).sort((a, b) => a - b);
    expect(digest.length).toBeLessThan(10_000);
    for (const percent of [0.1, 1, 10, 50, 90, 99, 99.9]) {
      const found = percentileOf(digest, percent) ?? NaN;
      expect(Math.abs(sorted.filter((value) => value <= found).length / 1000 - percent)).toBeLessThan(1);
    }
    expect(percentileOf(digest, 0)).toBe(sorted[0]);
    expect(percentileOf(digest, 100)).toBe(sorted.at(-1));
    expect(rankOf(digest, 2000)).toBe(100_000);
  });

  it("of few values is the percentile of nearest rank", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 100 }), (list, percent) => {
        const sorted = [...list].sort((a, b) => a - b);
        return percentileOf(digestOf(list.map((value) => ({ value, weight: 1 }))), percent) === sorted[Math.ceil((percent * list.length) / 100) - 1];
      }),
    );
  });
});

it("R292: weighted percentiles count each value as often as its weight says", async () => {
  const latency = "datatable(ReqCount: long, LatencyBucket: long)[8, 10, 6, 20, 3, 30, 1, 40] | summarize";
  expect(await rows(`${latency} percentilesw(LatencyBucket, ReqCount, 50, 75, 99.9)`)).toEqual([[20, 20, 40]]);
  expect(await rows(`${latency} percentilesw_array(LatencyBucket, ReqCount, dynamic([50, 75, 99.9]))`)).toEqual([[[20, 20, 40]]]);
  expect(await rows(`${latency} percentilew(LatencyBucket, ReqCount, 44)`)).toEqual([[10]]);
  expect(await rows("datatable(v: long, w: long)[1, 0, 2, -5, 3, long(null)] | summarize percentilew(v, w, 50)")).toEqual([[null]]);
});

it("R293: buildschema() admits all values", async () => {
  expect(
    await rows('datatable(value: dynamic)[dynamic({"x":1, "y":3.5}), dynamic({"x":"somevalue", "z":[1, 2, 3]}), dynamic({"y":{"w":"zzz"}, "t":["aa", "bb"], "z":["foo"]})] | summarize buildschema(value)'),
  ).toEqual([[{ x: ["long", "string"], y: ["double", { w: "string" }], z: { "`indexer`": ["long", "string"] }, t: { "`indexer`": "string" } }]]);
  expect(await rows("print x = dynamic({'a': [1.0, true, null]}) | summarize buildschema(x)")).toEqual([[{ a: { "`indexer`": ["double", "bool"] } }]]);
});
