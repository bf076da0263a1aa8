import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import type { KqlType } from "@huntkit/provider";
import { call, caseWhen, cast, constant, operator, tryCast } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { LowerContext } from "../lower-context.js";

/**
 * An element of an array as the type that `to typeof(…)` names. It is no parsing: a number stays a number (whole types cut its
 * fraction), a text becomes only a string, a datetime or a guid; what does not fit is null. Rule R26.
 * Source: Microsoft Learn, "mv-expand operator" (Typename: "cast-only").
 */
export function elementValue(element: SqlExpression, type: KqlType, relation: IrRelation, context: LowerContext): SqlExpression {
  switch (type) {
    case "dynamic":
      return element;
    case "string":
      return call("coalesce", textOf(element), constant(""));
    case "int":
    case "long":
      return whole(element, type === "int" ? "INTEGER" : "BIGINT");
    case "real":
      return ofKinds(element, numbers, tryCast(textOf(element), "DOUBLE"));
    case "bool":
      return caseWhen([[isOf(element, ["BOOLEAN"]), tryCast(textOf(element), "BOOLEAN")], [isOf(element, integers), operator("<>", textOf(element), constant("0"))]]);
    case "datetime":
    case "guid":
      return ofKinds(element, ["VARCHAR"], converted(element, type, context));
    default:
      return context.refuse(`to typeof(${type})`, relation, `Expand without a type, and convert with to${type}().`);
  }
}

const integers = ["BIGINT", "UBIGINT", "HUGEINT"];
const numbers = [...integers, "DOUBLE"];

function isOf(element: SqlExpression, kinds: readonly string[]): SqlExpression {
  return { kind: "in", operand: call("json_type", element), list: kinds.map((kind) => constant(kind)), negated: false };
}

function ofKinds(element: SqlExpression, kinds: readonly string[], value: SqlExpression): SqlExpression {
  return caseWhen([[isOf(element, kinds), value]]);
}

function whole(element: SqlExpression, type: "INTEGER" | "BIGINT"): SqlExpression {
  const cut = tryCast(call("trunc", cast(textOf(element), "DOUBLE")), type);
  return caseWhen([[isOf(element, integers), tryCast(textOf(element), type)], [isOf(element, ["DOUBLE"]), cut]]);
}

/** The text of a JSON value, without the quotes of a JSON text. */
function textOf(element: SqlExpression): SqlExpression {
  return operator("->>", element, constant("$"));
}

function converted(element: SqlExpression, type: "datetime" | "guid", context: LowerContext): SqlExpression {
  const span = { start: 0, length: 0 };
  const text: IrExpression = { kind: "column", name: "text", type: "string", span };
  const read: IrExpression = { kind: "call", name: type === "guid" ? "toguid" : "todatetime", function: "scalar", arguments: [text], type, span };
  const value = call("coalesce", textOf(element), constant(""));
  return lowerExpression(read, context.scope(() => ({ name: "text", type: "string", value })));
}
