import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrRelation } from "../ir-types.js";
import { unsupported } from "../fail.js";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import type { SyntaxNode } from "../syntax/syntax-types.js";
import type { PipeNode } from "./operator-nodes.js";
import { graphTables } from "./graph.js";
import type { CallNode } from "../expressions/expression-nodes.js";
import type { EvaluateNode, FacetNode, ForkNode, GraphToTableNode } from "./other-nodes.js";

/**
 * The results of a statement that ends with `fork`, `facet`, the plug-in `preview` or `graph-to-table`: its rows become a let that is worked out once, and each branch
 * is a result over it. Undefined for other statements.
 * Source: Microsoft Learn, "fork operator" (`fork-operator`), "facet operator" (`facet-operator`).
 */
export function severalResults(node: SyntaxNode, builder: IrBuilder): IrRelation[] | undefined {
  if (!isClass(node, "PipeExpression")) return undefined;
  const { Expression: source, Operator: operator } = node as PipeNode;
  if (isClass(operator, "GraphToTableOperator")) return graphTables(operator as GraphToTableNode, builder.relation(source), builder);
  const preview = previewCall(operator);
  if (!preview && !isClass(operator, "ForkOperator") && !isClass(operator, "FacetOperator")) return undefined;
  const rows = builder.tableLet("rows", builder.relation(source), true);
  if (preview) return previewResults(preview, rows, builder);
  if (isClass(operator, "ForkOperator"))
    return listItems((operator as ForkNode).Expressions).map((branch) => builder.innerRelation(branch.Expression, rows));
  return facetResults(operator as FacetNode, rows, builder);
}

function previewCall(operator: SyntaxNode): CallNode | undefined {
  const call = isClass(operator, "EvaluateOperator") ? (operator as EvaluateNode).FunctionCall : undefined;
  return call?.Name.SimpleName === "preview" ? call : undefined;
}

/** The first rows, and how many there are. Source: Microsoft Learn, "preview plugin" (`preview-plugin`). */
function previewResults(call: CallNode, rows: IrRelation, builder: IrBuilder): IrRelation[] {
  const span = builder.span(call);
  const [count] = listItems(call.ArgumentList.Expressions).map((argument) => builder.expression(argument));
  const some: IrRelation = count ? { kind: "take", input: rows, count, columns: rows.columns, span } : rows;
  return [some, { kind: "count", input: rows, columns: [{ name: "Count", type: "long" }], span }];
}

function facetResults(node: FacetNode, rows: IrRelation, builder: IrBuilder): IrRelation[] {
  const branch = node.WithClause?.Operator ?? node.WithClause?.Expression;
  const counts = listItems(node.Expressions).map((column) => countsOf(column, rows, builder));
  return branch ? [builder.innerRelation(branch, rows), ...counts] : counts;
}

/** The values of a column with how often each occurs. */
function countsOf(node: SyntaxNode, rows: IrRelation, builder: IrBuilder): IrRelation {
  const value = builder.expression(node);
  if (value.kind !== "column") return unsupported(builder, node, `facet by ${className(node)}`, "Name a column.");
  const count: IrExpression = { kind: "call", name: "count", function: "aggregate", arguments: [], type: "long", span: value.span };
  const measure = `count_${value.name}`;
  return {
    kind: "summarize",
    input: rows,
    by: [{ name: value.name, value }],
    aggregates: [{ name: measure, value: count }],
    columns: [{ name: value.name, type: value.type }, { name: measure, type: "long" }],
    span: builder.span(node),
  };
}
