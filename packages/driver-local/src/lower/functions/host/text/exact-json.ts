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

/** Writes what {@link parseDynamicText} read. */
export function writeDynamicText(value: unknown): string {
  const mark = `${randomUUID()}:`;
  const marked = JSON.stringify(value, (_, part: unknown) => (part instanceof NumberText ? `${mark}${part.text}` : part));
  return marked.replaceAll(new RegExp(`"${mark}([^"]*)"`, "g"), "$1");
}
