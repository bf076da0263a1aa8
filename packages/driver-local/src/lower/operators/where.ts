import type { IrExpression } from "@huntkit/kql/ir";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering, RelationOfKind } from "../lower-relation.js";
import type { LoweredRelation } from "../lowered-relation.js";
import { needsOf, type Needs } from "../needs.js";
import { withDayFiles } from "../scan/day-files.js";
import { conjuncts, rawComparison } from "../scan/raw-comparison.js";
import { withoutNullText } from "../scan/null-text.js";
import { pushedIntoUnion } from "./where-union.js";
import { isWindowed } from "../window-use.js";
import { withWindowSteps } from "../functions/window-steps.js";
import { withTotalOrder } from "../total-order.js";

/** `where`: rows for which the predicate is true; false and null drop them. Rule R2. */
export const lowerWhere: OperatorLowering<"where"> = (relation, needs, context) => {
  const windowed = isWindowed([relation.predicate]);
  const filtered = windowed ? undefined : filteredUnion(relation, context);
  if (filtered) return lowerUnionFiltered(filtered.predicate, filtered.source, needs, context);
  const input = context.relation(relation.input, needsOf(needs.columns, [relation.predicate], needs.order || windowed));
  if (windowed) return onlyNeeded(whereWindowed(relation.predicate, input, context), needs.columns);
  return onlyNeeded(filteredBy(conjuncts(relation.predicate), context.freeRows(input), context), needs.columns);
};

/** The union below a chain of filters, and all that they ask; undefined if there is none. */
function filteredUnion(relation: RelationOfKind<"where">, context: LowerContext): { readonly predicate: IrExpression; readonly source: RelationOfKind<"union"> } | undefined {
  let predicate = relation.predicate;
  let source = context.lets.seenThrough(relation.input);
  while (source.kind === "where" && !isWindowed([source.predicate])) {
    predicate = { kind: "binary", operator: "and", left: source.predicate, right: predicate, type: "bool", span: predicate.span };
    source = context.lets.seenThrough(source.input);
  }
  return source.kind === "union" ? { predicate, source } : undefined;
}

/** A predicate over a union: what can be tested within its inputs is. */
function lowerUnionFiltered(predicate: IrExpression, source: RelationOfKind<"union">, needs: Needs, context: LowerContext): LoweredRelation {
  const { union, rest } = pushedIntoUnion(predicate, source);
  const input = context.freeRows(context.relation(union, needsOf(needs.columns, rest, needs.order)));
  return onlyNeeded(filteredBy(rest, input, context), needs.columns);
}

/** The rows for which all parts hold. What can be said of the stored columns is said before anything is worked out of them. */
function filteredBy(parts: readonly IrExpression[], rows: LoweredRelation, context: LowerContext): LoweredRelation {
  const stored = parts.map((part) => rawComparison(part, rows, context));
  const open = parts.filter((_, index) => !stored[index]?.exact);
  const narrowed = { ...withDayFiles(parts, rows, context), where: [...rows.where, ...stored.flatMap((each) => each.conditions)] };
  const ready = context.readyFor(open, narrowed);
  const conditions = open.map((part) => context.condition(part, withoutNullText(part, ready, context)));
  return { ...ready, where: [...ready.where, ...conditions] };
}

/** A predicate over neighbouring rows is first made a column: a filter beside it would take the neighbours away. */
function whereWindowed(predicate: IrExpression, input: LoweredRelation, context: LowerContext): LoweredRelation {
  const { values, relation: ordered } = withWindowSteps([predicate], context.readyFor([predicate], withTotalOrder(input, context)), context);
  const value = context.condition(values[0] ?? predicate, ordered);
  const closed = context.close({ ...ordered, columns: [...ordered.columns, { name: "predicate", type: "bool", value }], rowsAreFixed: true });
  const last = closed.columns.at(-1);
  return { ...closed, columns: closed.columns.slice(0, -1), where: last ? [last.value] : [] };
}

/** The relation with only the needed columns. */
export function onlyNeeded(relation: LoweredRelation, needed: ReadonlySet<string>): LoweredRelation {
  return { ...relation, columns: relation.columns.filter((column) => needed.has(column.name)) };
}
