import type { KqlType } from "../values/kql-type.js";
import type { KqlValue } from "../values/kql-value.js";

/**
 * Where a place in a query text stands:
 * - `code`: between tokens, or beside one;
 * - `string`: inside a string literal, between its quotes; `form` says which;
 * - `comment`: inside a comment;
 * - `name`: inside a bracketed name, `['…']`;
 * - `literal`: inside the parentheses of a typed literal such as `datetime(…)`; `form` is the literal's type.
 */
export type TextContext =
  | { readonly kind: "code" }
  | { readonly kind: "string"; readonly form: StringForm }
  | { readonly kind: "comment" }
  | { readonly kind: "name"; readonly form: StringForm }
  | { readonly kind: "literal"; readonly form: KqlType };

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
   * Tells the context at each of the given offsets of a text. What stands at the offsets counts as one harmless character
   * each. Offsets rise.
   * @throws {QueryError} if a string or comment in the text does not end.
   */
  contextsAt(text: string, offsets: readonly number[]): TextContext[];

  /**
   * A value as a literal for a place in code, for example `"a\"b"`, `datetime(2026-07-01T00:00:00Z)`, `dynamic({"a":1})`.
   * Null becomes the type's null literal; for a string the empty string.
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

  /**
   * A name of a column, table or function for a place in code: bare if the language allows that, else bracketed.
   * @throws {ParameterError} if the language cannot hold the name.
   */
  identifier(name: string): string;

  /**
   * Checks that a text consists of whole additional clauses for the end of a query (in KQL: each begins with `|`), and
   * nothing else: no second statement, no unbalanced bracket, string or comment.
   * @returns the clauses, trimmed; the empty text for none.
   * @throws {ParameterError} if it is anything else.
   */
  clauses(text: string): string;
}
