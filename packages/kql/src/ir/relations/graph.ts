import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrGraphElement, IrGraphPatterns } from "../ir-other.js";
import type { IrNamedExpression, IrRelation } from "../ir-types.js";
import { className, isClass, listItems, serviceItems } from "../syntax/syntax-read.js";
import { resultColumns, tupleColumns } from "../syntax/kql-type-of.js";
import type { SyntaxNode, TypeSymbol } from "../syntax/syntax-types.js";
import { positionalItems } from "./items.js";
import type { ParametersNode } from "./operator-nodes.js";
import type { GraphElementNode, GraphMatchNode, GraphOutputNode, GraphToTableNode, GraphWhereNode, MakeGraphNode } from "./other-nodes.js";
import { parameterColumn, parameterLiteral, parameterText } from "./parameters.js";
import { requireInput } from "./row-operators.js";

/** `make-graph`. */
export function buildMakeGraph(node: MakeGraphNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const nodes = listItems(node.WithClause?.TablesAndKeys).map(({ Table, Column }) => ({ relation: builder.innerRelation(Table), key: Column.SimpleName }));
  const nodeId = node.WithClause?.Name?.SimpleName;
  const details = { source: node.SourceColumn.SimpleName, target: node.TargetColumn.SimpleName, nodes, ...(nodeId === undefined ? {} : { nodeId }) };
  const span = builder.span(node);
  if (!node.PartitionedByClause) return { kind: "other", operator: "make-graph", input: source, details, columns: source.columns, span };
  const { Entity: column, Subquery: query } = node.PartitionedByClause;
  const subquery = builder.innerRelation(query, builder.contextRelation(source.columns, span));
  return { kind: "other", operator: "partitioned-graph", input: source, details: { ...details, by: column.SimpleName, subquery }, columns: subquery.columns, span };
}

/** `graph-match` and `graph-shortest-paths`. */
export function buildGraphMatch(node: GraphMatchNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const graph = requireInput(node, builder, input);
  const shared = graphPatterns(node, builder);
  // the service takes a whole element for a tuple
  const elements = new Set(shared.project?.filter(({ value }) => value.kind === "column" && value.type === "dynamic").map(({ name }) => name));
  const columns = resultColumns(node.ResultType).map((column) => (elements.has(column.name) ? { ...column, type: "dynamic" as const } : column));
  const base = { kind: "other" as const, input: graph, columns, span: builder.span(node) };
  if (isClass(node, "GraphMatchOperator")) return { ...base, operator: "graph-match", details: { ...shared, cycles: cyclesOf(node, builder) } };
  const output = parameterText(node.Parameters, "output") === "all" ? "all" : "any";
  return { ...base, operator: "graph-shortest-paths", details: { ...shared, output } };
}

/** The pattern with its condition and values, in which a name of the pattern is its element, whatever lets there are. Rule R312. */
function graphPatterns(node: GraphMatchNode, builder: IrBuilder): IrGraphPatterns {
  const patterns = listItems(node.Patterns).map((pattern) => listItems(pattern.PatternElements).map((element) => graphElement(element, builder)));
  const outer = builder.patternNames;
  builder.patternNames = new Set(patterns.flat().flatMap(({ name }) => (name === undefined ? [] : [name])));
  const items = node.ProjectClause ? graphItems(listItems(node.ProjectClause.Expressions), node, builder) : undefined;
  const where = node.WhereClause ? builder.expression(node.WhereClause.Condition) : undefined;
  builder.patternNames = outer;
  return { patterns, ...(where ? { where } : {}), ...(items ? { project: items } : {}) };
}

/** The service makes no column of an operation, such as `a.x + 1`, that has no name. */
function graphItems(expressions: readonly SyntaxNode[], node: GraphMatchNode, builder: IrBuilder): readonly IrNamedExpression[] {
  const columns = tupleColumns(node.ResultType);
  const unnamed = expressions.find((expression) => className(expression).endsWith("BinaryExpression") || className(expression).endsWith("UnaryExpression"));
  if (unnamed && columns.length < expressions.length) return unsupported(builder, unnamed, "an operation without a name in the project of a graph", "Give it a name, as in total = a.x + 1.");
  return positionalItems(expressions, columns, builder);
}

