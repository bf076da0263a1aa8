import { exactInteger, KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlType, type KqlValue, parseDynamic, ServiceError } from "@huntkit/provider";

/** A value of the service's JSON, in KQL's form. Whatever cannot be read is an error: a null would be a wrong answer. */
export function kqlCell(value: unknown, type: KqlType): KqlValue {
  if (value === null || value === undefined) return type === "string" ? "" : null;
  const cell = readers[type](value);
  if (cell !== undefined) return cell;
  throw new ServiceError({ code: "answer-unexpected", message: `The cluster sent a value that is no ${type}. Report it to the author of this driver.`, retryable: false });
}

const numbers: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, "-Infinity": Number.NEGATIVE_INFINITY };
const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const asNumber = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

const readers: Readonly<Record<KqlType, (value: unknown) => KqlValue | undefined>> = {
  bool: (value) => (typeof value === "boolean" ? value : value === 1 ? true : value === 0 ? false : undefined),
  int: asNumber,
  long: (value) => (typeof value === "bigint" ? exactInteger(value) : asNumber(value)),
  real: (value) => asNumber(value) ?? (typeof value === "string" ? numbers[value] : undefined),
  decimal: (value) => (typeof value === "string" || typeof value === "number" ? new KqlDecimal(String(value)) : undefined),
  datetime: (value) => KqlDateTime.parse(asText(value) ?? ""),
  timespan: (value) => KqlTimeSpan.parse(asText(value) ?? ""),
  string: asText,
  guid: asText,
  // Version 1 of the protocol sends dynamic values as JSON text.
  dynamic: (value) => (typeof value === "string" ? dynamicOf(value) : (value as KqlValue)),
};

function dynamicOf(text: string): KqlValue {
  try {
    return parseDynamic(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text; // a dynamic that is a text comes without quotes
    throw error;
  }
}
