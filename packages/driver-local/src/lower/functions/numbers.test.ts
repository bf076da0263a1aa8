import { expect, it } from "vitest";
import { valuesOf } from "./__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

it("R127: outside its domain a function is null, NaN or infinite, never an error", () =>
  agree({
    "sqrt(-1.0)": null, "log(0.0)": "-Infinity", "log(-1.0)": null, "log2(-8)": null, "log10(-1)": null, "log2(8)": 3, "log10(1000)": 3, "asin(2.0)": null, "acos(-2.0)": null, "sqrt(real(nan))": "NaN", "asin(real(nan))": "NaN", "pow(2, 10)": 1024, "pow(-8, 0.5)": "NaN", "exp(1000)": "Infinity",
    "exp2(3)": 8, "exp10(2)": 100, "pow(0, -1)": "Infinity", "sqrt(real(null))": null, "gamma(5)": 24, "cot(0.0)": "Infinity",
  }));

it("R128: bits are those of 64-bit integers, and a shift counts modulo 64", () =>
  agree({
    "binary_and(12, 10)": 8, "binary_or(5, 3)": 7, "binary_xor(5, 3)": 6, "binary_not(5)": -6, "binary_shift_left(1, 3)": 8, "binary_shift_left(1, 63)": "-9223372036854775808n", "binary_shift_left(1, 65)": 2,
    "binary_shift_right(8, 2)": 2, "binary_shift_right(-8, 1)": -4, "bitset_count_ones(42)": 3, "binary_and(long(null), 1)": null, "binary_shift_left(1, -1)": null, "binary_shift_right(8, -2)": null, "binary_shift_left(8, long(null))": null,
  }));

it("R129: round takes halves away from zero, to digits before and after the point", () =>
  agree({ "round(2.98765, 3)": 2.988, "round(2.5)": 3, "round(-2.5)": -3, "round(1.005, 2)": 1, "round(1234.5, -2)": 1200, "round(real(null))": null, "round(real(nan))": "NaN", "round(2.15, 1)": 2.2 }));

it("abs, sign, ceiling and the greatest and least of several", () =>
  agree({
    "abs(-5)": 5, "abs(-1.5)": 1.5, "abs(-1h)": "01:00:00", "abs(-9223372036854775807 - 1)": "-9223372036854775808n", "sign(-42)": -1, "sign(11.2)": 1, "ceiling(-1.1)": -1, "ceiling(0.9)": 1,
    "min_of(10, 1, -3, 17)": -3, "max_of(10, 1, long(null))": 10, "isnan(0.0/0)": true, "isinf(1.0/0)": true, "isfinite(1.0)": true, "isnan(1.0)": false,
  }));

it("format_bytes takes the greatest unit of which there is one", () =>
  agree({
    "format_bytes(564)": "564 Bytes", "format_bytes(10332, 1)": "10.1 KB", "format_bytes(20010332)": "19 MB", "format_bytes(20010332, 2)": "19.08 MB", 'format_bytes(20010332, 0, "KB")': "19541 KB", "format_bytes(0)": "0 Bytes",
  }));
