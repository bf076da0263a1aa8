import type { IrArgument, IrExpression } from "@huntkit/kql/ir";
import { InternalError } from "@huntkit/provider";
import { literalOf } from "../expressions/constant-value.js";
import { lowerAs, lowerCondition, lowerExpression, type ExpressionOfKind } from "../expressions/lower-expression.js";
import { refuseExpression } from "../expressions/refuse-expression.js";
import type { LowerScope } from "../lower-scope.js";
import type { FunctionCall } from "./function-row.js";

/** The view of a call that the rows of the function tables work with. */
export function functionCall(expression: ExpressionOfKind<"call">, scope: LowerScope): FunctionCall {
  const args = expression.arguments.flatMap(writtenOut);
  const at = (index: number): IrExpression => args[index] ?? missing(expression.name, index);
  return {
    name: expression.name,
    type: expression.type,
    expression,
    arguments: args,
    scope,
    as: (index, type) => lowerAs(at(index), type, scope),
    sql: (index) => lowerExpression(at(index), scope),
    condition: (index) => lowerCondition(at(index), scope),
    literal: (index) => (args[index] ? literalOf(args[index], scope)?.value : undefined),
    refuse: (hint, construct = `${expression.name}()`) => refuseExpression(construct, expression, scope, hint),
  };
}

function writtenOut(argument: IrArgument): IrExpression[] {
  if (argument.kind !== "star") return [argument];
  return argument.columns.map(({ name, type }) => ({ kind: "column", name, type, span: argument.span }));
}

function missing(name: string, index: number): never {
  throw new InternalError({
    code: "argument-missing",
    message: `The call of ${name}() has no argument ${index + 1}, though it was bound. Report this query to the huntkit project.`,
  });
}
