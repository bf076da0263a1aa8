import { randomUUID } from "node:crypto";

/** A number of a JSON text as it was written: 1 is not 1.0, and no digit is lost. */
export class NumberText {
  /** The digits. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether it is written as a whole number. */
  get isWhole(): boolean {
    return /^-?\d+$/.test(this.text);
  }
}

/** A string or a number, whole. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** Parses JSON text with its numbers as {@link NumberText}. @throws {SyntaxError} if the text is not JSON. */
export function parseDynamicText(json: string): unknown {
  const mark = `${randomUUID()}:`;
  const marked = json.replace(stringOrNumber, (token) => (token.startsWith('"') ? token : `"${mark}${token}"`));
  return JSON.parse(marked, (_, value: unknown) => (typeof value === "string" && value.startsWith(mark) ? new NumberText(value.slice(mark.length)) : value));
}

/** Writes what {@link parseDynamicText} read; a map is a bag whose keys stand in its order (an object puts whole numbers first). */
export function writeDynamicText(value: unknown): string {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeDynamicText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeDynamicText(item)}`).join(",")}}`;
}

/** An array, as JSON text, with the elements of the arrays in it in their place. Source: "in operator". */
export function flatArray(json: string): string {
  const value = parseDynamicText(json);
  return writeDynamicText(Array.isArray(value) ? value.flat(Infinity) : [value]);
}

/** The same JSON text with the keys of all bags in order, without blanks. Source: "dynamic_to_json()". */
export function sortedJson(json: string): string {
  return writeDynamicText(sorted(parseDynamicText(json)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || value instanceof NumberText) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(entries.map(([key, item]) => [key, sorted(item)]));
}
