import type { KqlValue } from "@huntkit/provider";

/**
 * A value as JSON text, with nothing lost: integers beyond 2^53 keep all their digits (as a JSON number), times are ISO 8601
 * with seven digits, timespans and decimals are their texts, and the reals that JSON cannot hold are the strings `"NaN"`,
 * `"Infinity"` and `"-Infinity"` (as Kusto writes them).
 */
export function jsonText(value: KqlValue): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return numberText(value);
    case "bigint":
      return value.toString();
    case "boolean":
      return value ? "true" : "false";
    default:
      return value === null ? "null" : objectText(value);
  }
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

function objectText(value: KqlValue & object): string {
  if (Array.isArray(value)) return `[${value.map((item: KqlValue) => jsonText(item)).join(",")}]`;
  if (hasJsonForm(value)) return JSON.stringify(value.toJSON());
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member as KqlValue)}`);
  return `{${members.join(",")}}`;
}

function hasJsonForm(value: object): value is { toJSON(): string } {
  return "toJSON" in value && typeof value.toJSON === "function";
}
