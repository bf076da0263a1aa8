import { InternalError, UnsupportedError } from "@huntkit/provider";
import { renderExpression } from "./render-expression.js";
import { renderSelect } from "./render-select.js";
import type { SqlExpression, SqlParameterValue, SqlSelect, SqlType } from "./sql-nodes.js";

/** SQL text and the values of its parameters: `parameters[0]` is `$1`. */
export interface RenderedSql {
  /** The text; bytes of a user occur in it only as quoted names. */
  readonly sql: string;
  /** The values to bind, in order. */
  readonly parameters: readonly SqlParameterValue[];
}

/** The most parts of expressions in one statement: names that double what stands behind them, each the one before, grow without end. */
const MAX_PARTS = 500_000;

/**
 * Makes SQL text of a tree. This and the two modules behind it are the only ones that write SQL text and quote names: values
 * leave as parameters (equal ones share one), names as quoted identifiers.
 * @throws {UnsupportedError} if the text would be too large.
 * @throws {InternalError} if a name that must be ours (of a function, an operator, a type) has a form that ours never have.
 */
export function renderSql(query: SqlSelect): RenderedSql {
  const writer = new SqlWriter();
  const sql = renderSelect(query, writer);
  return { sql, parameters: writer.parameters };
}

/** What the rendering of one statement shares: the parameters and the depth of indentation. */
export class SqlWriter {
  /** The values bound so far. */
  readonly parameters: SqlParameterValue[] = [];
  readonly #slots = new Map<string, number>();
  #depth = 0;
  #parts = 0;

  /** The text of a parameter: `CAST($3 AS BIGINT)`. */
  parameter(value: SqlParameterValue, type: SqlType): string {
    const key = `${typeof value}:${type}:${Object.is(value, -0) ? "-0" : String(value)}`;
    const slot = this.#slots.get(key) ?? this.parameters.push(value);
    this.#slots.set(key, slot);
    return `CAST($${slot} AS ${type})`;
  }

  /** Renders a part one level deeper. */
  deeper(render: (newLine: string) => string): string {
    this.#depth++;
    const text = render(this.newLine());
    this.#depth--;
    return text;
  }

  /** A line break and the indentation of the level at hand (flat beyond 20 levels, so that deep queries stay small). */
  newLine(): string {
    return `\n${"  ".repeat(Math.min(this.#depth, 20))}`;
  }

  /** The text of an expression. */
  expression(expression: SqlExpression): string {
    if (++this.#parts > MAX_PARTS)
      throw new UnsupportedError({ code: "query-too-large", construct: "a query this large", message: `The query has more than ${MAX_PARTS.toLocaleString("en-US")} parts once its let statements and functions are put in their places. Use each let statement in fewer others, or store what it gives by materialize() or toscalar().` });
    return renderExpression(expression, this);
  }

  /** The texts of expressions, with commas between. */
  list(expressions: readonly SqlExpression[]): string {
    return expressions.map((each) => this.expression(each)).join(", ");
  }

  /** `(SELECT …)`. */
  subquery(query: SqlSelect): string {
    const inner = this.deeper((newLine) => newLine + renderSelect(query, this));
    return `(${inner}${this.newLine()})`;
  }
}

/** A quoted identifier: any text but the empty one and one with a NUL character can be a name. */
export function quoteName(name: string): string {
  if (name === "" || name.includes("\0")) return refuse("a name that cannot be quoted");
  return `"${name.replaceAll('"', '""')}"`;
}

const ownWord = /^[a-z_][a-z0-9_]*$/i;
const ownOperator = /^(?:[-+*/%<>=~!|&^]{1,3}|\/\/|[A-Z]+(?: [A-Z]+){0,3})$/;

/** A function's name of ours, checked. */
export function ownFunctionName(name: string): string {
  return ownWord.test(name) ? name : refuse("the name of an SQL function");
}

/** An operator of ours, checked. */
export function ownOperatorName(name: string): string {
  return ownOperator.test(name) ? name : refuse("an SQL operator");
}

/** Fails: the tree holds something that must never be in it. */
export function refuse(what: string): never {
  throw new InternalError({
    code: "sql-tree-invalid",
    message: `The SQL tree holds ${what} of a form that the engine never makes. Report this query to the huntkit project.`,
  });
}
