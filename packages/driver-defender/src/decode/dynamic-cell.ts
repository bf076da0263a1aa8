import { exactInteger, type DynamicValue } from "@huntkit/provider";
import { unexpectedAnswer } from "./answer-errors.js";
import { NumberText, markLongNumbers, unmarked } from "./number-text.js";

/** What a reader of a cell says if the number's own text is needed: see {@link NumberText}. */
export const needsText: unique symbol = Symbol("needs the text of a number");

/** The mark of OData in keys: it tells a type, and is no data. */
export const typeKey = "@odata.type";

const fifteenDigits = /\d{15}/;

/** Values nested deeper are refused: reading them would exhaust the stack here, or later in the program that has them. */
const deepest = 1000;

/**
 * The value of a cell of a dynamic column. Marks of OData are left out at every depth, and an element of an array that is the
 * text of a JSON object or array is read as that: so the services send objects in arrays.
 * @param numbersMarked Whether long numbers are marked; see `number-text.ts`.
 * @returns `needsText` if a number may have lost digits.
 */
export function dynamicCell(value: unknown, numbersMarked: boolean): DynamicValue | typeof needsText {
  if (typeof value === "object" && value !== null && isEmpty(value)) return null;
  return readsAsJson(value) ? jsonIn(value, 0) : plain(value, numbersMarked, 0);
}

/**
 * Refuses a value that is nested too deeply to be read.
 * @throws {ServiceError}
 */
export function refuseDeepNesting(value: unknown): void {
  plain(value, true, 0);
}

function plain(given: unknown, numbersMarked: boolean, depth: number): DynamicValue | typeof needsText {
  const value = numbersMarked ? unmarked(given) : given;
  if (typeof value === "number") return mayLackDigits(value, numbersMarked) ? needsText : value;
  if (value instanceof NumberText) return value.isInteger ? exactInteger(BigInt(value.text)) : Number(value.text);
  if (typeof value !== "object" || value === null) return value as DynamicValue;
  refuseDepth(depth);
  return Array.isArray(value) ? plainArray(value, numbersMarked, depth + 1) : plainBag(value as Record<string, unknown>, numbersMarked, depth + 1);
}

function refuseDepth(depth: number): void {
  if (depth >= deepest) throw unexpectedAnswer(`a value in it is nested more than ${deepest} levels deep`);
}

/** Whether digits of an integer may have been lost. A marked text has no such number left, but for one like 1e300. */
function mayLackDigits(value: number, numbersMarked: boolean): boolean {
  return !numbersMarked && !Number.isSafeInteger(value) && Number.isInteger(value);
}

function plainArray(value: readonly unknown[], numbersMarked: boolean, depth: number): DynamicValue | typeof needsText {
  const elements: DynamicValue[] = [];
  for (const element of value) {
    const read = readsAsJson(element) ? jsonIn(element, depth) : plain(element, numbersMarked, depth);
    if (read === needsText) return needsText;
    elements.push(read);
  }
  return elements;
}

function plainBag(value: Record<string, unknown>, numbersMarked: boolean, depth: number): DynamicValue | typeof needsText {
  const bag: Record<string, DynamicValue> = {};
  for (const key of Object.keys(value)) {
    if (key.includes(typeKey)) continue;
    const read = plain(value[key], numbersMarked, depth);
    if (read === needsText) return needsText;
    setMember(bag, key, read);
  }
  return bag;
}

function setMember(bag: Record<string, DynamicValue>, key: string, value: DynamicValue): void {
  if (key === "__proto__") Object.defineProperty(bag, key, { value, enumerable: true, configurable: true, writable: true });
  else bag[key] = value;
}

function isEmpty(value: object): boolean {
  for (const _key in value) return false;
  return !Array.isArray(value);
}

function readsAsJson(value: unknown): value is string {
  if (typeof value !== "string" || value.length < 2) return false;
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return (first === 123 && last === 125) || (first === 91 && last === 93);
}

/** The value of a JSON text; the text itself if it only looks like one. */
function jsonIn(text: string, depth: number): DynamicValue {
  let parsed: unknown;
  try {
    parsed = JSON.parse(fifteenDigits.test(text) ? markLongNumbers(text) : text);
  } catch {
    return text; // a text such as "[draft]" is data, not a failure
  }
  return exactNumbers(parsed, depth);
}

function exactNumbers(given: unknown, depth: number): DynamicValue {
  const value = unmarked(given);
  if (value instanceof NumberText) return value.isInteger ? exactInteger(BigInt(value.text)) : Number(value.text);
  if (typeof value !== "object" || value === null) return value as DynamicValue;
  refuseDepth(depth);
  if (Array.isArray(value)) return value.map((element) => exactNumbers(element, depth + 1));
  const bag: Record<string, DynamicValue> = {};
  for (const key of Object.keys(value)) if (!key.includes(typeKey)) setMember(bag, key, exactNumbers((value as Record<string, unknown>)[key], depth + 1));
  return bag;
}
