import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, constant, parameter } from "../../../sql/sql-builders.js";
import type { SqlExpression } from "../../../sql/sql-nodes.js";
import { literalOf } from "../../expressions/constant-value.js";
import { lowerAs } from "../../expressions/lower-expression.js";
import type { LowerScope } from "../../lower-scope.js";
import type { FunctionCall } from "../function-row.js";
import { readRegex } from "./read-regex.js";
import { RegexProblem } from "./regex-part.js";

/** Makes the SQL that looks for an expression of RE2 in a text. */
type Search = (text: SqlExpression, pattern: SqlExpression) => SqlExpression;

/**
 * The search for a regular expression of KQL in a text. Where classes such as `\w` would make it slow, a text that is ASCII alone is
 * searched with those of ASCII, which find the same in it. An expression that is no literal is taken as RE2's.
 * @param refuse Called with a sentence if the expression has what the engine cannot do.
 */
export function overRegex(text: SqlExpression, pattern: IrExpression, scope: LowerScope, refuse: (reason: string) => never, search: Search): SqlExpression {
  const written = literalOf(pattern, scope)?.value;
  if (typeof written !== "string") return search(text, lowerAs(pattern, "string", scope));
  const regex = readRegex(written);
  if (regex instanceof RegexProblem) return refuse(regex.reason);
  if (regex.ascii === regex.unicode) return search(text, parameter(regex.ascii, "VARCHAR"));
  const both = (each: SqlExpression): SqlExpression => caseWhen([[call("kql_isascii", each), search(each, parameter(regex.ascii, "VARCHAR"))]], search(each, parameter(regex.unicode, "VARCHAR")));
  return isCheap(text) ? both(text) : once(text, both);
}

/** As {@link overRegex}, of two arguments of a call. */
export function overRegexOf(each: FunctionCall, text: number, pattern: number, search: Search): SqlExpression {
  const argument = each.arguments[pattern];
  return argument ? overRegex(each.as(text, "string"), argument, each.scope, each.refuse, search) : each.refuse("It needs a regular expression.");
}

function isCheap(text: SqlExpression): boolean {
  if (text.kind === "call") return text.name === "coalesce" && text.arguments.every(isCheap);
  return text.kind === "column" || text.kind === "parameter" || text.kind === "constant";
}

/** The value of a body over a text that is worked out once. */
function once(text: SqlExpression, body: (text: SqlExpression) => SqlExpression): SqlExpression {
  const list = call("list_transform", { kind: "list", items: [text] }, { kind: "lambda", parameters: ["kql_text"], body: body({ kind: "column", name: "kql_text" }) });
  return call("list_extract", list, constant(1));
}
