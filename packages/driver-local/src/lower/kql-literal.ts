import { InternalError, KqlDateTime, KqlDecimal, KqlTimeSpan, type DynamicValue, type KqlType, type KqlValue } from "@huntkit/provider";
import { isWholeReal } from "@huntkit/kql/ir";
import { constant, nullOf, parameter } from "../sql/sql-builders.js";
import type { SqlExpression } from "../sql/sql-nodes.js";
import { physicalTypes } from "./physical-types.js";

/**
 * A KQL value as a bound parameter in the engine's own form of its type; null as a typed NULL (a null string as `''`).
 * @throws {InternalError} if the value is not one of the type.
 */
export function kqlLiteral(value: KqlValue, type: KqlType): SqlExpression {
  const physical = physicalTypes[type];
  if (value === null || value === undefined) return type === "string" ? constant("") : nullOf(physical);
  if (type === "dynamic") return parameter(dynamicText(value as DynamicValue), physical);
  if (value instanceof KqlDateTime || value instanceof KqlTimeSpan) return parameter(value.ticks, physical);
  if (value instanceof KqlDecimal) return parameter(value.text, physical);
  if (typeof value === "boolean" && type === "bool") return constant(value);
  if (typeof value === "string") return parameter(type === "guid" ? value.toLowerCase() : value, physical);
  if (typeof value === "number" || typeof value === "bigint") return numberLiteral(value, type);
  throw new InternalError({
    code: "literal-type",
    message: `A literal of type ${type} holds a value of another type. Report this query to the huntkit project.`,
  });
}

/** Whether the engine's decimals have room for a value: 21 digits before the point and 17 behind it. What is no decimal fits. */
export function decimalFits(value: KqlValue | undefined): boolean {
  if (!(value instanceof KqlDecimal)) return true;
  const [whole = "", fraction = ""] = value.text.replace("-", "").split(".");
  return whole.replace(/^0+/, "").length <= 21 && fraction.replace(/0+$/, "").length <= 17;
}

function numberLiteral(value: number | bigint, type: KqlType): SqlExpression {
  const whole = type === "int" || type === "long";
  if (type === "decimal") return parameter(String(value), physicalTypes.decimal);
  return parameter(whole ? BigInt(value) : Number(value), physicalTypes[type]);
}

/** The JSON text of a dynamic value; integers beyond 2^53 keep their digits, times inside become their text. */
export function dynamicText(value: DynamicValue): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((item: DynamicValue, index) => memberText(value as readonly DynamicValue[], index, item)).join(",")}]`;
  if (typeof value !== "object" || value === null || "toJSON" in value) return JSON.stringify(value) ?? "null";
  const pairs = Object.entries(value as { readonly [key: string]: DynamicValue });
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${memberText(value as { readonly [key: string]: DynamicValue }, key, item)}`).join(",")}}`;
}

/** The text of a member; a whole number that was written as a real keeps its point. */
function memberText(container: Extract<DynamicValue, object>, place: string | number, value: DynamicValue): string {
  const text = dynamicText(value);
  return isWholeReal(container, place) && /^-?\d+$/.test(text) ? `${text}.0` : text;
}
