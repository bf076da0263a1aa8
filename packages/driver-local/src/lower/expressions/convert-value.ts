import type { KqlType } from "@huntkit/provider";
import { call, caseWhen, cast, constant, isNotNull, operator, tryCast } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { physicalTypes } from "../physical-types.js";

type Conversion = (value: SqlExpression) => SqlExpression;

const macro = (name: string): Conversion => (value) => call(name, value);
const asIs: Conversion = (value) => value;
const castTo = (type: KqlType): Conversion => (value) => cast(value, physicalTypes[type]);
const notZero: Conversion = (value) => operator("<>", value, constant(0));
const truncated = (type: KqlType): Conversion => (value) => tryCast(call("trunc", value), physicalTypes[type]);
const wrapped: Conversion = (value) => call("kql_wrap32", value);
const jsonOf: Conversion = (value) => call("to_json", value);
const jsonOfText = (text: string): Conversion => (value) => caseWhen([[isNotNull(value), call("to_json", call(text, value))]]);

/**
 * How a value of one type becomes one of another, as the `to…()` functions do it: what cannot be converted is null (rule R130),
 * and text is never null. A pair that is missing has no conversion in KQL.
 * Source: the pages of `tostring()`, `tolong()`, `toint()`, `todouble()`, `todecimal()`, `tobool()`, `todatetime()`,
 * `totimespan()`, `toguid()` and `todynamic()`.
 */
const conversions: Readonly<Record<KqlType, Partial<Readonly<Record<KqlType, Conversion>>>>> = {
  string: {
    string: asIs, bool: macro("kql_bool_text"), int: macro("kql_long_text"), long: macro("kql_long_text"), real: macro("kql_real_text"),
    decimal: macro("kql_decimal_text"), datetime: macro("kql_datetime_text"), timespan: macro("kql_timespan_text"),
    guid: macro("kql_null_text"), dynamic: macro("kql_dynamic_text"),
  },
  long: {
    long: asIs, int: castTo("long"), bool: castTo("long"), real: macro("kql_real_to_long"), decimal: truncated("long"), datetime: asIs,
    timespan: asIs, string: macro("kql_text_to_long"), dynamic: macro("kql_dynamic_to_long"),
  },
  int: {
    int: asIs, long: wrapped, bool: castTo("int"), real: macro("kql_real_to_int"), decimal: truncated("int"), datetime: wrapped,
    timespan: wrapped, string: macro("kql_text_to_int"), dynamic: macro("kql_dynamic_to_int"),
  },
  real: {
    real: asIs, int: castTo("real"), long: castTo("real"), bool: castTo("real"), decimal: castTo("real"), datetime: castTo("real"),
    timespan: castTo("real"), string: macro("kql_text_to_real"), dynamic: macro("kql_dynamic_to_real"),
  },
  decimal: {
    decimal: asIs, int: castTo("decimal"), long: castTo("decimal"), bool: (value) => cast(cast(value, "INTEGER"), "DECIMAL(38,17)"),
    real: (value) => tryCast(cast(value, "VARCHAR"), "DECIMAL(38,17)"), string: macro("kql_text_to_decimal"),
    dynamic: macro("kql_dynamic_to_decimal"),
  },
  bool: {
    bool: asIs, int: notZero, long: notZero, real: notZero, decimal: notZero, string: macro("kql_text_to_bool"),
    dynamic: macro("kql_dynamic_to_bool"),
  },
  datetime: {
    datetime: asIs, long: macro("kql_datetime"), int: macro("kql_datetime"), string: macro("kql_text_to_datetime"),
    dynamic: macro("kql_dynamic_to_datetime"),
  },
  timespan: {
    timespan: asIs, long: asIs, int: castTo("long"), real: macro("kql_real_to_long"), string: macro("kql_text_to_timespan"),
    dynamic: macro("kql_dynamic_to_timespan"),
  },
  guid: { guid: asIs, string: macro("kql_text_to_guid"), dynamic: macro("kql_dynamic_to_guid") },
  dynamic: {
    dynamic: asIs, string: jsonOf, bool: jsonOf, int: jsonOf, long: jsonOf, guid: jsonOf, real: macro("kql_real_json"),
    decimal: jsonOfText("kql_decimal_text"), datetime: jsonOfText("kql_datetime_text"), timespan: jsonOfText("kql_timespan_text"),
  },
};

/** A value of one KQL type as one of another; undefined if KQL has no such conversion. */
export function convertValue(value: SqlExpression, from: KqlType, to: KqlType): SqlExpression | undefined {
  return conversions[to][from]?.(value);
}
