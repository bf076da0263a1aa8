import { call, constant } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { isConstantTree } from "../expressions/sql-parts.js";
import { argumentUses, hasLambda } from "./engine-macros.js";
import { hasSubquery, mapParts, replaceSubqueries } from "./expression-parts.js";

/** The most work (copies of an argument, times its size) that may be repeated. */
const greatestRepetition = 24;

/** What a function written in TypeScript counts for: it is never worked out twice. */
const hostWork = 100;

const checked = new WeakSet<object>();

/**
 * The expression with the arguments of macros worked out once each: a macro pastes an argument into its text wherever it uses
 * it, so those that cost something go through the parameter of a lambda, `list_transform([{a: argument}], lambda v: macro(v.a))[1]`.
 * Without it, macros inside one another would grow with the power of their depth.
 */
export function workedOutOnce(expression: SqlExpression): SqlExpression {
  if (checked.has(expression)) return expression;
  const done = expression.kind === "call" && expression.name.startsWith("kql_") ? onceInCall(expression) : ofOther(expression);
  checked.add(done);
  return done;
}

function ofOther(expression: SqlExpression): SqlExpression {
  const done = mapParts(expression, workedOutOnce);
  return done.kind === "call" ? withoutInnerQueries(done) : done;
}

type Call = Extract<SqlExpression, { readonly kind: "call" }>;

function onceInCall(expression: Call): SqlExpression {
  const values = expression.arguments.map(workedOutOnce);
  const costly = values.map((value, index) => isCostly(value, argumentUses(expression.name)[index] ?? 1));
  // DuckDB takes no subquery inside a lambda, be it one of the macro or the one made here
  const hides = costly.includes(true) || hasLambda(expression.name);
  const bound = values.flatMap((value, index) => (costly[index] === true || (hides && hasSubquery(value)) ? [{ name: `value_${index}`, index, value }] : []));
  if (bound.length === 0) return { ...expression, arguments: values };
  const of = (index: number): SqlExpression | undefined => {
    const found = bound.find((each) => each.index === index);
    return found && { kind: "field", operand: { kind: "column", name: boundName }, name: found.name };
  };
  return onceThrough(boundName, bound, { ...expression, arguments: values.map((value, index) => of(index) ?? value) });
}

function isCostly(value: SqlExpression, uses: number): boolean {
  return uses >= 2 && uses * sizeOf(value) > greatestRepetition && !isConstantTree(value);
}

// no clash: a lambda made here has nothing but the call in its body, and what its arguments hold is closed in itself
const boundName = "kql_once";
const outsideName = "kql_outside";

function onceThrough(name: string, fields: readonly { readonly name: string; readonly value: SqlExpression }[], body: SqlExpression): SqlExpression {
  const list = call("list_transform", { kind: "list", items: [{ kind: "struct", fields: fields.map((field) => ({ name: field.name, value: field.value })) }] }, { kind: "lambda", parameters: [name], body });
  return call("list_extract", list, constant(1));
}

/** A call with a lambda of its own, with the queries inside the lambda worked out before it. */
function withoutInnerQueries(expression: Call): SqlExpression {
  const fields: { readonly name: string; readonly value: SqlExpression }[] = [];
  const take = (value: SqlExpression): SqlExpression => {
    fields.push({ name: `value_${fields.length}`, value });
    return { kind: "field", operand: { kind: "column", name: outsideName }, name: `value_${fields.length - 1}` };
  };
  if (!expression.arguments.some((argument) => argument.kind === "lambda" && hasSubquery(argument))) return expression;
  const args = expression.arguments.map((argument) => replaceSubqueries(argument, take));
  return onceThrough(outsideName, fields, { ...expression, arguments: args });
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
