import { KqlDateTime, KqlDecimal, KqlTimeSpan, MAX_DATETIME_TICKS, type KqlType, type KqlValue } from "@huntkit/provider";
import { dynamicText } from "../lower/kql-literal.js";
import type { EngineValue } from "./engine-value.js";

/** A literal in the engine's own form; undefined for a decimal, which has none outside of it. */
export function literalValue(value: KqlValue, type: KqlType): EngineValue | undefined {
  if (value === null || value === undefined) return type === "string" ? "" : null;
  if (type === "dynamic") return dynamicText(value as never);
  if (value instanceof KqlDateTime || value instanceof KqlTimeSpan) return value.ticks;
  if (value instanceof KqlDecimal) return undefined;
  if (type === "long") return BigInt(value as number | bigint);
  return typeof value === "object" ? undefined : (value as EngineValue);
}

/** The value of another type, as the `to…()` functions convert; `refuse` for a conversion that is not known here. */
export function converted(value: EngineValue, from: KqlType, to: KqlType, refuse: () => never): EngineValue {
  if (from === to) return value;
  if (to === "string") return textOf(value, from, refuse);
  if (value === null) return null;
  const isNumber = from === "int" || from === "long" || from === "real" || from === "bool" || from === "timespan" || from === "datetime";
  if (!isNumber) return from === "dynamic" ? ofDynamic(JSON.parse(value as string), to, refuse) : refuse();
  if (to === "real") return Number(value);
  if (to === "bool") return Number(value) !== 0;
  if (to === "int") return typeof value === "bigint" ? Number(BigInt.asIntN(32, value)) : Math.trunc(Number(value));
  if (to !== "long" && to !== "timespan" && to !== "datetime") return refuse();
  if (typeof value === "number") return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null;
  return BigInt(value as bigint | boolean);
}

function ofDynamic(value: unknown, to: KqlType, refuse: () => never): EngineValue {
  if (to === "real") return typeof value === "number" ? value : null;
  if (to === "long") return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : null;
  if (to === "int") return typeof value === "number" ? Math.trunc(value) : null;
  if (to === "bool") return typeof value === "boolean" ? value : null;
  return refuse();
}

function textOf(value: EngineValue, from: KqlType, refuse: () => never): string {
  if (value === null) return "";
  switch (from) {
    case "bool":
      return value === true ? "True" : "False";
    case "datetime":
      return new KqlDateTime(value as bigint).toString();
    case "timespan":
      return new KqlTimeSpan(value as bigint).toString();
    case "dynamic": {
      const held: unknown = JSON.parse(value as string);
      return typeof held === "string" ? held : (value as string);
    }
    case "real":
      return Number.isInteger(value) && Math.abs(value as number) < 1e15 ? String(value) : refuse();
    default:
      return String(value as string | number | bigint);
  }
}

/** Whole numbers wrap at their type's bits. */
export function wrapped(value: bigint, type: KqlType): EngineValue {
  if (type === "int") return Number(BigInt.asIntN(32, value));
  if (type === "datetime") return value < 0n || value > MAX_DATETIME_TICKS ? null : value;
  return BigInt.asIntN(64, value);
}
