import { notJson, readJson } from "./read-json.js";
import { readNumber, sameNumber, WrittenNumber } from "./read-number.js";
import { readBoolean } from "./read-boolean.js";
import { readDateTime, readTimeSpan, sameTime } from "./read-time.js";
import { matchAll } from "./match-all.js";
import { matchesElision } from "./same-text.js";

/** How values are compared. */
export interface Leniency {
  /** Arrays are sets. */
  readonly setLike: boolean;
  /** Dots in a documented cell stand for anything. */
  readonly elided: boolean;
}

/** Whether a found dynamic value is the documented one. */
export function sameJson(expected: unknown, actual: unknown, leniency: Leniency): boolean {
  if (expected === null) return actual === null || actual === "";
  if (expected instanceof WrittenNumber || typeof expected === "number") return bothNumbers(expected, actual);
  if (Array.isArray(expected)) return Array.isArray(actual) && sameArrays(expected, actual, leniency);
  if (typeof expected === "object") return isBag(expected) && isBag(actual) && sameBags(expected, actual, leniency);
  if (typeof expected === "boolean" || typeof actual === "boolean") return readBoolean(expected) !== undefined && readBoolean(expected) === readBoolean(actual);
  return typeof expected === "string" ? sameWord(expected, actual, leniency) : expected === actual;
}

function isBag(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber);
}

function sameBags(expected: Record<string, unknown>, actual: Record<string, unknown>, leniency: Leniency): boolean {
  const keys = Object.keys(expected);
  return keys.length === Object.keys(actual).length && keys.every((key) => Object.hasOwn(actual, key) && sameJson(expected[key], actual[key], leniency));
}

function sameArrays(expected: readonly unknown[], actual: readonly unknown[], leniency: Leniency): boolean {
  if (expected.length !== actual.length) return false;
  if (expected.every((item, index) => sameJson(item, actual[index], leniency))) return true;
  return leniency.setLike && matchAll(expected, actual, (left, right) => sameJson(left, right, leniency));
}

function bothNumbers(expected: WrittenNumber | number, actual: unknown): boolean {
  const left = readNumber(expected);
  const right = readNumber(actual);
  return left !== undefined && right !== undefined && sameNumber(left, right);
}

function sameWord(expected: string, actual: unknown, leniency: Leniency): boolean {
  if (typeof actual === "string") return expected.trim() === actual.trim() || sameTimes(expected, actual) || (leniency.elided && matchesElision(expected, actual));
  if (Array.isArray(actual) || isBag(actual)) {
    const inner = readJson(expected);
    return inner !== notJson && typeof inner !== "string" && sameJson(inner, actual, leniency);
  }
  const number = readNumber(expected);
  return number !== undefined && bothNumbers(number, actual);
}

function sameTimes(expected: string, actual: string): boolean {
  return [readDateTime, readTimeSpan].some((read) => {
    const left = read(expected);
    const right = read(actual);
    return left !== undefined && right !== undefined && sameTime(left, right);
  });
}
