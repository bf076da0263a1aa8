import { KqlDateTime, KqlDecimal, KqlTimeSpan } from "@huntkit/provider";
import type { TemplateParameter } from "../model/query-template.js";
import { parseTimespan } from "./parse-timespan.js";
import { parameterError, shownValue } from "./parameter-error.js";
import type { TypedValue } from "./typed-value.js";

const patterns = new Map<string, RegExp>();

/**
 * Checks `values`, `min`, `max` and `pattern` of a parameter. For texts, `min` and `max` count characters.
 * @throws {ParameterError} that says what is accepted.
 */
export function checkLimits(typed: TypedValue, parameter: TemplateParameter, given: unknown): void {
  const { values, min, max, pattern } = parameter;
  if (values === undefined && min === undefined && max === undefined && pattern === undefined) return;
  if (values && !values.some((value) => sameText(value, typed.value)))
    throw parameterError("parameter-not-listed", parameter, given, `is not one of ${values.map(shownValue).join(", ")}`);
  if (min !== undefined && compare(typed, min) < 0) throw parameterError("parameter-too-small", parameter, given, `is below the least value ${min}`);
  if (max !== undefined && compare(typed, max) > 0) throw parameterError("parameter-too-great", parameter, given, `is above the greatest value ${max}`);
  if (pattern !== undefined && !compiled(pattern).test(String(typed.value)))
    throw parameterError("parameter-pattern", parameter, given, `does not match the pattern ${pattern}`);
}

function sameText(left: unknown, right: unknown): boolean {
  return left === right || String(left) === String(right);
}

function compiled(pattern: string): RegExp {
  let expression = patterns.get(pattern);
  if (!expression) patterns.set(pattern, (expression = new RegExp(pattern, "u")));
  return expression;
}

function compare({ value }: TypedValue, limit: number | string): number {
  if (value instanceof KqlDateTime) return Number(value.ticks - (KqlDateTime.parse(String(limit))?.ticks ?? value.ticks));
  if (value instanceof KqlTimeSpan) return Number(value.ticks - (parseTimespan(String(limit))?.ticks ?? value.ticks));
  if (value instanceof KqlDecimal) return value.toNumber() - Number(limit);
  if (typeof value === "string") return value.length - Number(limit);
  return typeof value === "number" || typeof value === "bigint" ? (value < Number(limit) ? -1 : value > Number(limit) ? 1 : 0) : 0;
}
