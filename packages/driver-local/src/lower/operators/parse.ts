import type { IrExpression } from "@huntkit/kql/ir";
import { allOf, call, caseWhen, constant, isNotNull, parameter } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { kqlLiteral } from "../kql-literal.js";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering, RelationOfKind } from "../lower-relation.js";
import { findIn, type LoweredColumn, type LoweredRelation } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { parsePattern } from "./parse-pattern.js";
import { onlyNeeded } from "./where.js";

type Parse = RelationOfKind<"parse">;
type ColumnStep = Extract<Parse["steps"][number], { kind: "column" }>;

/**
 * `parse` and `parse-where`: columns from a text by a pattern. Where the pattern, or (unless relaxed) the type of one column,
 * does not fit, all columns are null (strings empty), and `parse-where` drops the row. Rules R27 to R29.
 */
export const lowerParse: OperatorLowering<"parse"> = (relation, needs, context) => {
  const steps = relation.steps.filter((step): step is ColumnStep => step.kind === "column");
  if (relation.onlyMatches && relation.mode === "relaxed") return context.refuse("parse-where kind=relaxed", relation, "Use parse kind=relaxed.");
  const made = new Set(steps.map((step) => step.name));
  const kept = [...needs.columns].filter((name) => !made.has(name));
  const input = context.relation(relation.input, needsOf(kept, [relation.value], needs.order));
  const found = withMatches(relation, steps, input, kept, context);
  const converted = context.close({ ...found, columns: found.columns.map((column) => convertedColumn(column, steps.find((_, place) => matchName(place) === column.name), context)) });
  return withResults(relation, steps, converted, needs.columns);
};

// names of our own hold a NUL character, which no column of KQL has
const matchName = (place: number): string => `\0match ${place + 1}`;
const fitsName = "\0fits";

/** The kept columns, the text found for each step, and whether the pattern fits. */
function withMatches(relation: Parse, steps: readonly ColumnStep[], input: LoweredRelation, kept: readonly string[], context: LowerContext): LoweredRelation {
  const ready = context.readyFor([relation.value], context.freeRows(input));
  const passed = kept.flatMap((name) => ready.columns.filter((column) => column.name === name));
  const text: LoweredColumn = { name: "\0text", type: "string", value: context.expression(asString(relation.value), ready) };
  const source = context.close({ ...ready, columns: [...passed, text] });
  const value = source.columns.at(-1)?.value ?? constant("");
  const pattern = parameter(parsePattern(relation, context), "VARCHAR");
  const matches = steps.map((_, place): LoweredColumn => ({ name: matchName(place), type: "string", value: call("regexp_extract", value, pattern, constant(place + 1)) }));
  const fits: LoweredColumn = { name: fitsName, type: "bool", value: call("regexp_matches", value, pattern) };
  return context.close({ ...source, columns: [...source.columns.slice(0, -1), ...matches, fits] });
}

function asString(value: IrExpression): IrExpression {
  if (value.type === "string") return value;
  return { kind: "call", name: "tostring", function: "scalar", arguments: [value], type: "string", span: value.span };
}

const readers: Readonly<Record<string, string>> = Object.freeze({
  bool: "tobool", int: "toint", long: "tolong", real: "toreal", decimal: "todecimal",
  datetime: "todatetime", timespan: "totimespan", guid: "toguid", dynamic: "todynamic",
});

function convertedColumn(column: LoweredColumn, step: ColumnStep | undefined, context: LowerContext): LoweredColumn {
  const reader = step && readers[step.type];
  if (!step || !reader) return column;
  const text: IrExpression = { kind: "column", name: "text", type: "string", span: { start: 0, length: 0 } };
  const read: IrExpression = { kind: "call", name: reader, function: "scalar", arguments: [text], type: step.type, span: text.span };
  const value = lowerExpression(read, context.scope(() => ({ name: "text", type: "string", value: column.value })));
  return { name: column.name, type: step.type, value };
}

function withResults(relation: Parse, steps: readonly ColumnStep[], converted: LoweredRelation, needed: ReadonlySet<string>): LoweredRelation {
  const find = findIn(converted);
  const valueOf = (name: string): SqlExpression => find(name)?.value ?? constant(false);
  const typed = steps.map((step, place) => ({ step, value: valueOf(matchName(place)) })).filter(({ step }) => step.type !== "string");
  const fits = valueOf(fitsName);
  const allFit = relation.mode === "relaxed" ? fits : (allOf([fits, ...typed.map(({ value }) => isNotNull(value))]) ?? fits);
  const columns = relation.columns.flatMap(({ name, type }): LoweredColumn[] => {
    const place = steps.findLastIndex((step) => step.name === name);
    const passed = find(name);
    if (place < 0) return passed ? [passed] : [];
    const value = valueOf(matchName(place));
    return [{ name, type, value: relation.onlyMatches ? value : caseWhen([[allFit, value]], kqlLiteral(null, type)) }];
  });
  return onlyNeeded({ ...converted, columns, where: relation.onlyMatches ? [allFit] : [] }, needed);
}
