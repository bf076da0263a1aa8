import { uniqueNames } from "../columns.js";
import { converted } from "../expressions/calls.js";
import type { SimpleNamedNode } from "../expressions/expression-nodes.js";
import { contradiction, unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrProperties, IrScanStep } from "../ir-other.js";
import type { IrExpression, IrRelation } from "../ir-types.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import { isTable, kqlType, resultColumns } from "../syntax/kql-type-of.js";
import type { ColumnSymbol, NameAndTypeNode, NamedParameterNode, SyntaxList, SyntaxNode } from "../syntax/syntax-types.js";
import { typedLiteral } from "../values/typed-literal.js";
import type { EvaluateNode, ExternalDataNode, ParseKvNode, ReduceNode, ScanNode, ScanStepNode } from "./other-nodes.js";
import { parameterColumn, parameterLiteral } from "./parameters.js";
import { passedColumns } from "./passed-columns.js";
import { orderKey, requireInput } from "./row-operators.js";

/** `parse-kv`. */
export function buildParseKv(node: ParseKvNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const keys = listItems(node.Keys.Columns).map(declaredColumn);
  builder.columnsDiffer ||= keys.some((key) => source.columns.some((column) => column.name === key.name));
  const columns = new Map([...source.columns, ...keys].map((column) => [column.name, column]));
  return {
    kind: "other",
    operator: "parse-kv",
    input: source,
    details: { value: builder.expression(node.Expression), keys, properties: properties(node.WithClause?.Properties, builder) },
    columns: [...columns.values()],
    span: builder.span(node),
  };
}

function declaredColumn(node: NameAndTypeNode): { readonly name: string; readonly type: ReturnType<typeof kqlType> } {
  return { name: node.Name.SimpleName, type: kqlType((node.Name.ReferencedSymbol as ColumnSymbol | null)?.Type) };
}

/** The settings of an operator; a name in scope (a `let` of text) stands for its value. One that is given several times is an array. */
function properties(list: SyntaxList<NamedParameterNode> | null | undefined, builder: IrBuilder): IrProperties {
  const found: Record<string, IrProperties[string]> = {};
  for (const parameter of listItems(list)) {
    const name = parameter.Name.SimpleName;
    const before = found[name];
    const value = propertyValue(parameter.Expression, builder);
    found[name] = before === undefined ? value : ([...(Array.isArray(before) ? before : [before]), value] as IrProperties[string]);
  }
  return found;
}

function propertyValue(node: SyntaxNode, builder: IrBuilder): IrProperties[string] {
  const bound = isClass(node, "NameReference") ? builder.scope.find((node as NamedParameterNode["Name"]).SimpleName) : undefined;
  const value = bound?.kind === "scalar" && bound.value.kind === "literal" ? bound.value.value : parameterLiteral(node);
  return value as IrProperties[string];
}

/** `reduce by`. */
export function buildReduce(node: ReduceNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  return {
    kind: "other",
    operator: "reduce",
    input: source,
    details: {
      by: builder.expression(node.Expression),
      properties: { ...properties(node.Parameters, builder), ...properties(node.With?.Parameters, builder) },
    },
    columns: reducedColumns(node, source, builder),
    span: builder.span(node),
  };
}

