import { KqlDateTime, KqlTimeSpan, ParameterError, Secret } from "@huntkit/provider";
import type { TemplateParameter } from "../model/query-template.js";

/** An error about the value of a parameter: names both, but never a secret value. */
export function parameterError(code: string, parameter: TemplateParameter, value: unknown, reason: string): ParameterError {
  const shown = parameter.secret || value instanceof Secret ? "its value (secret, not shown)" : shownValue(value);
  const examples = parameter.secret ? [] : (parameter.examples ?? []);
  const hint = examples.length > 0 ? ` Examples: ${examples.slice(0, 3).map(shownValue).join(", ")}.` : "";
  return new ParameterError({ code, message: `Parameter ${parameter.name}: ${shown} ${reason}.${hint}` });
}

/** A value as it is shown in messages: short, and on one line. */
export function shownValue(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (value === null || value === undefined) return String(value);
  const text = typeof value === "object" && !(value instanceof KqlDateTime) && !(value instanceof KqlTimeSpan) ? plainShown(value) : JSON.stringify(String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function plainShown(value: object): string {
  if (Array.isArray(value)) return `a list of ${value.length} values`;
  const name = value.constructor.name;
  return name === "Object" ? `an object with the members ${Object.keys(value).slice(0, 5).join(", ")}` : `a ${name}`;
}
