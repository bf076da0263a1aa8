import type { SqlExpression, SqlParameterValue, SqlSelect, SqlType } from "./sql-nodes.js";

/** A value of the user, bound as a parameter of the given type. */
export function parameter(value: SqlParameterValue, type: SqlType): SqlExpression {
  return { kind: "parameter", value, type };
}

/** A constant of ours, written into the text. */
export function constant(value: string | number | bigint | boolean | null, type?: SqlType): SqlExpression {
  return type === undefined ? { kind: "constant", value } : { kind: "constant", value, type };
}

/** A typed NULL. */
export function nullOf(type: SqlType): SqlExpression {
  return { kind: "constant", value: null, type };
}

/** A column of a relation alias. */
export function columnOf(of: string, name: string): SqlExpression {
  return { kind: "column", name, of };
}

/** `name(a, b)`. */
export function call(name: string, ...args: readonly SqlExpression[]): SqlExpression {
  return { kind: "call", name, arguments: args };
}

/** `(a op b op c)`. */
export function operator(name: string, ...operands: readonly SqlExpression[]): SqlExpression {
  return { kind: "operator", operator: name, operands };
}

/** All of the conditions; undefined if there is none. */
export function allOf(conditions: readonly SqlExpression[]): SqlExpression | undefined {
  return conditions.length > 1 ? operator("AND", ...conditions) : conditions[0];
}

/** `CAST(a AS type)`: an error for a value that does not fit. */
export function cast(operand: SqlExpression, type: SqlType): SqlExpression {
  return { kind: "cast", operand, type, try: false };
}

/** `TRY_CAST(a AS type)`: NULL for a value that does not fit. */
export function tryCast(operand: SqlExpression, type: SqlType): SqlExpression {
  return { kind: "cast", operand, type, try: true };
}

/** `CASE WHEN a THEN b … ELSE c END`. */
export function caseWhen(
  when: readonly (readonly [condition: SqlExpression, value: SqlExpression])[],
  otherwise?: SqlExpression,
): SqlExpression {
  const branches = when.map(([condition, value]) => ({ if: condition, then: value }));
  return otherwise ? { kind: "case", when: branches, else: otherwise } : { kind: "case", when: branches };
}

/** `(a IS NULL)`. */
export function isNull(operand: SqlExpression): SqlExpression {
  return { kind: "is-null", operand, negated: false };
}

/** `(a IS NOT NULL)`. */
export function isNotNull(operand: SqlExpression): SqlExpression {
  return { kind: "is-null", operand, negated: true };
}

/** `(SELECT …)` as a value. */
export function scalarSubquery(query: SqlSelect): SqlExpression {
  return { kind: "subquery", query, exists: false };
}
