import { call, cast, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";

/** `(NOT a)`. */
export function not(operand: SqlExpression): SqlExpression {
  return { kind: "prefix", operator: "NOT", operand };
}

/** `(a AND b …)`; a single condition stands for itself. */
export function and(...conditions: readonly SqlExpression[]): SqlExpression {
  return conditions.length === 1 && conditions[0] ? conditions[0] : operator("AND", ...conditions);
}

/** `(a OR b …)`; a single condition stands for itself, none is false. */
export function or(...conditions: readonly SqlExpression[]): SqlExpression {
  if (conditions.length === 0) return constant(false);
  return conditions.length === 1 && conditions[0] ? conditions[0] : operator("OR", ...conditions);
}

/** `coalesce(a, FALSE)`: null is false. */
export function orFalse(condition: SqlExpression): SqlExpression {
  return call("coalesce", condition, constant(false));
}

/** The value as a DOUBLE. */
export function asDouble(value: SqlExpression): SqlExpression {
  return cast(value, "DOUBLE");
}

/** `list_transform(list, lambda name: body)`. */
export function mapList(list: SqlExpression, name: string, body: (item: SqlExpression) => SqlExpression): SqlExpression {
  return call("list_transform", list, { kind: "lambda", parameters: [name], body: body({ kind: "column", name }) });
}

/** `list_filter(list, lambda name: condition)`. */
export function filterList(list: SqlExpression, name: string, condition: (item: SqlExpression) => SqlExpression): SqlExpression {
  return call("list_filter", list, { kind: "lambda", parameters: [name], body: condition({ kind: "column", name }) });
}

/** Whether a tree is made of bound values and constants alone, so that DuckDB works it out once for the query. */
export function isConstantTree(expression: SqlExpression): boolean {
  if (expression.kind === "parameter" || expression.kind === "constant") return true;
  if (expression.kind === "cast") return isConstantTree(expression.operand);
  return expression.kind === "call" && expression.arguments.length > 0 && expression.arguments.every(isConstantTree);
}

const plainKinds: ReadonlySet<SqlExpression["kind"]> = new Set(["parameter", "constant", "column"]);

/** Whether DuckDB allows an expression inside `TRY`: it must hold no sub-query, aggregate, window or lambda, and nothing of chance. */
export function mayFail(expression: SqlExpression): boolean {
  if (plainKinds.has(expression.kind)) return true;
  if (expression.kind === "cast" || expression.kind === "prefix") return mayFail(expression.operand);
  if (expression.kind === "operator") return expression.operands.every(mayFail);
  if (expression.kind === "is-null") return mayFail(expression.operand);
  if (expression.kind === "case") return partsOfCase(expression).every(mayFail);
  return expression.kind === "call" && safeCalls.has(expression.name) && expression.arguments.every(mayFail);
}

function partsOfCase({ when, else: otherwise }: Extract<SqlExpression, { readonly kind: "case" }>): SqlExpression[] {
  return [...when.flatMap((branch) => [branch.if, branch.then]), ...(otherwise ? [otherwise] : [])];
}

/** A column that an expression reads, if it is one of those that {@link mayFail} allows. */
export function firstColumn(expression: SqlExpression): SqlExpression | undefined {
  if (expression.kind === "column") return expression;
  const parts = expression.kind === "operator" ? expression.operands : expression.kind === "call" ? expression.arguments : expression.kind === "case" ? partsOfCase(expression) : "operand" in expression ? [expression.operand] : [];
  for (const part of parts) {
    const found = firstColumn(part);
    if (found) return found;
  }
  return undefined;
}

const safeCalls: ReadonlySet<string> = new Set([
  "kql_fast_modulo", "length", "strlen", "coalesce", "try", "kql_long_add", "kql_long_subtract", "kql_long_multiply", "kql_long_divide", "kql_long_modulo", "kql_array_length",
]);
