import type { IrExpression } from "@huntkit/kql/ir";
import type { LowerContext } from "../lower-context.js";
import type { LoweredRelation } from "../lowered-relation.js";

/** Comparisons that are false for the empty text when the other side is not empty. */
const falseForEmpty: ReadonlySet<string> = new Set([
  "==", "=~", "has", "has_cs", "hasprefix", "hasprefix_cs", "hassuffix", "hassuffix_cs", "contains", "contains_cs",
  "startswith", "startswith_cs", "endswith", "endswith_cs", "in", "in~", "has_any", "has_all",
]);

/**
 * The relation with stored text columns read as they are, if the predicate is one that drops the empty text: a null that the
 * source holds for it is dropped by SQL just as well, and the comparison then reaches the files. Otherwise the relation itself.
 */
export function withoutNullText(predicate: IrExpression, relation: LoweredRelation, context: LowerContext): LoweredRelation {
  const name = columnDroppedIfEmpty(predicate, context);
  if (name === undefined) return relation;
  const columns = relation.columns.map((column) => {
    const readsAsIs = column.name === name && column.type === "string" && column.raw?.stored === "native";
    return readsAsIs && column.raw ? { ...column, value: column.raw.value } : column;
  });
  return { ...relation, columns };
}

function columnDroppedIfEmpty(predicate: IrExpression, context: LowerContext): string | undefined {
  if (predicate.kind !== "binary" && predicate.kind !== "list") return undefined;
  if (!falseForEmpty.has(predicate.operator) || predicate.left.kind !== "column") return undefined;
  const others = "kind" in predicate.right ? [predicate.right as IrExpression] : predicate.right;
  const filled = others.length > 0 && others.every((other) => isFilledText(other, context));
  return filled ? predicate.left.name : undefined;
}

function isFilledText(value: IrExpression, context: LowerContext): boolean {
  if (value.kind === "literal") return isFilled(value.value);
  const named = value.kind === "let-scalar" ? context.lets.scalarValue(value.id) : undefined;
  return named?.kind === "literal" && isFilled(named.value);
}

function isFilled(value: unknown): boolean {
  if (typeof value === "string") return value !== "";
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string" && item !== "");
}
