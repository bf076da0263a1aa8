import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rows, values, valuesOf } from "../functions/__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("numbers", () => {
  it("R121: whole numbers divide towards zero, and by zero is null; reals become infinite", () =>
    agree({
      "7 / 2": 3, "-7 / 2": -3, "7 / -2": -3, "-1 / 2": 0, "7.0 / 2": 3.5, "7 / 2.0": 3.5, "1 / 0": null, "0 / 0": null, "1.0 / 0": "Infinity", "-1.0 / 0": "-Infinity",
      "0.0 / 0": "NaN", "long(null) / 2": null, "toreal(7) / 2": 3.5, "9223372036854775807 / 2": "4611686018427387903n",
    }));

  it("R122: the remainder is never negative", () =>
    agree({ "10 % 4": 2, "-10 % 4": 2, "10 % -4": 2, "-10 % -4": 2, "5 % 0": null, "5.5 % 2": 1.5, "-5.5 % 2": 0.5 }));

  it("R120: 64-bit arithmetic wraps and never fails", () =>
    agree({
      "9223372036854775807 + 1": "-9223372036854775808n", "-9223372036854775807 - 2": "9223372036854775807n", "9223372036854775807 * 2": -2, "3 + 4": 7, "3 - 4": -1, "3 * -4": -12,
      "long(null) + 1": null, "-(5)": -5,
    }));

  it("R120: sums, differences and products are those of 64-bit two's complement", async () => {
    const long = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
    const plain = (value: bigint): unknown => {
      const wrapped = BigInt.asIntN(64, value);
      return wrapped >= BigInt(Number.MIN_SAFE_INTEGER) && wrapped <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wrapped) : `${wrapped}n`;
    };
    await fc.assert(
      fc.asyncProperty(long, long, async (a, b) => {
        const [sum, difference, product] = (await rows(`datatable(a:long, b:long)[${a}, ${b}] | project a + b, a - b, a * b`))[0] ?? [];
        expect([sum, difference, product]).toEqual([plain(a + b), plain(a - b), plain(a * b)]);
      }),
      { numRuns: 40 },
    );
  });

  it("R125: a dynamic is taken as the type of the other side; two of them are refused", async () => {
    await agree({ "dynamic(2.5) + 1.0": 3.5, "dynamic(2.5) * 2": 4, 'dynamic("x") + 1': null });
    for (const kind of ["+", "-", "*", "/", "%"]) await expect(rows(`print d = dynamic({"a":1}) | project d.a ${kind} d.a`), kind).rejects.toMatchObject({ kind: "unsupported" });
  });

  it("numbers of different types are added as the wider type", () => agree({ "1 + 0.5": 1.5, "int(1) + 2": 3, "decimal(1.5) + 1": "2.5", "dynamic(2) + 1": 3 }));
});

describe("times", () => {
  it("R123: datetimes and timespans add and subtract to the tick", () =>
    agree({
      "datetime(2020-01-01) + 1d": "2020-01-02T00:00:00.0000000Z", "datetime(2020-01-02) - datetime(2020-01-01)": "1.00:00:00", "1d + 1h": "1.01:00:00", "1h - 1d": "-23:00:00",
      "datetime(2020-01-01) - 1tick": "2019-12-31T23:59:59.9999999Z", "datetime(null) + 1d": null, "datetime(9999-12-31) + 2d": null, "datetime(0001-01-01) - 1d": null,
    }));

  it("R124: a timespan times a number is a timespan, and by a timespan a number", () =>
    agree({ "2 * 1h": "02:00:00", "1h * 1.5": "01:30:00", "1d / 2": "12:00:00", "90m / 1h": 1.5, "1h % 40m": "00:20:00", "-1d": "-1.00:00:00", "1h / 0s": "Infinity" }));

  it("a timespan column by a unit is the usual way to a number", async () => {
    expect(await rows("datatable(a:datetime, b:datetime)[datetime(2020-01-02 12:00), datetime(2020-01-01)] | project (a - b) / 1h, (a - b) / 1d, toint((a - b) / 1m)")).toEqual([[36, 1.5, 2160]]);
    expect(await values("(datetime(2019-01-07 21:45:31) - datetime(1970-01-01)) / 1s", "datetime(1970-01-01) + 1546897531 * 1s")).toEqual([1546897531, "2019-01-07T21:45:31.0000000Z"]);
  });
});

it("R120: a product that wraps does so also where it occurs twice", async () => {
  const big = "datatable(v:long)[9007199254740993, 2]"; // 2^53 + 1, whose square is 2^54 + 1 modulo 2^64
  expect(await rows(`${big} | project a = v * v, b = v * v + 1, c = (v * v) + (v * v), d = v * v % 5, e = (v - v) % (v * v)`)).toEqual([
    ["18014398509481985n", "18014398509481986n", "36028797018963970n", 0, 0],
    [4, 5, 8, 4, 0],
  ]);
});
