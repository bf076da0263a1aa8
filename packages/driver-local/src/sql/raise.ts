import { call, constant, operator } from "./sql-builders.js";
import type { SqlExpression } from "./sql-nodes.js";

/** Why a query ends on purpose: a condition of its own that does not hold, or a limit of the language. */
export type RaisedCode = "assertion-failed" | "limit-exceeded";

const mark = "huntkit ends the query, ";

/** SQL that ends the query with a message for the person who wrote it, when it is worked out. */
export function raise(code: RaisedCode, message: SqlExpression | string): SqlExpression {
  const text = typeof message === "string" ? constant(message) : message;
  return call("error", operator("||", constant(`${mark}${code}: `), text));
}

/** What {@link raise} said, in the text of the engine's error; undefined for any other error. */
export function raisedIn(text: string): { readonly code: RaisedCode; readonly message: string } | undefined {
  const start = `Invalid Input Error: ${mark}`;
  if (!text.startsWith(start)) return undefined;
  const [, code, message = ""] = /^(assertion-failed|limit-exceeded): ([\s\S]*)$/.exec(text.slice(start.length)) ?? [];
  return code === undefined ? undefined : { code: code as RaisedCode, message };
}
