import { isKqlType, type KqlType } from "@huntkit/provider";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import type { ExpressionOfKind } from "../expressions/lower-expression.js";
import { refuseExpression } from "../expressions/refuse-expression.js";
import type { LowerScope } from "../lower-scope.js";
import { elementFunctions, functionTable } from "./function-tables.js";
import { functionCall } from "./function-call.js";
import { gaps } from "./gaps.js";
import { workedOutOnce } from "./work-out-once.js";

/** A call of a built-in function. @throws {UnsupportedError} with its place, if the engine does not have it. */
export function lowerCall(expression: ExpressionOfKind<"call">, scope: LowerScope): SqlExpression {
  const row = functionTable.get(expression.name);
  if (!row) return refuseCall(expression, scope);
  const value = row.lower(functionCall(expression, scope));
  const differs = isKqlType(row.gives) && row.gives !== expression.type;
  return workedOutOnce((differs ? convertValue(value, row.gives as KqlType, expression.type) : value) ?? refuseCall(expression, scope));
}

/** One column of a function that gives several. */
export function lowerElement(expression: ExpressionOfKind<"element">, scope: LowerScope): SqlExpression {
  const { value } = expression;
  if (value.kind !== "call") return refuseExpression("several columns of one value", expression, scope);
  const lower = elementFunctions.get(value.name);
  return lower ? workedOutOnce(lower(functionCall(value, scope), expression.index, expression)) : refuseCall(value, scope);
}

function refuseCall(expression: ExpressionOfKind<"call">, scope: LowerScope): never {
  const gap = gaps[expression.name];
  return refuseExpression(`${expression.name}()`, expression, scope, gap && `${gap.reason} ${gap.instead ?? ""}`.trim());
}
