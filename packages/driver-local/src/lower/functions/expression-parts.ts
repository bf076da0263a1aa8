import type { SqlExpression } from "../../sql/sql-nodes.js";

/**
 * The expression with its direct parts replaced, as far as macros may stand in them. Aggregates and windows stay as they are:
 * their arguments must not be hidden in a lambda.
 */
export function mapParts(expression: SqlExpression, replace: (part: SqlExpression) => SqlExpression): SqlExpression {
  switch (expression.kind) {
    case "cast":
    case "prefix":
    case "is-null":
    case "field":
      return { ...expression, operand: replace(expression.operand) };
    case "operator":
      return { ...expression, operands: expression.operands.map(replace) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(replace) };
    case "case":
      return {
        ...expression,
        when: expression.when.map((branch) => ({ if: replace(branch.if), then: replace(branch.then) })),
        ...(expression.else ? { else: replace(expression.else) } : {}),
      };
    case "list":
      return { ...expression, items: expression.items.map(replace) };
    case "struct":
      return { ...expression, fields: expression.fields.map((field) => ({ ...field, value: replace(field.value) })) };
    case "lambda":
      return { ...expression, body: replace(expression.body) };
    default:
      return expression;
  }
}

/** Whether a value that a query of its own gives stands in an expression. */
export function hasSubquery(expression: SqlExpression): boolean {
  let found = expression.kind === "subquery";
  if (!found)
    mapParts(expression, (part) => {
      found ||= hasSubquery(part);
      return part;
    });
  return found;
}

/** The expression with each value that a query of its own gives replaced. */
export function replaceSubqueries(expression: SqlExpression, replace: (subquery: SqlExpression) => SqlExpression): SqlExpression {
  return expression.kind === "subquery" ? replace(expression) : mapParts(expression, (part) => replaceSubqueries(part, replace));
}
