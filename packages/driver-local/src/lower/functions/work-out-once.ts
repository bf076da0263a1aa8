import { call, constant } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { isConstantTree } from "../expressions/sql-parts.js";
import { argumentUses } from "./engine-macros.js";

/** The most work (copies of an argument, times its size) that may be repeated. */
const greatestRepetition = 24;

/** What a function written in TypeScript counts for: it is never worked out twice. */
const hostWork = 100;

const checked = new WeakSet<object>();

/**
 * The expression with the arguments of macros worked out once each: a macro pastes an argument into its text wherever it uses
 * it, so one that costs something goes through the parameter of a lambda, `list_transform([argument], lambda v: macro(v))[1]`.
 * Without it, macros inside one another would grow with the power of their depth.
 */
export function workedOutOnce(expression: SqlExpression): SqlExpression {
  if (checked.has(expression)) return expression;
  const done = expression.kind === "call" && expression.name.startsWith("kql_") ? onceInCall(expression) : withParts(expression);
  checked.add(done);
  return done;
}

type Call = Extract<SqlExpression, { readonly kind: "call" }>;

function onceInCall(expression: Call): SqlExpression {
  const uses = argumentUses(expression.name);
  const bound: { readonly name: string; readonly value: SqlExpression }[] = [];
  const args = expression.arguments.map((argument, index) => {
    const value = workedOutOnce(argument);
    if ((uses[index] ?? 1) < 2 || (uses[index] ?? 1) * sizeOf(value) <= greatestRepetition || isConstantTree(value)) return value;
    // no clash: a lambda made here has nothing but the call in its body, and what its arguments hold is closed in itself
    const name = `kql_once_${index}`;
    bound.push({ name, value });
    return { kind: "column" as const, name };
  });
  let result: SqlExpression = { ...expression, arguments: args };
  for (const { name, value } of bound.reverse()) result = onceThrough(name, value, result);
  return result;
}

function onceThrough(name: string, value: SqlExpression, body: SqlExpression): SqlExpression {
  const list = call("list_transform", { kind: "list", items: [value] }, { kind: "lambda", parameters: [name], body });
  return call("list_extract", list, constant(1));
}

/** Containers whose direct parts may hold macros. Aggregates and windows stay as they are: their arguments must not be hidden in a lambda. */
function withParts(expression: SqlExpression): SqlExpression {
  switch (expression.kind) {
    case "cast":
    case "prefix":
    case "is-null":
    case "field":
      return { ...expression, operand: workedOutOnce(expression.operand) };
    case "operator":
      return { ...expression, operands: expression.operands.map(workedOutOnce) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(workedOutOnce) };
    case "case":
      return {
        ...expression,
        when: expression.when.map((branch) => ({ if: workedOutOnce(branch.if), then: workedOutOnce(branch.then) })),
        ...(expression.else ? { else: workedOutOnce(expression.else) } : {}),
      };
    case "list":
      return { ...expression, items: expression.items.map(workedOutOnce) };
    case "struct":
      return { ...expression, fields: expression.fields.map((field) => ({ ...field, value: workedOutOnce(field.value) })) };
    case "lambda":
      return { ...expression, body: workedOutOnce(expression.body) };
    default:
      return expression;
  }
}

/** How much work an expression is, roughly: its nodes, a macro for its uses. */
function sizeOf(expression: SqlExpression): number {
  switch (expression.kind) {
    case "cast":
    case "prefix":
    case "is-null":
    case "field":
      return 1 + sizeOf(expression.operand);
    case "operator":
      return expression.operands.reduce((sum, part) => sum + sizeOf(part), 1);
    case "call":
      return expression.arguments.reduce((sum, part, index) => sum + sizeOf(part) * (argumentUses(expression.name)[index] ?? 1), expression.name.startsWith("host_") ? hostWork : 2);
    case "case":
      return expression.when.reduce((sum, branch) => sum + sizeOf(branch.if) + sizeOf(branch.then), 1 + (expression.else ? sizeOf(expression.else) : 0));
    case "column":
    case "parameter":
    case "constant":
      return 1;
    default:
      return 8;
  }
}
