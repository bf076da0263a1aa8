import { readBoolean } from "./read-boolean.js";
import { notJson, readJson } from "./read-json.js";
import { readNumber, sameNumber, WrittenNumber } from "./read-number.js";
import { readDateTime, readTimeSpan, sameTime } from "./read-time.js";
import { type Leniency, sameJson } from "./same-json.js";
import { sameText } from "./same-text.js";

/**
 * Whether a found cell is the documented one.
 * @param expected The page's text.
 * @param actual The engine's cell: null, boolean, number, text, array or object.
 * @param type The KQL type, if the language service knows it.
 */
export function sameCell(expected: string, actual: unknown, type: string | undefined, leniency: Leniency): boolean {
  const shown = expected.trim();
  if (shown === "") return isEmpty(actual) || (type === "dynamic" && isEmptyDynamic(actual));
  if (/^\(?null\)?$/i.test(shown) && (isEmpty(actual) || actual === "null")) return true;
  if (actual === null) return /^(null|none|\(null\))$/i.test(shown) || ((type === "real" || type === "decimal") && /^nan$/i.test(shown));
  const verdict = sameTyped(expected, actual, type);
  if (verdict !== undefined) return verdict;
  if (type === "guid" && typeof actual === "string") return shown.toLowerCase() === actual.trim().toLowerCase();
  return sameDynamicOrText(expected, actual, type, leniency);
}

function isEmpty(actual: unknown): boolean {
  return actual === null || (typeof actual === "string" && actual.trim() === "");
}

function isEmptyDynamic(actual: unknown): boolean {
  return actual === "null" || (typeof actual === "object" && actual !== null && Object.keys(actual).length === 0);
}

const numeric = new Set<string | undefined>([undefined, "int", "long", "real", "decimal"]);

/** True or false if both sides read as a value of the type; undefined if another way of comparing must decide. */
function sameTyped(expected: string, actual: unknown, type: string | undefined): boolean | undefined {
  if (type === "bool" || (type === undefined && typeof actual === "boolean")) {
    const left = readBoolean(expected);
    if (left !== undefined && readBoolean(actual) !== undefined) return left === readBoolean(actual);
    if (type === "bool") return false;
  }
  const verdicts = [
    numeric.has(type) && !isNested(actual) ? both(readNumber, sameNumber, expected, actual) : undefined,
    type === undefined || type === "datetime" ? both(readDateTime, sameTime, expected, actual) : undefined,
    type === undefined || type === "timespan" ? both(readTimeSpan, sameTime, expected, actual) : undefined,
  ].filter((verdict) => verdict !== undefined);
  return verdicts.length === 0 ? undefined : verdicts.includes(true);
}

function isNested(actual: unknown): boolean {
  return typeof actual === "object" && actual !== null && !(actual instanceof WrittenNumber);
}

function both<Value>(read: (cell: unknown) => Value | undefined, same: (left: Value, right: Value) => boolean, expected: unknown, actual: unknown): boolean | undefined {
  const left = read(expected);
  const right = read(actual);
  return left === undefined || right === undefined ? undefined : same(left, right);
}

function sameDynamicOrText(expected: string, actual: unknown, type: string | undefined, leniency: Leniency): boolean {
  if (isNested(actual) || type === "dynamic" || /^\s*[[{]/.test(expected)) {
    const verdict = sameDynamic(expected, actual, leniency);
    if (verdict !== undefined) return verdict;
  }
  if (type !== undefined && !["string", "dynamic", "guid"].includes(type) && typeof actual === "string") {
    const verdict = both(readNumber, sameNumber, expected, actual);
    if (verdict !== undefined) return verdict;
  }
  return sameText(expected, plainText(actual), leniency.elided);
}

function sameDynamic(expected: string, actual: unknown, leniency: Leniency): boolean | undefined {
  const left = readJson(expected);
  const right = readJson(actual);
  if (left !== notJson && right !== notJson) {
    if (sameJson(left, right, leniency)) return true;
    return isNested(left) && isNested(right) && !leniency.elided ? false : undefined;
  }
  if (left !== notJson) return undefined;
  if (typeof right === "string" && sameText(expected, right, leniency.elided)) return true;
  // Quotes lost or misplaced on the page.
  return /^\s*[[{]/.test(expected) && bare(expected) === bare(plainText(right)) ? true : undefined;
}

function bare(text: string): string {
  return text.replace(/[\s"'\\]+/g, "");
}

function plainText(value: unknown): string {
  if (value === null || value === undefined || value === notJson) return "";
  if (value instanceof WrittenNumber) return value.text;
  return typeof value === "string" ? value : JSON.stringify(value, (_key, item: unknown) => (item instanceof WrittenNumber ? item.value : item));
}
