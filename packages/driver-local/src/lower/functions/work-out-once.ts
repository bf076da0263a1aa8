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
  const bound = values.flatMap((value, index) => (costly[index] === true || (hides && hasSubquery(value)) ? [value] : []));
  if (bound.length === 0) return { ...expression, arguments: values };
  const held = heldBy(boundName, bound);
  return onceThrough(held, { ...expression, arguments: values.map((value) => held.references.get(value) ?? value) });
}

function isCostly(value: SqlExpression, uses: number): boolean {
  return uses >= 2 && uses * sizeOf(value) > greatestRepetition && !isConstantTree(value);
}

// no clash: a lambda made here has nothing but the call in its body, and what its arguments hold is closed in itself
const boundName = "kql_once";
const outsideName = "kql_outside";

/** Values that a lambda's parameter holds, and what stands for each of them in its body. */
interface Held {
  readonly name: string;
  readonly value: SqlExpression;
  readonly references: ReadonlyMap<SqlExpression, SqlExpression>;
}

/** One value is held as it is, several in a struct. */
function heldBy(name: string, values: readonly SqlExpression[]): Held {
  const parameter: SqlExpression = { kind: "column", name };
  const [only, ...others] = values;
  if (only && others.length === 0) return { name, value: only, references: new Map([[only, parameter]]) };
  const fields = values.map((value, index) => ({ name: `value_${index}`, value }));
  return { name, value: { kind: "struct", fields }, references: new Map(fields.map((field) => [field.value, { kind: "field", operand: parameter, name: field.name }])) };
}

function onceThrough({ name, value }: Held, body: SqlExpression): SqlExpression {
  return call("list_extract", call("list_transform", { kind: "list", items: [value] }, { kind: "lambda", parameters: [name], body }), constant(1));
}

/** A call with a lambda of its own, with the queries inside the lambda worked out before it. */
function withoutInnerQueries(expression: Call): SqlExpression {
  if (!expression.arguments.some((argument) => argument.kind === "lambda" && hasSubquery(argument))) return expression;
  const queries = new Set<SqlExpression>();
  const collect = (query: SqlExpression): SqlExpression => {
    queries.add(query);
    return query;
  };
  for (const argument of expression.arguments) replaceSubqueries(argument, collect);
  const held = heldBy(outsideName, [...queries]);
  return onceThrough(held, { ...expression, arguments: expression.arguments.map((argument) => replaceSubqueries(argument, (query) => held.references.get(query) ?? query)) });
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