/** Source: Microsoft Learn, "graph-match operator" (`graph-match-operator`): without the parameter an edge is used once at most. */
function cyclesOf(node: GraphMatchNode, builder: IrBuilder): "all" | "none" | "unique_edges" {
  const cycles = parameterText(node.Parameters, "cycles") ?? "unique_edges";
  return cycles === "all" || cycles === "none" || cycles === "unique_edges" ? cycles : unsupported(builder, node, `graph-match cycles=${cycles}`);
}

function graphElement(node: GraphElementNode, builder: IrBuilder): IrGraphElement {
  const given = node.Name?.SimpleName ?? "";
  const name = given === "" ? {} : { name: given };
  if (isClass(node, "GraphMatchPatternNode")) return { kind: "node", ...name };
  const opening = node.FirstToken?.Text ?? "";
  const closing = node.LastToken?.Text ?? "";
  const direction = opening.startsWith("<") ? "left" : `${opening}${closing}`.includes(">") ? "right" : "any";
  const [least, most] = node.Range ? [steps(node.Range.RangeStart, builder), steps(node.Range.RangeEnd, builder)] : [1, 1];
  return { kind: "edge", ...name, direction, least, most, variable: Boolean(node.Range) };
}

function steps(node: SyntaxNode, builder: IrBuilder): number {
  const count = Number(parameterLiteral(node));
  return Number.isSafeInteger(count) && count >= 0 ? count : unsupported(builder, node, "a number of steps that is not a literal");
}

/** `graph-mark-components`. */
export function buildMarkComponents(node: ParametersNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const graph = requireInput(node, builder, input);
  const components = parameterText(node.Parameters, "kind") === "strong" ? "strong" : "weak";
  const property = parameterColumn(node.Parameters, builder, "with_component_id") ?? "ComponentId";
  return { kind: "other", operator: "graph-mark-components", input: graph, details: { components, property }, columns: graph.columns, span: builder.span(node) };
}

/** `graph-where-nodes`, `graph-where-edges`. */
export function buildGraphWhere(node: GraphWhereNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const graph = requireInput(node, builder, input);
  const operator = isClass(node, "GraphWhereNodesOperator") ? "graph-where-nodes" : "graph-where-edges";
  return { kind: "other", operator, input: graph, details: { condition: builder.expression(node.Condition) }, columns: graph.columns, span: builder.span(node) };
}

/** `graph-to-table` that gives one table. */
export function buildGraphToTable(node: GraphToTableNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const [table, another] = graphTables(node, requireInput(node, builder, input), builder);
  return table && !another ? table : unsupported(builder, node, "graph-to-table of several tables in this place", "Take the nodes or the edges.");
}

/** The tables that `graph-to-table` gives; their names behind `as` can be used in later statements. */
export function graphTables(node: GraphToTableNode, graph: IrRelation, builder: IrBuilder): IrRelation[] {
  const outputs = listItems(node.OutputClause);
  const type = node.ResultType;
  const tables = isClass(type, "GroupSymbol") ? serviceItems(type?.Members).map((member) => resultColumns(member as TypeSymbol)) : [resultColumns(type)];
  return outputs.map((output, index) => {
    const relation = graphTable(output, graph, tables[index] ?? [], builder);
    const name = output.AsClause?.Name.SimpleName;
    if (name !== undefined) builder.scope.declare(name, () => ({ kind: "table", value: builder.tableLet(name, relation, false) }));
    return relation;
  });
}

function graphTable(node: GraphOutputNode, graph: IrRelation, columns: IrRelation["columns"], builder: IrBuilder): IrRelation {
  const output = node.EntityKeyword.Text === "edges" ? "edges" : "nodes";
  const settings = listItems(node.Parameters).map((item) => [item.Name.SimpleName, parameterLiteral(item.Expression)] as const);
  const properties = Object.fromEntries(settings);
  return { kind: "other", operator: "graph-to-table", input: graph, details: { output, properties }, columns, span: builder.span(node) };
}
