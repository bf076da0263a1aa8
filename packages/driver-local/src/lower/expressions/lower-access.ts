import type { IrExpression } from "@huntkit/kql/ir";
import { call, caseWhen, constant, parameter } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerScope } from "../lower-scope.js";
import { literalOf } from "./constant-value.js";
import { lowerAs, lowerExpression, type ExpressionOfKind, type Position } from "./lower-expression.js";

/** A chain of accesses with literal keys, as a JSON path, over the expression at its root. */
interface LiteralPath {
  readonly root: IrExpression;
  readonly path: string;
}

/**
 * `a.b`, `a["b"]`, `a[0]`, `a[-1]` on a dynamic: null if it is not there, never an error; a negative index counts from the end
 * (rule R161).
 * Source: Microsoft Learn, "The dynamic data type", "Dynamic object accessors".
 * @param form `text`: the value as `tostring()` would give it.
 */
export function lowerAccess(expression: ExpressionOfKind<"access">, scope: LowerScope, _position: Position = "value", form: "dynamic" | "text" = "dynamic"): SqlExpression {
  const { root, path } = literalPath(expression, scope);
  if (path === "$") return inForm(runTimeAccess(expression, scope), form);
  const where = parameter(path, "VARCHAR");
  const jsonText = parsedText(root);
  if (jsonText) {
    const text = lowerAs(jsonText, "string", scope);
    return inForm(caseWhen([[call("kql_is_json", text), call("json_extract", text, where)]]), form);
  }
  return inForm(call("json_extract", lowerAs(root, "dynamic", scope), where), form);
}

function inForm(value: SqlExpression, form: "dynamic" | "text"): SqlExpression {
  return call(form === "text" ? "kql_dynamic_text" : "kql_not_null", value);
}

/** The text that `parse_json(text)` reads, so that it need not be parsed as a whole first. */
function parsedText(root: IrExpression): IrExpression | undefined {
  if (root.kind !== "call" || (root.name !== "parse_json" && root.name !== "todynamic")) return undefined;
  const [argument] = root.arguments;
  return argument && argument.kind !== "star" && argument.type === "string" ? argument : undefined;
}

function literalPath(expression: ExpressionOfKind<"access">, scope: LowerScope): LiteralPath {
  const key = literalOf(expression.key, scope);
  const step = key && pathStep(key);
  if (step === undefined) return { root: expression, path: "$" };
  const inner = expression.target.kind === "access" ? literalPath(expression.target, scope) : { root: expression.target, path: "$" };
  return { root: inner.root, path: `${inner.path}${step}` };
}

/** A step of a JSON path for a literal key; undefined for keys that DuckDB's paths cannot spell. */
function pathStep(key: ExpressionOfKind<"literal">): string | undefined {
  if (typeof key.value === "string") return /^[^"\\*\0]+$/.test(key.value) ? `."${key.value}"` : undefined;
  if (typeof key.value !== "number" || !Number.isInteger(key.value)) return undefined;
  return key.value < 0 ? `[#${key.value}]` : `[${key.value}]`;
}

function runTimeAccess(expression: ExpressionOfKind<"access">, scope: LowerScope): SqlExpression {
  const target = lowerAs(expression.target, "dynamic", scope);
  const { key } = expression;
  if (key.type === "int" || key.type === "long") return call("kql_element", target, lowerExpression(key, scope));
  return call("kql_member", target, key.type === "string" ? lowerExpression(key, scope) : lowerAs(key, "string", scope));
}

/** The elements of a dynamic array as a list of JSON values; of anything else an empty list. */
export function dynamicItems(expression: IrExpression, scope: LowerScope): SqlExpression {
  return call("coalesce", call("kql_items", lowerAs(expression, "dynamic", scope)), constant("[]", "JSON[]"));
}
