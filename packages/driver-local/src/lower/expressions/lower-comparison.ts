import type { KqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, cast, constant, isNull, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerScope } from "../lower-scope.js";
import { isNeverNull } from "./constant-value.js";
import { lowerAs, lowerExpression, type ExpressionOfKind, type Position } from "./lower-expression.js";
import { refuseExpression } from "./refuse-expression.js";
import { and, not, or, orFalse } from "./sql-parts.js";

type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

const numbers: ReadonlySet<KqlType> = new Set(["int", "long", "real", "decimal", "bool"]);
const sqlNames = { "==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=" } as const;
const realMacros = { "==": "kql_real_eq", "<": "kql_real_lt", "<=": "kql_real_le", ">": "kql_real_gt", ">=": "kql_real_ge" } as const;

/** The type as which two values are compared; undefined if KQL does not compare them. Rule R112. */
function commonType(left: KqlType, right: KqlType): KqlType | undefined {
  if (left === right) return left === "dynamic" ? undefined : left;
  if (left === "dynamic") return right;
  if (right === "dynamic") return left;
  if (numbers.has(left) && numbers.has(right)) {
    if (left === "real" || right === "real") return "real";
    return left === "decimal" || right === "decimal" ? "decimal" : "long";
  }
  if (left === "string") return right;
  return right === "string" ? left : undefined;
}

/**
 * `==`, `!=` and the orders. Equality with one null is false and inequality true, both of two nulls are null; the orders are null
 * if a side is (rules R110, R111).
 * Source: Microsoft Learn, "Null values", "Equality and inequality of null values".
 */
export function lowerComparison(kind: ComparisonOperator, left: IrExpression, right: IrExpression, scope: LowerScope, position: Position): SqlExpression {
  const type = commonType(left.type, right.type);
  if (!type) return refuseExpression(`a comparison of ${left.type} with ${right.type}`, left, scope, "Convert both sides to one type first, for example with tostring().");
  const sides = [comparedAs(left, type, scope), comparedAs(right, type, scope)] as const;
  const real = type === "real";
  if (kind !== "==" && kind !== "!=") return real ? call(realMacros[kind], ...sides) : operator(sqlNames[kind], ...sides);
  const neverNull = [comparedNeverNull(left, type, scope), comparedNeverNull(right, type, scope)] as const;
  const equal = real ? call("kql_real_eq", ...sides) : operator("=", ...sides);
  return kind === "==" ? equality(equal, sides, neverNull, position) : inequality(equal, sides, neverNull, position, real);
}

function comparedAs(side: IrExpression, type: KqlType, scope: LowerScope): SqlExpression {
  if (side.type === type || (type === "long" && side.type === "int")) return lowerExpression(side, scope);
  if (side.type === "dynamic" && numbers.has(type)) return dynamicNumber(lowerExpression(side, scope), type);
  return lowerAs(side, type, scope);
}

/** A dynamic that holds a text is no number to a comparison, unlike to `tolong()` (rule R112). */
function dynamicNumber(value: SqlExpression, type: KqlType): SqlExpression {
  if (type === "bool") return call("kql_dynamic_bool", value);
  if (type === "long" || type === "int") return call("kql_dynamic_integral", value);
  return type === "decimal" ? call("kql_dynamic_to_decimal", value) : call("kql_dynamic_number", value);
}

function comparedNeverNull(side: IrExpression, type: KqlType, scope: LowerScope): boolean {
  return type === "string" || (side.type === type && isNeverNull(side, scope));
}

type Sides = readonly [SqlExpression, SqlExpression];
type NeverNull = readonly [boolean, boolean];

function equality(equal: SqlExpression, sides: Sides, [left, right]: NeverNull, position: Position): SqlExpression {
  if ((left && right) || position === "condition") return equal;
  if (left || right) return orFalse(equal);
  return caseWhen([[and(isNull(sides[0]), isNull(sides[1])), nullOf("BOOLEAN")]], orFalse(equal));
}

function inequality(equal: SqlExpression, sides: Sides, [left, right]: NeverNull, position: Position, real: boolean): SqlExpression {
  if (left && right) return real ? not(equal) : operator("<>", ...sides);
  if (left || right) return real ? not(orFalse(equal)) : operator("IS DISTINCT FROM", ...sides);
  if (position === "condition" && !real) return operator("IS DISTINCT FROM", ...sides);
  return caseWhen([[and(isNull(sides[0]), isNull(sides[1])), nullOf("BOOLEAN")]], not(orFalse(equal)));
}

/** `between (a .. b)`, both ends included; a timespan as the end of datetimes counts from the start. Rule R113. */
export function lowerBetween(expression: ExpressionOfKind<"between">, scope: LowerScope, position: Position): SqlExpression {
  const { value, from, to } = expression;
  const least = lowerComparison(">=", value, from, scope, position);
  const most = value.type === "datetime" && to.type === "timespan" ? upToSpan(expression, scope) : lowerComparison("<=", value, to, scope, position);
  if (!expression.negated) return and(least, most);
  const less = lowerComparison("<", value, from, scope, position);
  const more = value.type === "datetime" && to.type === "timespan" ? not(most) : lowerComparison(">", value, to, scope, position);
  return or(less, more);
}

function upToSpan({ value, from, to }: ExpressionOfKind<"between">, scope: LowerScope): SqlExpression {
  const end = operator("+", cast(lowerAs(from, "datetime", scope), "HUGEINT"), lowerExpression(to, scope));
  return operator("<=", lowerExpression(value, scope), end);
}

/** Whether two values are equal, for lists: null equals nothing. */
export function lowerEquality(left: IrExpression, right: IrExpression, scope: LowerScope): SqlExpression {
  return commonType(left.type, right.type) === undefined ? constant(false) : lowerComparison("==", left, right, scope, "condition");
}