/** With `kind=source` the columns stand behind those of the rows, which may have their names. */
function reducedColumns(node: ReduceNode, input: IrRelation, builder: IrBuilder): IrRelation["columns"] {
  const columns = passedColumns(node, input.columns, builder);
  const names = uniqueNames(columns.map(({ name }) => name));
  builder.columnsDiffer ||= columns.some(({ name }, index) => name !== names[index]);
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

/** `scan`. */
export function buildScan(node: ScanNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const declared = listItems(node.DeclareClause?.Declarations).map((item) => ({
    ...declaredColumn(item.NameAndType),
    ...(item.DefaultValue ? { default: declaredDefault(item.DefaultValue.Value, item.NameAndType, builder) } : {}),
  }));
  const matchId = parameterColumn(node.Parameters, builder, "with_match_id");
  // the service always gives a column match_id
  builder.columnsDiffer ||= matchId === undefined;
  const own = declared.map(({ name, type }) => ({ name, type }));
  return {
    kind: "other",
    operator: "scan",
    input: source,
    details: {
      orderBy: listItems(node.OrderByClause?.Expressions).map((key) => orderKey(key, builder)),
      partitionBy: listItems(node.PartitionByClause?.Expressions).map((key) => builder.expression(key)),
      declared,
      steps: listItems(node.Steps).map((step) => scanStep(step, builder)),
      ...(matchId === undefined ? {} : { matchId }),
    },
    columns: [...source.columns, ...own, ...(matchId === undefined ? [] : [{ name: matchId, type: "long" as const }])],
    span: builder.span(node),
  };
}

/** The default of a column that scan declares; the service leaves it without a type, so it is read as one of the column's. */
function declaredDefault(node: SyntaxNode, declaration: NameAndTypeNode, builder: IrBuilder): IrExpression {
  const { type } = declaredColumn(declaration);
  if (node.ResultType) return converted(builder.expression(node), type);
  const value = typedLiteral(node, type);
  if (value === undefined) return unsupported(builder, node, "a default of scan that is not a literal");
  return { kind: "literal", type, value, span: builder.span(node) };
}

function scanStep(step: ScanStepNode, builder: IrBuilder): IrScanStep {
  const output = step.ScanStepOutput?.OutputKind.Text ?? "all";
  return {
    name: step.Name.SimpleName,
    optional: step.OptionalKeyword !== null,
    output: output === "last" || output === "none" ? output : "all",
    condition: builder.expression(step.Condition),
    assignments: listItems(step.ComputationClause?.Assignments).map((assignment) => ({
      name: assignment.Name.SimpleName,
      value: builder.expression(assignment.Expression),
    })),
  };
}

/** `evaluate plugin(…)`. */
export function buildEvaluate(node: EvaluateNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const call = node.FunctionCall;
  const plugin = call.ReferencedSymbol?.Name ?? contradiction(builder, call, "an unknown plug-in");
  const declared = node.Schema ? listItems(node.Schema.Schema.Columns).map(declaredColumn) : undefined;
  const type = node.ResultType;
  const written = listItems(call.ArgumentList.Expressions);
  const argumentNames = written.map((argument) => (isClass(argument, "SimpleNamedExpression") ? (argument as SimpleNamedNode).Name.SimpleName : undefined));
  // later operators may read columns that only the run makes known
  builder.columnsDiffer ||= type?.IsOpen ?? false;
  return {
    kind: "other",
    operator: "evaluate",
    ...(input ? { input } : {}),
    details: {
      plugin,
      arguments: written.map((argument) => pluginArgument(argument, builder)),
      ...(argumentNames.some((name) => name !== undefined) ? { argumentNames } : {}),
      open: type?.IsOpen ?? false,
      ...(declared ? { declared } : {}),
    },
    columns: input ? passedColumns(node, input.columns, builder) : resultColumns(type),
    span: builder.span(node),
  };
}

function pluginArgument(node: SyntaxNode, builder: IrBuilder): IrExpression | IrRelation {
  if (isClass(node, "StarExpression")) return unsupported(builder, node, "* as an argument of a plug-in");
  return isTable(node.ResultType) ? builder.innerRelation(node) : builder.expression(node);
}

/** `externaldata(…)[ "address" ]`. */
export function buildExternalData(node: ExternalDataNode, builder: IrBuilder): IrRelation {
  const addresses = listItems(node.URIs).map((address) => {
    const value = builder.expression(address);
    return value.kind === "literal" ? String(value.value) : unsupported(builder, address, "an address of externaldata that is not a literal");
  });
  return {
    kind: "other",
    operator: "externaldata",
    details: { addresses, properties: { ...properties(node.Parameters, builder), ...properties(node.WithClause?.Properties, builder) } },
    columns: resultColumns(node.ResultType),
    span: builder.span(node),
  };
}
