import { contradiction } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrMakeSeries, IrTopNestedLevel } from "../ir-other.js";
import type { IrExpression, IrNamedExpression, IrRelation } from "../ir-types.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import { kqlType, tupleColumns } from "../syntax/kql-type-of.js";
import type { ColumnSymbol, SyntaxNode } from "../syntax/syntax-types.js";
import { itemColumns, positionalItems } from "./items.js";
import type { TakeNode } from "./operator-nodes.js";
import type { MakeSeriesNode, OfNode, TopNestedClauseNode, TopNestedNode } from "./other-nodes.js";
import { parameterText } from "./parameters.js";
import { orderKey, requireInput } from "./row-operators.js";

/** `make-series`. */
export function buildMakeSeries(node: MakeSeriesNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const columns = tupleColumns(node.ResultType);
  const by = positionalItems(listItems(node.ByClause?.Expressions), columns, builder);
  const series = listItems(node.Aggregates);
  const values = positionalItems(series.map((item) => item.Expression), columns.slice(by.length), builder);
  if (values.length !== series.length) return contradiction(builder, node, "an aggregate of several columns in make-series");
  const aggregates = values.map((item, index) => {
    const fill = series[index]?.DefaultExpression;
    return { ...item, ...(fill ? { default: builder.expression(fill.Expression) } : {}) };
  });
  const on = oneItem(node.OnClause.Expression, columns.slice(by.length + values.length), builder);
  const arrays = [...values, on].map(({ name }) => ({ name, type: "dynamic" as const }));
  const nonEmpty = parameterText(node.Parameters, "kind")?.toLowerCase() === "nonempty";
  return {
    kind: "other",
    operator: "make-series",
    input: source,
    details: { aggregates, on, ...seriesRange(node, builder), by, nonEmpty },
    columns: [...itemColumns(by), ...arrays],
    span: builder.span(node),
  };
}

function seriesRange(node: MakeSeriesNode, builder: IrBuilder): Pick<IrMakeSeries, "from" | "to" | "step" | "inRange"> {
  const range = node.RangeClause;
  if (range.Arguments) {
    const [from, to, step] = listItems(range.Arguments.Expressions).map((part) => builder.expression(part));
    if (!from || !to || !step) return contradiction(builder, node, "a range without its three parts");
    return { from, to, step, inRange: true };
  }
  const { MakeSeriesFromClause: from, MakeSeriesToClause: to, MakeSeriesStepClause: step } = range;
  return {
    ...(from ? { from: builder.expression(from.Expression) } : {}),
    ...(to ? { to: builder.expression(to.Expression) } : {}),
    step: step ? builder.expression(step.Expression) : contradiction(builder, node, "a series without a step"),
    inRange: false,
  };
}

function oneItem(node: SyntaxNode, columns: readonly ColumnSymbol[], builder: IrBuilder): IrNamedExpression {
  return positionalItems([node], columns, builder)[0] ?? contradiction(builder, node, "an item without a column");
}

/** `sample`. */
export function buildSample(node: TakeNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const count = builder.expression(node.Expression);
  return { kind: "other", operator: "sample", input: source, details: { count }, columns: source.columns, span: builder.span(node) };
}

/** `sample-distinct N of column`. */
export function buildSampleDistinct(node: OfNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const count = builder.expression(node.Expression);
  const of = oneItem(node.OfExpression, tupleColumns(node.ResultType), builder);
  return { kind: "other", operator: "sample-distinct", input: source, details: { count, of }, columns: itemColumns([of]), span: builder.span(node) };
}

/** `top-hitters N of column by value`. */
export function buildTopHitters(node: OfNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const columns = tupleColumns(node.ResultType);
  const of = oneItem(node.OfExpression, columns, builder);
  const by: IrExpression | undefined = node.ByClause ? builder.expression(node.ByClause.Expression) : undefined;
  const measure = columns[1] ?? contradiction(builder, node, "top-hitters without its second column");
  return {
    kind: "other",
    operator: "top-hitters",
    input: source,
    details: { count: builder.expression(node.Expression), of, ...(by ? { by } : {}) },
    columns: [...itemColumns([of]), { name: measure.Name, type: kqlType(measure.Type) }],
    span: builder.span(node),
  };
}

/** `top-nested`, with all its levels. */
export function buildTopNested(node: TopNestedNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const columns = tupleColumns(node.ResultType);
  const levels = listItems(node.Clauses).map((clause, index) => topNestedLevel(clause, columns.slice(2 * index), builder));
  return {
    kind: "other",
    operator: "top-nested",
    input: source,
    details: { levels },
    columns: levels.flatMap(({ of, by }) => itemColumns([of, by])),
    span: builder.span(node),
  };
}

function topNestedLevel(clause: TopNestedClauseNode, columns: readonly ColumnSymbol[], builder: IrBuilder): IrTopNestedLevel {
  const of = oneItem(clause.OfExpression, columns, builder);
  const by = oneItem(clause.ByExpression, columns.slice(1), builder);
  const direction = isClass(clause.ByExpression, "OrderedExpression") ? orderKey(clause.ByExpression, builder).direction : "desc";
  return {
    ...(clause.Expression ? { count: builder.expression(clause.Expression) } : {}),
    of,
    by,
    direction,
    ...(clause.WithOthersClause ? { others: builder.expression(clause.WithOthersClause.Expression) } : {}),
  };
}
