import { exactInteger, KqlDecimal, KqlTimeSpan, type KqlValue } from "@huntkit/provider";
import { contradiction, unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrBinaryOperator, IrExpression } from "../ir-types.js";
import { isClass, withoutParentheses } from "../syntax/syntax-read.js";
import { kqlType } from "../syntax/kql-type-of.js";
import type { SyntaxNode, SyntaxToken } from "../syntax/syntax-types.js";
import { columnTerm, starCondition } from "./search-terms.js";
import { binaryOperators } from "./binary-operators.table.js";
import type { BinaryNode, PrefixUnaryNode } from "./expression-nodes.js";

/** A sign before an expression; a literal takes it up. */
export function buildUnary(node: PrefixUnaryNode, builder: IrBuilder): IrExpression {
  const least = leastLong(node, builder);
  if (least) return least;
  const operand = builder.expression(node.Expression);
  const operator = node.Operator.Text === "-" ? "-" : "+";
  const type = kqlType(node.ResultType);
  const span = builder.span(node);
  const folded = operand.kind === "literal" ? signed(operator, operand.value) : undefined;
  if (folded !== undefined) return { kind: "literal", type: operand.type, value: folded, span };
  return { kind: "unary", operator, operand, type, span };
}

/** The least long: its digits without the sign are beyond the type. */
function leastLong(node: PrefixUnaryNode, builder: IrBuilder): IrExpression | undefined {
  const token = (node.Expression as SyntaxNode & { readonly Token?: SyntaxToken }).Token;
  if (token?.Text !== "9223372036854775808" || node.Operator.Text !== "-") return undefined;
  return { kind: "literal", type: "long", value: -9223372036854775808n, span: builder.span(node) };
}

function signed(operator: "-" | "+", value: KqlValue): KqlValue | undefined {
  if (typeof value === "bigint") return operator === "-" ? exactInteger(-value) : value;
  if (typeof value === "number") return operator === "-" && value !== 0 ? -value : value;
  if (value instanceof KqlTimeSpan) return operator === "-" ? new KqlTimeSpan(-value.ticks) : value;
  if (!(value instanceof KqlDecimal)) return undefined;
  if (operator === "+") return value;
  return new KqlDecimal(value.text.startsWith("-") ? value.text.slice(1) : `-${value.text}`);
}

/**
 * A binary expression. Chains lean to the left and may be thousands of terms long: they are taken apart in a loop, and
 * those of `and` and `or` become balanced trees, so that later stages do not recurse deeply either.
 */
export function buildBinary(node: BinaryNode, builder: IrBuilder): IrExpression {
  const spine: BinaryNode[] = [];
  let start: SyntaxNode = node;
  while (isClass(start, "BinaryExpression")) {
    spine.push(start as BinaryNode);
    start = withoutParentheses((start as BinaryNode).Left);
  }
  const first = isClass(start, "StarExpression") ? spine.pop() : undefined;
  let result = first ? starCondition(first, operatorOf(first, builder), builder.expression(first.Right), builder) : builder.expression(start);
  let run: { readonly operator: "and" | "or"; readonly terms: IrExpression[] } | undefined;
  for (const step of spine.reverse()) {
    const operator = operatorOf(step, builder);
    const right = builder.expression(step.Right);
    if (step.Operator.Text === ":") {
      result = columnTerm(step, result, right, builder);
      continue;
    }
    if (run && run.operator === operator) {
      run.terms.push(right);
      continue;
    }
    if (run) result = joinTerms(run.operator, run.terms);
    run = operator === "and" || operator === "or" ? { operator, terms: [result, right] } : undefined;
    if (!run) result = { kind: "binary", operator, left: result, right, type: kqlType(step.ResultType), span: builder.span(step) };
  }
  return run ? joinTerms(run.operator, run.terms) : result;
}

function operatorOf(node: BinaryNode, builder: IrBuilder): IrBinaryOperator {
  const text = node.Operator.Text.toLowerCase().replace(/\s+/g, " ");
  return binaryOperators[text] ?? unsupported(builder, node, `the operator ${text}`);
}

/** Terms joined by `and` or `or` as a balanced tree. */
export function joinTerms(operator: "and" | "or", terms: readonly IrExpression[]): IrExpression {
  if (terms.length === 1 && terms[0]) return terms[0];
  const middle = terms.length >> 1;
  const left = joinTerms(operator, terms.slice(0, middle));
  const right = joinTerms(operator, terms.slice(middle));
  const end = right.span.start + right.span.length;
  return { kind: "binary", operator, left, right, type: "bool", span: { start: left.span.start, length: Math.max(0, end - left.span.start) } };
}

/** The condition of a row; the service has checked that it is a bool. */
export function requireBool(node: SyntaxNode, builder: IrBuilder): IrExpression {
  const value = builder.expression(node);
  return value.type === "bool" || value.type === "dynamic" ? value : contradiction(builder, node, "a condition is not a bool");
}
