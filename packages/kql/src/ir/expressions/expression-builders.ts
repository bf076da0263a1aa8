import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression } from "../ir-types.js";
import { buildElement, buildPath } from "./access.js";
import { buildCall } from "./calls.js";
import type { ExpressionNodes, WrapperNode } from "./expression-nodes.js";
import { buildBetween, buildList } from "./list-operators.js";
import { buildDynamic, buildLiteral, buildStar, buildTypeOf } from "./literals.js";
import { buildNameReference } from "./names.js";
import { buildBinary, buildUnary } from "./operators.js";
import { buildToScalar } from "./to-scalar.js";

/** Each kind of scalar expression with what makes its IR; a kind that is not here is refused with its place. */
export const expressionBuilders: {
  readonly [K in keyof ExpressionNodes]: (node: ExpressionNodes[K], builder: IrBuilder) => IrExpression;
} = {
  LiteralExpression: buildLiteral,
  CompoundStringLiteralExpression: buildLiteral,
  DynamicExpression: buildDynamic,
  TypeOfLiteralExpression: buildTypeOf,
  NameReference: buildNameReference,
  ParenthesizedExpression: buildInner,
  PrefixUnaryExpression: buildUnary,
  BinaryExpression: buildBinary,
  BetweenExpression: buildBetween,
  InExpression: buildList,
  HasAnyExpression: buildList,
  HasAllExpression: buildList,
  PathExpression: buildPath,
  ElementExpression: buildElement,
  FunctionCallExpression: buildCall,
  ToScalarExpression: buildToScalar,
  SimpleNamedExpression: buildInner,
  StarExpression: buildStar,
  OrderedExpression: buildInner,
};

function buildInner(node: WrapperNode, builder: IrBuilder): IrExpression {
  return builder.expression(node.Expression);
}
