import type { KqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { call, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { decimalFits, kqlLiteral } from "../kql-literal.js";
import type { LowerScope } from "../lower-scope.js";
import { lowerCall, lowerElement } from "../functions/lower-call.js";
import { inlineLet } from "./constant-value.js";
import { convertValue } from "./convert-value.js";
import { lowerAccess } from "./lower-access.js";
import { lowerArithmetic } from "./lower-arithmetic.js";
import { lowerBetween, lowerComparison } from "./lower-comparison.js";
import { lowerList } from "./lower-list.js";
import { lowerTextOperator } from "./lower-text-operator.js";
import { refuseExpression } from "./refuse-expression.js";

/** An expression of one kind. */
export type ExpressionOfKind<K extends IrExpression["kind"]> = Extract<IrExpression, { readonly kind: K }>;

/**
 * Where a condition stands: as a `value`, null and false are two things; as a `condition` (of `where`, of an aggregate's
 * filter), null may stand for false, which lets the scan use the comparison.
 */
export type Position = "value" | "condition";

type Lowering<K extends IrExpression["kind"]> = (expression: ExpressionOfKind<K>, scope: LowerScope, position: Position) => SqlExpression;

const lowerings: { readonly [K in IrExpression["kind"]]: Lowering<K> } = {
  literal: (expression, scope) => {
    if (!decimalFits(expression.value)) return refuseExpression("a decimal of more than 21 digits before the point or 17 behind it", expression, scope, "Write fewer digits, or a real.");
    return kqlLiteral(expression.value, expression.type);
  },
  column: (expression, scope) => scope.column(expression.name, expression.side),
  "let-scalar": (expression, scope, position) => {
    const value = inlineLet(expression, scope);
    return value ? lower(value, scope, position) : scope.scalarLet(expression.id);
  },
  unary: lowerUnary,
  binary: lowerBinary,
  between: lowerBetween,
  list: lowerList,
  call: lowerCall,
  access: lowerAccess,
  "to-scalar": (expression, scope) => scope.toScalar(expression.relation),
  element: lowerElement,
  convert: (expression, scope) => lowerAs(expression.value, expression.type, scope),
};

function lower(expression: IrExpression, scope: LowerScope, position: Position): SqlExpression {
  const lowering = lowerings[expression.kind] as (expression: IrExpression, scope: LowerScope, position: Position) => SqlExpression;
  return lowering(expression, scope, position);
}

/**
 * Lowers a scalar expression (or an aggregate inside `summarize`, or a window function) to SQL. The result has the physical
 * type of the expression's KQL type; text is never NULL.
 * @throws {UnsupportedError} for what the engine does not know, with its place.
 */
export function lowerExpression(expression: IrExpression, scope: LowerScope): SqlExpression {
  return lower(expression, scope, "value");
}

/**
 * Lowers a condition for a place where null counts as false (`where`, a join's condition, a filter): simpler SQL than
 * {@link lowerExpression}, which DuckDB can push down into a scan.
 * @throws {UnsupportedError} for what the engine does not know, with its place.
 */
export function lowerCondition(expression: IrExpression, scope: LowerScope): SqlExpression {
  return expression.type === "bool" ? lower(expression, scope, "condition") : lowerAs(expression, "bool", scope);
}

/**
 * Lowers an expression and converts it to a type.
 * @throws {UnsupportedError} if KQL has no such conversion.
 */
export function lowerAs(expression: IrExpression, type: KqlType, scope: LowerScope): SqlExpression {
  if (type === "string" && expression.type === "dynamic" && expression.kind === "access") return lowerAccess(expression, scope, "value", "text");
  const value = lowerExpression(expression, scope);
  return convertValue(value, expression.type, type) ?? refuseExpression(`a conversion from ${expression.type} to ${type}`, expression, scope);
}

function lowerUnary(expression: ExpressionOfKind<"unary">, scope: LowerScope): SqlExpression {
  const value = lowerAs(expression.operand, expression.type, scope);
  if (expression.operator === "+") return value;
  if (expression.type === "real" || expression.type === "decimal") return { kind: "prefix", operator: "-", operand: value };
  if (expression.type === "int") return call("kql_wrap32", operator("-", constant(0), cast(value, "BIGINT")));
  if (expression.type === "long" || expression.type === "timespan") return call("kql_long_subtract", constant(0), value);
  return refuseExpression(`the sign of a ${expression.type}`, expression, scope);
}

const textOperators: ReadonlySet<string> = new Set(["=~", "!~", "matches regex", "like", "notlike", "like_cs", "notlike_cs"]);

function lowerBinary(expression: ExpressionOfKind<"binary">, scope: LowerScope, position: Position): SqlExpression {
  switch (expression.operator) {
    case "and":
    case "or": {
      const sides = [expression.left, expression.right].map((side) => (side.type === "bool" ? lower(side, scope, position) : lowerAs(side, "bool", scope)));
      return operator(expression.operator.toUpperCase(), ...sides);
    }
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return lowerComparison(expression.operator, expression.left, expression.right, scope, position);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return lowerArithmetic(expression, scope);
    default:
      return textOperators.has(expression.operator) || /^!?(has|contains|starts|ends)/.test(expression.operator)
        ? lowerTextOperator(expression, scope)
        : refuseExpression(`the operator ${expression.operator as string}`, expression, scope);
  }
}
