import type { KqlValue } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import type { LowerScope } from "../lower-scope.js";

type Call = Extract<IrExpression, { readonly kind: "call" }>;
type Literal = Extract<IrExpression, { readonly kind: "literal" }>;

const perRowFunctions: ReadonlySet<string> = new Set(["rand", "new_guid"]);

/** The expression of a scalar `let`, if it may be worked out wherever it is used: it reads no table and gives the same each time. */
export function inlineLet(expression: Extract<IrExpression, { readonly kind: "let-scalar" }>, scope: LowerScope): IrExpression | undefined {
  const value = scope.scalarLetValue(expression.id);
  return value && readsNothing(value, scope) ? value : undefined;
}

/** Whether an expression depends on no column and no table, and not on chance. */
export function readsNothing(expression: IrExpression, scope: LowerScope): boolean {
  switch (expression.kind) {
    case "literal":
      return true;
    case "let-scalar":
      return inlineLet(expression, scope) !== undefined;
    case "unary":
      return readsNothing(expression.operand, scope);
    case "convert":
      return readsNothing(expression.value, scope);
    case "binary":
      return readsNothing(expression.left, scope) && readsNothing(expression.right, scope);
    case "access":
      return readsNothing(expression.target, scope) && readsNothing(expression.key, scope);
    case "call":
      return (
        expression.function === "scalar" &&
        !perRowFunctions.has(expression.name) &&
        expression.arguments.every((argument) => argument.kind !== "star" && readsNothing(argument, scope))
      );
    default:
      return false;
  }
}

/** The literal that an expression is, seen through `let`, or a `strcat()` or `pack_array()` of literal texts; undefined if it is none. */
export function literalOf(expression: IrExpression, scope: LowerScope): Literal | undefined {
  if (expression.kind === "literal") return expression;
  if (expression.kind === "let-scalar") {
    const value = scope.scalarLetValue(expression.id);
    return value && literalOf(value, scope);
  }
  if (expression.kind === "call" && (expression.name === "dynamic" || expression.name === "pack_array")) return packedLiteral(expression, scope);
  if (expression.kind === "call" && expression.name === "strcat") return joinedLiteral(expression, scope);
  return undefined;
}

/** `pack_array("a", "b")` of literal texts, as a literal array. */
function packedLiteral(expression: Call, scope: LowerScope): Literal | undefined {
  const items = literalTexts(expression, scope);
  return items && { kind: "literal", type: "dynamic", value: items as KqlValue, span: expression.span };
}

/** `strcat("a", "b")` of literal texts, as a literal text: rule R159. */
function joinedLiteral(expression: Call, scope: LowerScope): Literal | undefined {
  const items = literalTexts(expression, scope);
  return items && { kind: "literal", type: "string", value: items.join(""), span: expression.span };
}

function literalTexts(expression: Call, scope: LowerScope): readonly KqlValue[] | undefined {
  const items: KqlValue[] = [];
  for (const argument of expression.arguments) {
    const item = argument.kind === "star" ? undefined : literalOf(argument, scope);
    if (!item || item.type !== "string") return undefined;
    items.push(item.value);
  }
  return items;
}

/** Whether a value can never be null: text, a literal that is not null, the clock. */
export function isNeverNull(expression: IrExpression, scope: LowerScope): boolean {
  if (expression.type === "string") return true;
  const literal = literalOf(expression, scope);
  if (literal) return literal.value !== null;
  return expression.kind === "call" && (expression.name === "now" || expression.name === "ago");
}
