import type { SplitPlan, SplitRefusal, SplitRequest } from "./split-plan.js";
import type { KqlType } from "../values/kql-type.js";
import type { KqlValue } from "../values/kql-value.js";

/**
 * Where a placeholder in a query text stands:
 * - `code`: between tokens, or joined to one; see {@link CodeContext};
 * - `string`: inside a string literal, between its quotes; `form` says which;
 * - `comment`: inside a comment, or a line that the language skips;
 * - `name`: inside a quoted name, such as `['…']`;
 * - `literal`: inside the parentheses of a typed literal such as `datetime(…)`; `form` is the literal's type, `whole` tells
 *   whether the placeholder is all that stands there.
 */
export type TextContext =
  | CodeContext
  | { readonly kind: "string"; readonly form: StringForm }
  | { readonly kind: "comment" }
  | { readonly kind: "name"; readonly form: StringForm }
  | { readonly kind: "literal"; readonly form: KqlType; readonly whole: boolean };

/** A placeholder in code, and what touches it. */
export interface CodeContext {
  readonly kind: "code";
  /** The characters of a word that touch the placeholder on its left, for example `Device` in `Device{{kind}}Events`. */
  readonly before: string;
  /** The characters of a word that touch the placeholder on its right. */
  readonly after: string;
  /** Whether `after` is a unit that makes a number a span of time, such as the `d` in `ago({{days}}d)`. */
  readonly unit: boolean;
  /** Whether something touches the placeholder that any value would melt into, such as a quote or another placeholder. */
  readonly fused: boolean;
  /**
   * What touches the placeholder that only some values would melt into: a `point` (numbers would; a name may stand there, as in
   * `$left.{{column}}`), or a `hyphen` (names would become part of a keyword such as `mv-expand`; a number may stand there).
   */
  readonly joint?: "point" | "hyphen";
  /**
   * What the language expects there, as far as the tokens around tell: whole clauses (`clause`), a name of a table or column
   * (`name`), items of a list (`list`), or a value.
   */
  readonly position: "clause" | "name" | "list" | "value";
  /** What a list without items is written as here: in KQL `dynamic([])` between parentheses, nothing between square brackets. Absent where it cannot stand. */
  readonly emptyList?: string;
}

/** The forms of a string literal: which quotes, and whether a backslash escapes. `h` before the quotes changes nothing here. */
export type StringForm =
  | "double"
  | "single"
  | "verbatim-double"
  | "verbatim-single"
  | "multiline-backtick"
  | "multiline-tilde";

/**
 * How values are written into texts of one query language. It is what keeps a value from ever becoming code: a renderer asks
 * for the context of each placeholder, then for the form of the value in that context.
 */
export interface QueryDialect {
  /** The language's name, for example `kql`. */
  readonly name: string;

  /**
   * Tells the context of each placeholder of a template.
   * @param parts The fixed texts: `parts[i]` stands before placeholder i, the last one after the last placeholder.
   * @returns one context for each placeholder, so one fewer than there are parts.
   * @throws {QueryError} if a string in the text does not end, or a placeholder stands where no value is safe (inside an
   * escape sequence).
   */
  contexts(parts: readonly string[]): TextContext[];

  /**
   * A value as a literal for a place in code, for example `"a\"b"`, `datetime(2026-07-01T00:00:00Z)`, `dynamic({"a":1})`.
   * All values of a type other than dynamic give the same kinds of tokens. Null becomes the type's null literal; for a
   * string the empty string.
   * @throws {ParameterError} if the value is not of the type.
   */
  literal(value: KqlValue, type: KqlType): string;

  /**
   * A text for a place inside a string literal of a form, without the quotes.
   * @throws {ParameterError} if that form cannot hold the text (for example a line break in a verbatim string).
   */
  insideString(text: string, form: StringForm): string;

  /**
   * A value for a place inside the parentheses of a typed literal, for example the bare `2026-07-01T00:00:00Z`.
   * @throws {ParameterError} if the value is not of the type.
   */
  insideLiteral(value: KqlValue, type: KqlType): string;

  /** A text for a place inside a comment: on one line, whatever it holds. */
  insideComment(text: string): string;

  /**
   * A name of a column, table or function for a place in code: bare if the language allows that, else bracketed.
   * @throws {ParameterError} if the language cannot hold the name.
   */
  identifier(name: string): string;

  /**
   * Checks that a text consists of whole additional clauses for the end of a query (in KQL: each begins with `|`), and
   * nothing else: no second statement, no unbalanced bracket or string.
   * @returns the clauses, trimmed and without comments; the empty text for none.
   * @throws {ParameterError} if it is anything else.
   */
  clauses(text: string): string;

  /**
   * Checks with the language's full parser that clauses, as {@link QueryDialect.clauses} gives them, parse. Names are not looked up.
   * Absent: there is no such parser, and the form alone is checked. May load what it needs on the first call.
   * @throws {ParameterError} that says what does not parse, and where.
   */
  checkClauses?(clauses: string): void;

  /** The number of literals in a text that is literals with commas between, such as `'a', "b", 3`, and nothing else; else 0. */
  literalCount(text: string): number;

  /**
   * Whether a text is a literal, a name, or calls of functions on such, for example `count()` or `round(avg(Sent), 2)`: what
   * stands as one value and holds no operator, no second value and no clause.
   */
  isSimpleExpression(text: string): boolean;

  /**
   * Whether a text is one word or sign of the language that stands between values or behind them and that a template may leave
   * open: a comparison such as `has`, `!contains` or `>=`, a direction such as `desc`. Absent: the language has none.
   */
  isOperator?(text: string): boolean;

  /**
   * Tells how a query can be run in parts of time, or why it cannot. Absent: the language has no such knowledge. May load what it
   * needs on the first call.
   * @throws {QueryError} if the text is wrong.
   */
  planSplit?(text: string, request: SplitRequest): Promise<SplitPlan | SplitRefusal>;
  /**
   * The most rows that a query can give because it says so itself, for example by `take 100`. By it an answer with as many rows as the
   * source gives at most is told to be whole. Absent, or undefined: no bound is known.
   */
  rowBound?(text: string, request: SplitRequest): Promise<number | undefined>;
}
