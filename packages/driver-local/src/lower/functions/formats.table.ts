import { call, cast, constant } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { plain, shaped, type FunctionCall, type FunctionTable } from "./function-row.js";
import { dynamicFrom } from "./series-analysis.table.js";

const text = { nulls: "text" as const };

/** The hash of no bytes: of the empty text, and of null. */
const HASH_OF_NOTHING = -1_205_034_819_632_174_695n;

/** `hash(value [, modulus])`: XXH64 of a text's bytes or of the eight bytes of a number or time. */
function hashed(each: FunctionCall): SqlExpression {
  const type = each.arguments[0]?.type;
  const isNumber = type === "long" || type === "datetime" || type === "timespan";
  if (type !== "string" && !isNumber) return each.refuse("How the service lays out values of this type for its hash is not documented. Hash a text, long, datetime or timespan.");
  const hash = isNumber ? call("coalesce", call("host_xxhash_long", each.sql(0)), constant(HASH_OF_NOTHING)) : call("host_xxhash_text", each.sql(0));
  return each.arguments[1] ? call("kql_long_modulo", hash, call("kql_positive", each.as(1, "long"))) : hash;
}

/** `parse_user_agent(text, look_for)`: one part by name, or several in an array. */
function userAgent(each: FunctionCall): SqlExpression {
  const wanted = each.literal(1);
  const names = Array.isArray(wanted) ? wanted : [wanted];
  if (!names.every((name) => name === "browser" || name === "os" || name === "device")) return each.refuse('Its second argument must be the literal "browser", "os" or "device", or a dynamic array of these.');
  return dynamicFrom("host_user_agent", each.as(0, "string"), constant(JSON.stringify(names)));
}

function commandLine(each: FunctionCall): SqlExpression {
  const kind = each.literal(1);
  if (typeof kind !== "string" || kind.toLowerCase() !== "windows") return each.refuse('Its second argument must be "windows".');
  return dynamicFrom("host_command_line", each.as(0, "string"));
}

/** Eight digits for each of four parts: no fraction, but more digits before it than other decimals of the engine have. */
function version(each: FunctionCall): SqlExpression {
  return cast(call("host_version", each.as(0, "string")), "DECIMAL(32,0)");
}

const units: Readonly<Record<string, string>> = { convert_angle: "angle", convert_energy: "energy", convert_force: "force", convert_length: "length", convert_mass: "mass", convert_speed: "speed", convert_temperature: "temperature", convert_volume: "volume" };

/** `convert_…(value, from, to)`; a unit that does not exist gives null. */
function converted(each: FunctionCall): SqlExpression {
  return call("host_convert", each.as(0, "real"), each.as(1, "string"), each.as(2, "string"), constant(units[each.name] ?? ""));
}

const conversion = shaped("real, string, string", "real", converted, { rules: [270] });

function packed(name: string): ReturnType<typeof plain> {
  return plain(name, ["string"], "string", { ...text, rules: [271] });
}

/** Formats, hashes and units. Source: the pages of the functions. */
export const formatFunctions: FunctionTable = {
  hash: shaped("string, long, datetime or timespan, long?", "long", hashed, { rules: [272] }),
  hash_xxhash64: shaped("string, long, datetime or timespan, long?", "long", hashed, { rules: [272] }),
  parse_xml: shaped("string", "dynamic", (each) => dynamicFrom("host_parse_xml", each.as(0, "string")), { rules: [273] }),
  parse_user_agent: shaped("string, string or dynamic", "dynamic", userAgent, { rules: [274] }),
  parse_command_line: shaped("string, string", "dynamic", commandLine, { rules: [275] }),
  parse_version: shaped("string", "decimal", version, { rules: [276] }),
  replace_strings: shaped("string, dynamic, dynamic", "string", (each) => call("coalesce", call("host_replace_strings", each.as(0, "string"), each.as(1, "dynamic"), each.as(2, "dynamic")), each.as(0, "string")), { ...text, rules: [277] }),
  gzip_compress_to_base64_string: packed("host_gzip"),
  gzip_decompress_from_base64_string: packed("host_gunzip"),
  zlib_compress_to_base64_string: packed("host_zlib"),
  zlib_decompress_from_base64_string: packed("host_unzlib"),
  punycode_from_string: plain("host_punycode", ["string"], "string", { ...text, rules: [278] }),
  punycode_to_string: plain("host_unpunycode", ["string"], "string", { ...text, rules: [278] }),
  punycode_domain_from_string: plain("host_domain_unicode", ["string"], "string", { ...text, rules: [278] }),
  punycode_domain_to_string: plain("host_domain_ascii", ["string"], "string", { ...text, rules: [278] }),
  ipv4_range_to_cidr_list: shaped("string, string", "dynamic", (each) => dynamicFrom("host_cidr_list", each.as(0, "string"), each.as(1, "string")), { rules: [279] }),
  beta_cdf: plain("host_beta_cdf", ["real", "real", "real"], "real", { rules: [280] }),
  beta_inv: plain("host_beta_inv", ["real", "real", "real"], "real", { rules: [280] }),
  beta_pdf: plain("host_beta_pdf", ["real", "real", "real"], "real", { rules: [280] }),
  erf: plain("host_erf", ["real"], "real", { rules: [280] }),
  erfc: plain("host_erfc", ["real"], "real", { rules: [280] }),
  welch_test: plain("host_welch_test", ["real", "real", "real", "real", "real", "real"], "real", { rules: [280] }),
  convert_angle: conversion,
  convert_energy: conversion,
  convert_force: conversion,
  convert_length: conversion,
  convert_mass: conversion,
  convert_speed: conversion,
  convert_temperature: conversion,
  convert_volume: conversion,
};
