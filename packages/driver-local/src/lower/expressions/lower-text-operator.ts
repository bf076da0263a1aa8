import { call, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerScope } from "../lower-scope.js";
import { lowerAs, type ExpressionOfKind } from "./lower-expression.js";
import { refuseExpression } from "./refuse-expression.js";
import { overRegex } from "../functions/regex/over-regex.js";
import { not } from "./sql-parts.js";

type TextTest = (text: SqlExpression, needle: SqlExpression) => SqlExpression;

const named = (name: string): TextTest => (text, needle) => call(name, text, needle);

/**
 * The tests of text, by their positive spelling. Letter case is compared by DuckDB's `lower` on both sides, which maps single
 * characters of Unicode (rule R103); terms follow rules R100 to R102.
 * Source: Microsoft Learn, "String operators".
 */
const tests: Readonly<Record<string, TextTest>> = {
  "=~": named("kql_equals"),
  has: named("kql_has"), has_cs: named("kql_has_cs"),
  hasprefix: named("kql_hasprefix"), hasprefix_cs: named("kql_hasprefix_cs"),
  hassuffix: named("kql_hassuffix"), hassuffix_cs: named("kql_hassuffix_cs"),
  contains: named("kql_contains"), contains_cs: named("contains"),
  startswith: named("kql_startswith"), startswith_cs: named("starts_with"),
  endswith: named("kql_endswith"), endswith_cs: named("ends_with"),
};

/** An operator on text. Both sides are taken as text, a dynamic as what it holds; text is never null, so neither is the answer. */
export function lowerTextOperator(expression: ExpressionOfKind<"binary">, scope: LowerScope): SqlExpression {
  if (expression.operator === "matches regex") return matchesRegex(expression, scope);
  const negated = expression.operator.startsWith("!");
  const spelling = expression.operator === "!~" ? "=~" : negated ? expression.operator.slice(1) : expression.operator;
  const test = tests[spelling];
  if (!test) return refuseExpression(`the operator ${expression.operator}`, expression, scope, "Use contains, startswith or matches regex.");
  const text = lowerAs(expression.left, "string", scope);
  const needle = lowerAs(expression.right, "string", scope);
  if (expression.operator === "!~") return operator("<>", call("lower", text), call("lower", needle));
  return negated ? not(test(text, needle)) : test(text, needle);
}

function matchesRegex(expression: ExpressionOfKind<"binary">, scope: LowerScope): SqlExpression {
  const refuse = (reason: string): never => refuseExpression("this regular expression", expression.right, scope, reason);
  return overRegex(lowerAs(expression.left, "string", scope), expression.right, scope, refuse, (text, pattern) => call("regexp_matches", text, pattern));
}
