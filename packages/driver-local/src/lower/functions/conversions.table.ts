import type { KqlType } from "@huntkit/provider";
import { call, constant } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { shaped, type FunctionCall, type FunctionRow, type FunctionTable } from "./function-row.js";

function to(type: KqlType, rules: readonly number[]): FunctionRow {
  return shaped("any", type, (each) => each.as(0, type), { nulls: type === "string" ? "text" : "null", rules });
}

/** Text is read as JSON, and a dynamic that holds a text likewise; other values become dynamic as they are. */
function parsed(each: FunctionCall): SqlExpression {
  const type = each.arguments[0]?.type;
  if (type === "string") return call("kql_parse_json", each.sql(0));
  return type === "dynamic" ? call("kql_parse_dynamic", each.sql(0)) : each.as(0, "dynamic");
}

/** Conversions. Source: the pages of the functions under "Scalar functions", "Conversion functions". */
export const conversionFunctions: FunctionTable = {
  tostring: to("string", [130, 131, 132]),
  tolong: to("long", [130, 140, 141]),
  toint: to("int", [130, 140, 141]),
  toreal: to("real", [130]),
  todouble: to("real", [130]),
  todecimal: to("decimal", [130]),
  tobool: to("bool", [130, 144]),
  toboolean: to("bool", [130, 144]),
  todatetime: to("datetime", [130, 142]),
  totimespan: to("timespan", [130, 143]),
  totime: to("timespan", [130, 143]),
  toguid: to("guid", [130]),
  parse_json: shaped("any", "dynamic", parsed, { rules: [160] }),
  parsejson: shaped("any", "dynamic", parsed, { rules: [160] }),
  todynamic: shaped("any", "dynamic", parsed, { rules: [160] }),
  toobject: shaped("any", "dynamic", parsed, { rules: [160] }),
  dynamic_to_json: shaped("dynamic", "string", (each) => call("coalesce", call("host_sorted_json", each.as(0, "dynamic")), constant("")), { nulls: "text", rules: [268] }),
};
