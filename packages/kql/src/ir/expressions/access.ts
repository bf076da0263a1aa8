import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression } from "../ir-types.js";
import { className, isClass } from "../syntax/syntax-read.js";
import { kqlType } from "../syntax/kql-type-of.js";
import type { NameNode, SyntaxNode } from "../syntax/syntax-types.js";
import { buildCall, converted } from "./calls.js";
import type { CallNode, SelectorNode, WrapperNode } from "./expression-nodes.js";
import { columnReference } from "./names.js";

/** `a.b` and `a.["b"]` on a dynamic; also `$left.a` and `$right.a`. */
export function buildPath(node: SelectorNode, builder: IrBuilder): IrExpression {
  const selector = node.Selector;
  const referenced = node.ReferencedSymbol ?? selector.ReferencedSymbol;
  const owner = sideOf(node.Expression);
  if (owner && referenced) return { ...columnReference(selector as NameNode, builder, referenced.Name), kind: "column", name: referenced.Name, side: owner };
  const owning = variableName(node, builder);
  if (owning !== undefined && referenced) return columnReference(selector as NameNode, builder, `${owning}.${referenced.Name}`);
  if (isClass(selector, "FunctionCallExpression")) return buildCall(selector as CallNode, builder);
  if (isClass(selector, "BracketedExpression")) return buildElement(node, builder);
  if (!isClass(selector, "NameReference")) return unsupported(builder, node, `a path to ${className(selector)}`);
  const key: IrExpression = {
    kind: "literal",
    type: "string",
    value: (selector as NameNode).SimpleName,
    span: builder.span(selector),
  };
  // of an element of a graph as a whole the service knows the types of the properties; the rows have a bag
  const ofBag = isClass(node.Expression.ResultType, "TupleSymbol");
  const value: IrExpression = { kind: "access", target: builder.expression(node.Expression), key, type: ofBag ? "dynamic" : kqlType(node.ResultType), span: builder.span(node) };
  return ofBag ? converted(value, kqlType(node.ResultType)) : value;
}

function sideOf(node: SyntaxNode): "left" | "right" | undefined {
  if (!isClass(node, "NameReference")) return undefined;
  const name = (node as NameNode).SimpleName;
  return name === "$left" ? "left" : name === "$right" ? "right" : undefined;
}

/** The name of what a path reads from, if that is a step of `scan` or an element of a graph pattern. */
function variableName(node: SelectorNode, builder: IrBuilder): string | undefined {
  if (!isClass(node.Expression, "NameReference") || !isClass(node.Expression.ReferencedSymbol, "VariableSymbol")) return undefined;
  const name = (node.Expression as NameNode).SimpleName;
  return isClass(node.Expression.ResultType, "TupleSymbol") && (builder.patternNames.has(name) || builder.scope.find(name)?.kind !== "scalar") ? name : undefined;
}

/** `a["b"]`, `a[0]` on a dynamic. */
export function buildElement(node: SelectorNode, builder: IrBuilder): IrExpression {
  const selector = node.Selector as WrapperNode;
  const inner = isClass(selector, "BracketedExpression") ? selector.Expression : selector;
  return {
    kind: "access",
    target: builder.expression(node.Expression),
    key: builder.expression(inner),
    type: kqlType(node.ResultType),
    span: builder.span(node),
  };
}
