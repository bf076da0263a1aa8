import type { KqlType } from "@huntkit/provider";
import { call, cast, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerScope } from "../lower-scope.js";
import { lowerAs, lowerExpression, type ExpressionOfKind } from "./lower-expression.js";
import { refuseExpression } from "./refuse-expression.js";
import { asDouble } from "./sql-parts.js";

type Binary = ExpressionOfKind<"binary">;
type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

const longMacros: Readonly<Record<ArithmeticOperator, string>> = {
  "+": "kql_long_add", "-": "kql_long_subtract", "*": "kql_long_multiply", "/": "kql_long_divide", "%": "kql_long_modulo",
};

/**
 * `+ - * / %`. Integers wrap at 64 bits and divide towards zero, a division by zero is null (of reals infinite), the remainder
 * is never negative; times are ticks (rules R120 to R126).
 * Source: Microsoft Learn, "Numerical operators", "Datetime / timespan arithmetic".
 */
export function lowerArithmetic(expression: Binary, scope: LowerScope): SqlExpression {
  const { left, right, type } = expression;
  if (isTime(left.type) || isTime(right.type)) return timeArithmetic(expression, scope);
  const kind = expression.operator as ArithmeticOperator;
  if (type === "real" || type === "dynamic") return realArithmetic(kind, lowerAs(left, "real", scope), lowerAs(right, "real", scope));
  if (type === "decimal") return decimalArithmetic(expression, scope);
  const value = call(longMacros[kind], lowerAs(left, "long", scope), lowerAs(right, "long", scope));
  if (type === "long") return value;
  return type === "int" ? call("kql_wrap32", value) : refuseExpression(`${kind} of ${left.type} and ${right.type}`, expression, scope);
}

function isTime(type: KqlType): boolean {
  return type === "datetime" || type === "timespan";
}

function realArithmetic(kind: ArithmeticOperator, left: SqlExpression, right: SqlExpression): SqlExpression {
  return kind === "%" ? call("kql_real_modulo", left, right) : operator(kind, left, right);
}

function decimalArithmetic(expression: Binary, scope: LowerScope): SqlExpression {
  const sides = [lowerAs(expression.left, "decimal", scope), lowerAs(expression.right, "decimal", scope)];
  if (expression.operator === "+" || expression.operator === "-") return cast(operator(expression.operator, ...sides), "DECIMAL(38,17)");
  return refuseExpression(`${expression.operator} of decimals`, expression, scope, "Convert them with toreal() first.");
}

function timeArithmetic(expression: Binary, scope: LowerScope): SqlExpression {
  const { left, right, type } = expression;
  const kind = expression.operator as ArithmeticOperator;
  const sides = [timeSide(left, scope), timeSide(right, scope)] as const;
  if (kind === "+" || kind === "-") {
    if (type === "datetime") return call(kind === "+" ? "kql_datetime_add" : "kql_datetime_subtract", ...sides);
    if (type === "timespan") return call(longMacros[kind], ...sides);
  }
  if (kind === "*" || kind === "/") return timeScaling(expression, kind, scope);
  if (kind === "%" && isTime(right.type)) return call("kql_long_modulo", ...sides);
  return refuseExpression(`${kind} of ${left.type} and ${right.type}`, expression, scope);
}

function timeSide(side: Binary["left"], scope: LowerScope): SqlExpression {
  return side.type === "dynamic" || side.type === "string" ? lowerAs(side, "timespan", scope) : lowerExpression(side, scope);
}

/** A timespan times or by a number, and a timespan by a timespan (which is a number). */
function timeScaling(expression: Binary, kind: "*" | "/", scope: LowerScope): SqlExpression {
  const { left, right, type } = expression;
  if (type === "real") return operator("/", asDouble(lowerExpression(left, scope)), asDouble(timeSide(right, scope)));
  if (type !== "timespan" && type !== "long") return refuseExpression(`${kind} of ${left.type} and ${right.type}`, expression, scope);
  const whole = [left, right].every((side) => isTime(side.type) || side.type === "long" || side.type === "int");
  if (whole) return call(longMacros[kind], lowerAs(left, "long", scope), lowerAs(right, "long", scope));
  const sides = [left, right].map((side) => (isTime(side.type) ? asDouble(lowerExpression(side, scope)) : lowerAs(side, "real", scope)));
  return call("kql_real_to_long", operator(kind, ...sides));
}
