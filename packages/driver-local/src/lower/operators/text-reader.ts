import type { IrExpression } from "@huntkit/kql/ir";
import type { KqlType } from "@huntkit/provider";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { LowerContext } from "../lower-context.js";

const readers: Readonly<Partial<Record<KqlType, string>>> = Object.freeze({
  bool: "tobool", int: "toint", long: "tolong", real: "toreal", decimal: "todecimal",
  datetime: "todatetime", timespan: "totimespan", guid: "toguid", dynamic: "todynamic",
});

/** A text as a value of a type, as the `to…()` functions read it; null if it is none. A string is the text itself. */
export function readText(text: SqlExpression, type: KqlType, context: LowerContext): SqlExpression {
  const reader = readers[type];
  if (reader === undefined) return text;
  const span = { start: 0, length: 0 };
  const column: IrExpression = { kind: "column", name: "text", type: "string", span };
  const read: IrExpression = { kind: "call", name: reader, function: "scalar", arguments: [column], type, span };
  return lowerExpression(read, context.scope(() => ({ name: "text", type: "string", value: text })));
}
