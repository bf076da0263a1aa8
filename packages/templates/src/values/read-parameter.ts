import { KqlDateTime, KqlDecimal, KqlTimeSpan, Secret } from "@huntkit/provider";
import type { ItemType, ParameterType } from "../model/parameter-type.js";
import type { TemplateParameter } from "../model/query-template.js";
import { acceptedForms } from "./accepted-forms.js";
import { checkLimits } from "./check-limits.js";
import { parameterError } from "./parameter-error.js";
import { valueReaders } from "./read-value.js";
import { splitList } from "./split-list.js";
import type { ResolvedValue, TypedValue } from "./typed-value.js";

/**
 * Reads a value as the type of its parameter and checks the parameter's limits.
 * @throws {ParameterError} that names the parameter, the value (unless it is secret) and what is accepted.
 */
export function readParameter(value: unknown, parameter: TemplateParameter, now: () => Date): ResolvedValue {
  if (parameter.type === "list") return readList(value, parameter, now);
  const typed = readAs(value, parameter.type, parameter, now);
  checkLimits(typed, parameter, value);
  return typed;
}

function readAs(value: unknown, type: Exclude<ParameterType, "list">, parameter: TemplateParameter, now: () => Date): TypedValue {
  const read = valueReaders[type](revealed(value), now);
  if (read === undefined) throw parameterError("parameter-wrong-type", parameter, value, `is not ${acceptedForms[type]}`);
  return { type, value: read };
}

/** Messages get the value as it was given, so that a secret stays one. */
function revealed(value: unknown): unknown {
  return value instanceof Secret ? value.reveal() : value;
}

function readList(value: unknown, parameter: TemplateParameter, now: () => Date): readonly TypedValue[] {
  const isSecret = value instanceof Secret;
  return listItems(revealed(value)).map((item) => {
    const given = isSecret ? new Secret(String(item)) : item;
    const typed = readItem(given, parameter.items ?? "string", parameter, now);
    checkLimits(typed, parameter, given);
    return typed;
  });
}

function listItems(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Set) return [...value];
  if (typeof value !== "string") return [value];
  return value.trim() === "" ? [] : splitList(value);
}

function readItem(item: unknown, type: ItemType, parameter: TemplateParameter, now: () => Date): TypedValue {
  return readAs(item, type === "any" ? naturalType(item) : type, parameter, now);
}

/** The type that a value of JavaScript has by itself. */
function naturalType(value: unknown): TypedValue["type"] {
  if (typeof value === "number") return Number.isSafeInteger(value) ? "long" : "real";
  if (typeof value === "bigint") return "long";
  if (typeof value === "boolean") return "bool";
  if (value instanceof Date || value instanceof KqlDateTime) return "datetime";
  if (value instanceof KqlTimeSpan) return "timespan";
  return value instanceof KqlDecimal ? "decimal" : "string";
}
