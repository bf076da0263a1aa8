import { compileToIr } from "@huntkit/kql/ir";
import { expect, it } from "vitest";
import { approximationWarnings } from "./approximations.js";

const warned = (text: string): string[] => approximationWarnings(compileToIr(text, { schema: { tables: [] } })).map(({ message }) => message.split("(")[0] ?? "");

it("a warning names each approximate function once, also in a let and in a sub-query", () => {
  expect(warned("let t = toscalar(range x from 1 to 3 step 1 | summarize hll(x)); print dcount_hll(t), dcount_hll(t)").sort()).toEqual(["dcount_hll", "hll"]);
  expect(warned("print y = dynamic([1, 2]) | extend series_outliers(y)")).toEqual(["series_outliers"]);
});

it("a period that is given does not have to be found, and is no approximation", () => {
  expect(warned("print y = dynamic([1, 2]) | extend series_decompose(y, 7)")).toEqual([]);
  expect(warned("print y = dynamic([1, 2]) | extend series_decompose(y)")).toEqual(["series_decompose"]);
  expect(warned("print y = dynamic([1, 2]) | extend series_seasonal(y, -1)")).toEqual(["series_seasonal"]);
  expect(warned("range x from 1 to 3 step 1 | summarize dcount(x), percentile(x, 50), stdev(x)")).toEqual([]);
});
