import type { KqlValue } from "@huntkit/provider";
import { jsonText } from "./json-text.js";

/**
 * A value as plain text, for people and for text formats without types: null is the empty text, strings stand as they are,
 * times and timespans in KQL's own form, objects and arrays as JSON.
 */
export function valueText(value: KqlValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (isScalarObject(value)) return value.toJSON();
  return jsonText(value);
}

function isScalarObject(value: object): value is { toJSON(): string } {
  return "toJSON" in value && typeof value.toJSON === "function";
}
