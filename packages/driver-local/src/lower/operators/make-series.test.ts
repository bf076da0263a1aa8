import { describe, expect, it } from "vitest";
import { engineError } from "../../runtime/engine-error.js";
import { compileKql, rowsOf, run } from "../../compile/__fixtures__/run-kql.js";

const metrics = `datatable(at: datetime, value: real)[
  datetime(2017-01-01), 4, datetime(2017-01-02), 3, datetime(2017-01-03), 4, datetime(2017-01-03T03:00), 6, datetime(2017-01-05), 8,
  datetime(2016-12-31T06:00), 50, datetime(2017-01-10T05:00), 5]`;
const day = (number: number, time = "00:00:00"): string => `2017-01-0${number}T${time}.0000000Z`;

describe("make-series", () => {
  it("R250: bins from the start, leaves the end out and fills gaps with 0", async () => {
    expect(await rowsOf(`${metrics} | make-series avg(value) on at from datetime(2017-01-01) to datetime(2017-01-06) step 1d`)).toEqual([
      [[4, 3, 5, 0, 8], [1, 2, 3, 4, 5].map((number) => day(number))],
    ]);
    expect(await rowsOf("datatable(x: long)[5, 6, 9, 14] | make-series count() on x from 4 to 14 step 3")).toEqual([[[2, 1, 0, 0], [4, 7, 10, 13]]]);
  });

  it("R250: bins from multiples of the step and takes the bounds of each series, if none are given", async () => {
    expect(await rowsOf("datatable(k: string, x: long)['b', 25, 'a', 7, 'a', 31] | make-series n = count() on x step 10 by k | sort by k asc")).toEqual([
      ["a", [1, 0, 0, 1], [0, 10, 20, 30]],
      ["b", [1], [20]],
    ]);
    expect(await rowsOf("datatable(x: long)[7, 31] | make-series count() on x to 45 step 10")).toEqual([[[1, 0, 0, 1, 0], [0, 10, 20, 30, 40]]]);
    expect(await rowsOf("datatable(x: long)[7, 31] | make-series count() on x from 5 step 10")).toEqual([[[1, 0, 1], [5, 15, 25]]]);
  });

  it("R251: includes the end and bins from multiples in the older form", async () => {
    expect(await rowsOf("datatable(x: long)[1, 12, 20, 25, 31] | make-series count() on x in range(5, 20, 10)")).toEqual([[[1, 1, 2], [0, 10, 20]]]);
  });

  it("R252: gives nothing for no rows, defaults only if asked for", async () => {
    const bounds = "on at from datetime(2017-01-01) to datetime(2017-01-04) step 1d";
    expect(await rowsOf(`${metrics} | take 0 | make-series avg(value) default=1.0 ${bounds}`)).toEqual([]);
    expect(await rowsOf(`${metrics} | take 0 | make-series kind=nonempty avg(value) default=1.0 ${bounds}`)).toEqual([[[1, 1, 1], [1, 2, 3].map((number) => day(number))]]);
    expect(await rowsOf(`${metrics} | take 1 | make-series kind=nonempty n = count() ${bounds}`)).toEqual([[[1, 0, 0], [1, 2, 3].map((number) => day(number))]]);
  });

  it("R253: has the keys first, then each aggregate, then the axis; a null aggregate stays null", async () => {
    const { columns, rows } = await run("datatable(k: long, t: timespan, v: long)[1, 1h, 5, 1, 3h, long(null)] | make-series m = max(v) default=long(null), s = sum(v) on t step 1h by k");
    expect(columns.map(({ name, type }) => [name, type])).toEqual([["k", "long"], ["m", "dynamic"], ["s", "dynamic"], ["t", "dynamic"]]);
    expect(rows).toEqual([[1, [5, null, null], [5, 0, 0], ["01:00:00", "02:00:00", "03:00:00"]]]);
  });

  it("works over reals", async () => {
    expect(await rowsOf("datatable(x: real)[0.05, 0.25, 0.31] | make-series count() on x from 0.0 to 0.4 step 0.1")).toEqual([[[1, 0, 1, 1], [0, 0.1, 0.2, expect.closeTo(0.3, 12)]]]);
  });

  it("leaves out rows without a place on the axis and rows outside of the bounds", async () => {
    expect(await rowsOf("datatable(x: long)[long(null), 1, 99] | make-series count() on x from 0 to 3 step 1")).toEqual([[[0, 1, 0], [0, 1, 2]]]);
  });

  it("refuses what the page leaves open, and arrays that are too long", async () => {
    expect(() => compileKql("datatable(x: long, k: long)[1, 1] | make-series kind=nonempty count() on x from 0 to 3 step 1 by k")).toThrow(/nonempty/);
    await expect(rowsOf("datatable(x: long)[1] | make-series count() on x from 0 to 10000000 step 1")).rejects.toThrow(/1,048,576/);
    await expect(rowsOf("print at = datetime(2026-01-01) | make-series count() on at from datetime(0001-01-01) to datetime(9999-12-31) step 1tick").catch((error: unknown) => engineError(error))).resolves.toMatchObject({ kind: "query", code: "limit-exceeded", message: "An array of make-series would have more than 1,048,576 elements. Use a greater step or a shorter range." });
  });
});
