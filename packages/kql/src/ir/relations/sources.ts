import type { KqlType, KqlValue } from "@huntkit/provider";
import { dataCell } from "./data-cell.js";
import { converted } from "../expressions/calls.js";
import type { CallNode, ToScalarNode, WrapperNode } from "../expressions/expression-nodes.js";
import { contradiction, unsupported, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrRelation } from "../ir-types.js";
import { requireVisible } from "../scope/restrict-access.js";
import { patternRows } from "../scope/patterns.js";
import { callUserFunction, userFunctionOf } from "../scope/user-functions.js";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import { isTable, kqlType, resultColumns, tupleColumns } from "../syntax/kql-type-of.js";
import type { NameNode, SyntaxNode, TypeSymbol } from "../syntax/syntax-types.js";
import { itemColumns, positionalItems } from "./items.js";
import type { DataTableNode, ExpressionsNode, InvokeNode, PipeNode, RangeNode } from "./operator-nodes.js";

/** `a | b | c`: the operators one after another, taken apart in a loop because chains may be long. */
export function buildPipe(node: PipeNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const operators = [node.Operator];
  let start = node.Expression;
  while (isClass(start, "PipeExpression")) {
    operators.push((start as PipeNode).Operator);
    start = (start as PipeNode).Expression;
  }
  return operators.reduceRight((relation, operator) => builder.relation(operator, relation), builder.relation(start, input));
}

/** An expression in brackets, a data scope. */
export function buildInnerRelation(node: WrapperNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  return builder.relation(node.Expression, input);
}

/** A table, a `let`, a parameter, the name of an `as`, or a function without arguments. */
export function buildTableName(node: NameNode, builder: IrBuilder): IrRelation {
  const name = node.SimpleName;
  requireVisible(name, node, builder);
  const binding = builder.scope.find(name);
  const span = builder.span(node);
  // the rows of an enclosing operator are known by the operator's place
  if (binding?.kind === "table") return binding.value.kind === "context" ? binding.value : { ...binding.value, span };
  if (binding?.kind === "function") return callUserFunction(node, [], builder, binding, "table") as IrRelation;
  if (binding?.kind === "scalar") return contradiction(builder, node, `the value ${name} in place of a table`);
  const symbol = node.ReferencedSymbol ?? wrongQuery(builder, node, "HK103", `The name ${name} does not refer to any known table.`);
  if (className(symbol) === "FunctionSymbol") return callUserFunction(node, [], builder, { kind: "stored", name }, "table") as IrRelation;
  if (className(symbol) === "GroupSymbol") return unsupported(builder, node, "a wildcard of tables in this place", "Use it in union.");
  return { kind: "table", name: symbol.Name, columns: resultColumns(symbol as TypeSymbol), span };
}

/** A call that gives a table: a user function, or a built-in such as `table("T")`. */
export function buildTableCall(node: CallNode, builder: IrBuilder): IrRelation {
  requireVisible(node.Name.SimpleName, node, builder);
  const user = userFunctionOf(node, builder);
  const values = listItems(node.ArgumentList.Expressions);
  if (user) return callUserFunction(node, values, builder, user, "table") as IrRelation;
  const ofPattern = patternRows(node, undefined, builder);
  if (ofPattern) return ofPattern;
  const span = builder.span(node);
  const symbol = node.ResultType;
  if (node.Name.SimpleName === "table" && symbol) requireVisible(symbol.Name, node, builder);
  if (node.Name.SimpleName === "table" && symbol && tupleColumns(symbol).length > 0)
    return { kind: "table", name: symbol.Name, columns: resultColumns(symbol), span };
  return serviceCall(node, builder, undefined);
}

/** A tabular function that the service brings, without a body. */
function serviceCall(node: CallNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const symbol = node.ReferencedSymbol;
  const columns = resultColumns(node.ResultType);
  const isKnown = symbol && builder.globals.IsDatabaseFunction(symbol) && !node.ReferencedSignature?.Body && columns.length > 0;
  if (!isKnown) return unsupported(builder, node, `${node.Name.SimpleName}()`);
  return {
    kind: "other",
    operator: "call",
    ...(input ? { input } : {}),
    details: { function: symbol.Name, arguments: listItems(node.ArgumentList.Expressions).map((value) => callArgument(value, builder, input)) },
    columns,
    span: builder.span(node),
  };
}

function callArgument(node: SyntaxNode, builder: IrBuilder, input: IrRelation | undefined): IrExpression | IrRelation {
  const name = isClass(node, "NameReference") && !node.ReferencedSymbol ? (node as NameNode).SimpleName : undefined;
  const column = input?.columns.find((candidate) => candidate.name === name);
  if (column) return { kind: "column", ...column, span: builder.span(node) };
  return isTable(node.ResultType) ? builder.innerRelation(node) : builder.expression(node);
}

/** `invoke f(…)`: the rows at hand are the first argument. */
export function buildInvoke(node: InvokeNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const call = node.Function;
  const target = userFunctionOf(call, builder);
  if (!input) return contradiction(builder, node, "invoke without an input");
  if (!target) return serviceCall(call, builder, input);
  return callUserFunction(call, listItems(call.ArgumentList.Expressions), builder, target, "table", input) as IrRelation;
}

/** `materialize(…)`: a table that is worked out once. */
export function buildMaterialize(node: WrapperNode, builder: IrBuilder): IrRelation {
  const value = builder.innerRelation(node.Expression);
  return { ...builder.tableLet("materialized", value, true), span: builder.span(node) };
}

/** `totable(…)`. */
export function buildToTable(node: ToScalarNode, builder: IrBuilder): IrRelation {
  return builder.innerRelation(node.Expression);
}

/** `print`. */
export function buildPrint(node: ExpressionsNode, builder: IrBuilder): IrRelation {
  const items = positionalItems(listItems(node.Expressions), tupleColumns(node.ResultType), builder, { onlyNamed: true });
  return { kind: "print", items, columns: itemColumns(items), span: builder.span(node) };
}

/** `range x from a to b step c`. */
export function buildRange(node: RangeNode, builder: IrBuilder): IrRelation {
  const name = node.Name.SimpleName;
  const type = kqlType(tupleColumns(node.ResultType)[0]?.Type);
  const bound = (part: RangeNode["From"]) => converted(builder.expression(part), type);
  const step = builder.expression(node.Step);
  return {
    kind: "range",
    name,
    from: bound(node.From),
    to: bound(node.To),
    step: type === "datetime" ? step : converted(step, type),
    columns: [{ name, type }],
    span: builder.span(node),
  };
}

/** `datatable(…)[…]`, with its cells as values of the columns' types. */
export function buildDataTable(node: DataTableNode, builder: IrBuilder): IrRelation {
  const columns = resultColumns(node.ResultType);
  const types: KqlType[] = columns.map((column) => column.type);
  const cells = listItems(node.Values);
  const rows: KqlValue[][] = [];
  cells.forEach((cell, index) => {
    const type = types[index % types.length] ?? contradiction(builder, cell, "a datatable without columns");
    if (index % types.length === 0) rows.push([]);
    rows.at(-1)?.push(dataCell(cell, type, builder));
  });
  return { kind: "datatable", rows, columns, span: builder.span(node) };
}
