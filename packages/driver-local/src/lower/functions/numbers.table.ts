import { call, cast, constant, operator, tryCast } from "../../sql/sql-builders.js";
import { KqlTimeSpan } from "@huntkit/provider";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { physicalTypes } from "../physical-types.js";
import { plain, plainCast, shaped, type FunctionCall, type FunctionRow, type FunctionTable } from "./function-row.js";

/** A function of reals whose errors (outside its domain) are NaN. */
function real(sql: string): FunctionRow {
  return plain(sql, ["real"], "real", { rules: [127] });
}

/** `abs`, `sign`, …: the result has the argument's type. */
function absolute(each: FunctionCall): SqlExpression {
  const type = each.type;
  if (type === "real" || type === "decimal") return call("abs", each.as(0, type));
  const value = each.as(0, type === "timespan" ? "timespan" : "long");
  return type === "int" ? call("kql_wrap32", call("kql_long_abs", value)) : call("kql_long_abs", value);
}

function rounded(each: FunctionCall): SqlExpression {
  const type = each.type;
  const digits = each.arguments[1] ? each.as(1, "long") : constant(0);
  if (type === "decimal") return cast(call("round", each.as(0, "decimal"), cast(digits, "INTEGER")), "DECIMAL(38,17)");
  if (type === "real") return call("kql_round", each.as(0, "real"), digits);
  return tryCast(call("kql_round", each.as(0, "real"), digits), physicalTypes[type]);
}

function upward(each: FunctionCall): SqlExpression {
  if (each.type !== "real" && each.type !== "decimal") return each.as(0, each.type);
  return cast(call("ceil", each.as(0, each.type)), physicalTypes[each.type]);
}

/** `bin(value, size)` and `bin_at(value, size, point)`: down to a multiple of the size (from the point). */
function binned(each: FunctionCall): SqlExpression {
  const length = each.literal(1);
  if (each.type === "datetime" && !each.arguments[2] && length instanceof KqlTimeSpan && length.ticks > 0n) return call("kql_bin_datetime", each.as(0, "datetime"), each.as(1, "timespan"));
  const isReal = each.type === "real" || each.type === "decimal";
  const ofType = each.type === "datetime" ? "timespan" : each.type;
  const size = isReal ? each.as(1, "real") : call("kql_positive", each.as(1, ofType === "int" ? "long" : ofType));
  const value = isReal ? each.as(0, "real") : each.as(0, each.type);
  const point = each.arguments[2] ? [isReal ? each.as(2, "real") : each.as(2, each.type)] : [];
  const name = `kql_bin_${isReal ? "real" : "long"}${point.length ? "_at" : ""}`;
  const bin: SqlExpression = { kind: "call", name, arguments: [value, size, ...point] };
  if (each.type === "int") return call("kql_wrap32", bin);
  if (each.type === "decimal") return each.refuse("Convert the value with toreal() first.");
  return each.type === "datetime" ? call("kql_datetime", bin) : bin;
}

function bits(name: string, symbol?: string): FunctionRow {
  const lower = (each: FunctionCall): SqlExpression => {
    const sides = [each.as(0, "long"), each.as(1, "long")];
    return symbol ? operator(symbol, ...sides) : { kind: "call", name, arguments: sides };
  };
  return shaped("long, long", "long", lower, { rules: [128] });
}

function signOf(each: FunctionCall): SqlExpression {
  const type = each.type === "real" ? "real" : "long";
  return cast(call("sign", each.as(0, each.arguments[0]?.type === "real" ? "real" : type)), physicalTypes[each.type]);
}

/** Numbers. Source: the pages of the functions under "Scalar functions", "Mathematical functions" and "Binary functions". */
export const numberFunctions: FunctionTable = {
  abs: shaped("number or timespan", "argument", absolute),
  round: shaped("real, long?", "argument", rounded, { rules: [129] }),
  ceiling: shaped("real", "argument", upward),
  floor: shaped("any, any", "argument", binned, { rules: [180] }),
  bin: shaped("any, any", "argument", binned, { rules: [180] }),
  bin_at: shaped("any, any, any", "argument", binned, { rules: [181] }),
  sign: shaped("number", "argument", signOf),
  pow: plain("kql_pow", ["real", "real"], "real", { rules: [127] }),
  sqrt: real("kql_sqrt"),
  exp: real("kql_exp"),
  exp2: shaped("real", "real", (each) => call("kql_pow", constant(2, "DOUBLE"), each.as(0, "real"))),
  exp10: shaped("real", "real", (each) => call("kql_pow", constant(10, "DOUBLE"), each.as(0, "real"))),
  log: real("kql_ln"),
  log2: real("kql_log2"),
  log10: real("kql_log10"),
  pi: plain("pi", [], "real"),
  sin: real("kql_sin"),
  cos: real("kql_cos"),
  tan: real("kql_tan"),
  cot: real("kql_cot"),
  asin: real("kql_asin"),
  acos: real("kql_acos"),
  atan: real("atan"),
  atan2: plain("atan2", ["real", "real"], "real"),
  degrees: real("degrees"),
  radians: real("radians"),
  gamma: real("kql_gamma"),
  loggamma: real("kql_lgamma"),
  binary_and: bits("", "&"),
  binary_or: bits("", "|"),
  binary_xor: bits("xor"),
  binary_not: plain("kql_bit_not", ["long"], "long", { rules: [128] }),
  binary_shift_left: bits("kql_shift_left"),
  binary_shift_right: bits("kql_shift_right"),
  bitset_count_ones: plainCast("bit_count", ["long"], "long", "BIGINT"),
  format_bytes: shaped("real, long?, string?", "string", formatBytes, { nulls: "text" }),
};

const byteUnits = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"];

/** `format_bytes(size, digits, unit)`: the greatest unit of which there is at least one, or the named one. */
function formatBytes(each: FunctionCall): SqlExpression {
  const digits = each.arguments[1] ? each.as(1, "long") : constant(0);
  if (!each.arguments[2]) return call("kql_format_bytes", each.as(0, "real"), digits);
  const unit = each.literal(2);
  const place = typeof unit === "string" ? byteUnits.findIndex((name) => name.toLowerCase() === unit.toLowerCase()) : -1;
  const name = byteUnits[place];
  if (name === undefined) return each.refuse(`Its unit must be one of ${byteUnits.join(", ")}.`);
  return call("kql_format_bytes_as", each.as(0, "real"), digits, constant(1024 ** place, "DOUBLE"), constant(` ${name}`));
}
