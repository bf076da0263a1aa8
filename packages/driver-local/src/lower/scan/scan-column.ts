import type { KqlType } from "@huntkit/provider";
import { UNIX_EPOCH_TICKS } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, cast, constant, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LocalColumnStorage, LocalTableColumn } from "../../tables/local-table-source.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { LowerContext } from "../lower-context.js";
import { physicalTypes } from "../physical-types.js";

/** Ways of storage whose reading costs so little that it may stand several times in a query. */
export const repeatableStorage: ReadonlySet<LocalColumnStorage> = new Set([
  "native", "integer", "number", "timestamp", "timestamp_ms", "timestamp_s", "timestamp_ns", "timestamptz", "date", "ticks",
]);

/** Functions that read a text as a value of a type. */
const readText: Readonly<Partial<Record<KqlType, string>>> = Object.freeze({
  bool: "tobool", int: "toint", long: "tolong", real: "toreal", decimal: "todecimal",
  datetime: "todatetime", timespan: "totimespan", guid: "toguid", dynamic: "parse_json",
});

/** The value of a stored column in the engine's own form of its KQL type. */
export function scanValue(column: LocalTableColumn, raw: SqlExpression | undefined, context: LowerContext): SqlExpression {
  if (!raw) return column.type === "string" ? constant("") : nullOf(physicalTypes[column.type]);
  const value = column.stored === "text" ? textValue(column.type, raw, context) : storedValue(column, raw);
  return column.type === "string" ? call("coalesce", value, constant("")) : value;
}

function storedValue({ type, stored }: LocalTableColumn, raw: SqlExpression): SqlExpression {
  switch (stored) {
    case "native":
    case "ticks":
    case "text":
      return raw;
    case "integer":
    case "number":
      return cast(raw, physicalTypes[type]);
    case "timestamp":
    case "timestamptz":
      return sinceYearOne(operator("*", call("epoch_us", raw), constant(10n)));
    case "timestamp_ms":
    case "timestamp_s":
    case "date":
      return sinceYearOne(operator("*", call("epoch_us", cast(raw, "TIMESTAMP")), constant(10n)));
    case "timestamp_ns":
      return sinceYearOne(operator("//", call("epoch_ns", raw), constant(100n)));
    case "interval":
    case "time":
      return operator("*", call("epoch_us", raw), constant(10n));
    case "uuid":
      return call("lower", cast(raw, "VARCHAR"));
    case "json":
      return caseWhen([[operator("<>", cast(raw, "VARCHAR"), constant("null")), cast(raw, "JSON")]]);
    case "nested":
      return call("to_json", raw);
    case "any":
      return cast(raw, "VARCHAR");
  }
}

function sinceYearOne(ticksSince1970: SqlExpression): SqlExpression {
  return operator("+", ticksSince1970, constant(UNIX_EPOCH_TICKS));
}

function textValue(type: KqlType, raw: SqlExpression, context: LowerContext): SqlExpression {
  const reader = readText[type];
  if (!reader) return raw;
  const text: IrExpression = { kind: "column", name: "text", type: "string", span: { start: 0, length: 0 } };
  const read: IrExpression = { kind: "call", name: reader, function: "scalar", arguments: [text], type, span: text.span };
  const value = call("coalesce", raw, constant(""));
  return lowerExpression(read, context.scope(() => ({ name: "text", type: "string", value })));
}
