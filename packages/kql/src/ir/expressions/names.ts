import { contradiction, unsupported, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression } from "../ir-types.js";
import type { Binding } from "../scope/scope.js";
import { callUserFunction } from "../scope/user-functions.js";
import { className, isClass } from "../syntax/syntax-read.js";
import { kqlType } from "../syntax/kql-type-of.js";
import type { NameNode } from "../syntax/syntax-types.js";

/** A name in an expression: a column, a `let`, a parameter, or a function without arguments. */
export function buildNameReference(node: NameNode, builder: IrBuilder): IrExpression {
  const symbol = node.ReferencedSymbol;
  if (!symbol && node.SimpleName === "") return wrongQuery(builder, node, "HK104", "A column's name must not be empty.");
  if (!symbol) return contradiction(builder, node, `the name ${node.SimpleName} refers to nothing`);
  if (className(symbol) === "ColumnSymbol") return columnReference(node, builder, symbol.Name);
  const binding = builder.scope.find(node.SimpleName);
  // a step of scan or an element of a graph pattern may have the name of a table
  if ((binding?.kind !== "scalar" || builder.patternNames.has(node.SimpleName)) && isClass(node.ResultType, "TupleSymbol")) return { ...columnReference(node, builder, node.SimpleName), type: "dynamic" };
  if (!binding) return unsupported(builder, node, `the name ${node.SimpleName} (${className(symbol)}) as a value`);
  return bindingValue(node, builder, binding);
}

/** A reference to a column of the row at hand. */
export function columnReference(node: NameNode, builder: IrBuilder, name: string): IrExpression {
  builder.columnUses++;
  // a node or an edge of a graph as a whole is a tuple to the service, and a bag in the rows
  const type = isClass(node.ResultType, "TupleSymbol") ? "dynamic" : kqlType(node.ResultType);
  return { kind: "column", name, type, span: builder.span(node) };
}

function bindingValue(node: NameNode, builder: IrBuilder, binding: Binding): IrExpression {
  if (binding.kind === "function") return callUserFunction(node, [], builder, binding, "scalar") as IrExpression;
  if (binding.kind === "table") return unsupported(builder, node, `the table ${node.SimpleName} as a value`, "Use toscalar().");
  if (binding.kind === "pattern") return unsupported(builder, node, `the pattern ${node.SimpleName} as a value`);
  if (!binding.usesColumns) return { ...binding.value, span: builder.span(node) };
  if (binding.depth !== builder.relationDepth)
    return unsupported(builder, node, `${node.SimpleName}, which depends on a column of an outer row,`);
  builder.columnUses++;
  return binding.value;
}
