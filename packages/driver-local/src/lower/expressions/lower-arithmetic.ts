import type { KqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, cast, isNotNull, isNull, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerScope } from "../lower-scope.js";
import { workedOutOnce } from "../functions/work-out-once.js";
import { lowerAs, lowerExpression, type ExpressionOfKind } from "./lower-expression.js";
import { refuseExpression } from "./refuse-expression.js";
import { and, asDouble, firstColumn, mayFail } from "./sql-parts.js";

type Binary = ExpressionOfKind<"binary">;
type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

const longMacros: Readonly<Record<ArithmeticOperator, string>> = {
  "+": "kql_long_add", "-": "kql_long_subtract", "*": "kql_long_multiply", "/": "kql_long_divide", "%": "kql_long_modulo",
};

/**
 * A whole-number expression twice: `fast` as DuckDB computes, which fails where 64 bits are not enough, and `exact`, which wraps
 * as KQL does and costs several times as much.
 */
interface Whole {
  readonly fast: SqlExpression;
  readonly exact: SqlExpression;
}

/**
 * `+ - * / %`. Integers wrap at 64 bits and divide towards zero, a division by zero is null (of reals infinite), the remainder
 * is never negative; times are ticks; a dynamic is taken as the type of the other side (rules R120 to R125).
 * Source: Microsoft Learn, "Numerical operators", "Datetime / timespan arithmetic".
 */
export function lowerArithmetic(expression: Binary, scope: LowerScope): SqlExpression {
  const { left, right, type } = expression;
  if (isTime(left.type) || isTime(right.type)) return timeArithmetic(expression, scope);
  const kind = expression.operator as ArithmeticOperator;
  if (left.type === "dynamic" && right.type === "dynamic") return refuseExpression(`${kind} of dynamic and dynamic`, expression, scope, "Convert a side first, for example with toreal().");
  if (type === "real" || type === "dynamic") return realArithmetic(kind, lowerAs(left, "real", scope), lowerAs(right, "real", scope));
  if (type === "decimal") return decimalArithmetic(expression, scope);
  if (type !== "long" && type !== "int") return refuseExpression(`${kind} of ${left.type} and ${right.type}`, expression, scope);
  const value = chosen(whole(expression, scope));
  return type === "int" ? call("kql_wrap32", value) : value;
}

function isTime(type: KqlType): boolean {
  return type === "datetime" || type === "timespan";
}

const wholeOperators: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

/** A tree of whole-number arithmetic; what is no arithmetic is a leaf of it. */
function whole(expression: IrExpression, scope: LowerScope): Whole {
  const isInner = expression.kind === "binary" && expression.type === "long" && wholeOperators.has(expression.operator);
  if (!isInner || isTime(expression.left.type) || isTime(expression.right.type)) {
    const leaf = lowerAs(expression, "long", scope);
    return { fast: leaf, exact: leaf };
  }
  return combined(expression.operator as ArithmeticOperator, whole(expression.left, scope), whole(expression.right, scope));
}

function combined(kind: ArithmeticOperator, left: Whole, right: Whole): Whole {
  const fast = kind === "%" ? call("kql_fast_modulo", left.fast, right.fast) : operator(kind === "/" ? "//" : kind, left.fast, right.fast);
  return { fast, exact: call(longMacros[kind], left.exact, right.exact) };
}

/** The fast form where it does not fail, else the exact one; only the exact one where DuckDB does not allow `TRY`. */
function chosen({ fast, exact }: Whole): SqlExpression {
  return mayFail(fast) ? aside(call("coalesce", call("try", workedOutOnce(fast)), workedOutOnce(exact))) : workedOutOnce(exact);
}

/**
 * The value behind a condition that never holds: DuckDB works out a part that occurs twice once and beforehand, also one inside TRY, which then
 * protects nothing. What stands in CASE it leaves alone.
 */
function aside(value: SqlExpression): SqlExpression {
  const column = firstColumn(value);
  return column ? caseWhen([[and(isNull(column), isNotNull(column)), nullOf("BIGINT")]], value) : value;
}

function realArithmetic(kind: ArithmeticOperator, left: SqlExpression, right: SqlExpression): SqlExpression {
  return kind === "%" ? workedOutOnce(call("kql_real_modulo", left, right)) : operator(kind, left, right);
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
  // two datetimes are never so far apart that 64 bits are not enough
  if (kind === "-" && left.type === "datetime" && right.type === "datetime") return operator("-", ...sides);
  if (kind === "+" || kind === "-") {
    if (type === "datetime") return workedOutOnce(call(kind === "+" ? "kql_datetime_add" : "kql_datetime_subtract", ...sides));
    if (type === "timespan") return chosen(combined(kind, leafOf(sides[0]), leafOf(sides[1])));
  }
  if (kind === "*" || kind === "/") return timeScaling(expression, kind, scope);
  if (kind === "%" && isTime(right.type)) return chosen(combined("%", leafOf(sides[0]), leafOf(sides[1])));
  return refuseExpression(`${kind} of ${left.type} and ${right.type}`, expression, scope);
}

function leafOf(value: SqlExpression): Whole {
  return { fast: value, exact: value };
}

function timeSide(side: Binary["left"], scope: LowerScope): SqlExpression {
  return side.type === "dynamic" || side.type === "string" ? lowerAs(side, "timespan", scope) : lowerExpression(side, scope);
}

/** A timespan times or by a number, and a timespan by a timespan (which is a number). */
function timeScaling(expression: Binary, kind: "*" | "/", scope: LowerScope): SqlExpression {
  const { left, right, type } = expression;
  if (type === "real") return operator("/", asDouble(lowerExpression(left, scope)), asDouble(timeSide(right, scope)));
  if (type !== "timespan" && type !== "long") return refuseExpression(`${kind} of ${left.type} and ${right.type}`, expression, scope);
  const isWhole = [left, right].every((side) => isTime(side.type) || side.type === "long" || side.type === "int");
  if (isWhole) return chosen(combined(kind, leafOf(lowerAs(left, "long", scope)), leafOf(lowerAs(right, "long", scope))));
  const sides = [left, right].map((side) => (isTime(side.type) ? asDouble(lowerExpression(side, scope)) : lowerAs(side, "real", scope)));
  return workedOutOnce(call("kql_real_to_long", operator(kind, ...sides)));
}
