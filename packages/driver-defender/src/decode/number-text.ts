import { randomUUID } from "node:crypto";

/** A number of an answer as its digits, where a JavaScript number would have lost some. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether it is written without a point and an exponent. */
  get isInteger(): boolean {
    return /^-?\d+$/.test(this.text);
  }
}

const markName = `huntkit-${randomUUID()}:`;

/** How a marked number begins, once its text is parsed. No data can hold it: it is drawn anew in each process. */
const mark = `\u0001${markName}`;

/** What stands before a marked number in JSON text. */
const markInJson = `"\\u0001${markName}`;

/** From this many characters on, a number may not fit into a JavaScript number. */
const longNumber = /-?\d[\d.eE+-]{14,}/g;

/**
 * JSON text in which every number of 15 characters or more is a marked string, so that parsing keeps its digits. Numbers inside
 * strings stay as they are.
 */
export function markLongNumbers(json: string): string {
  const pieces: string[] = [];
  let copied = 0;
  let start = openingQuote(json, 0);
  let end = endOfString(json, start);
  longNumber.lastIndex = 0;
  for (let found = longNumber.exec(json); found !== null; found = longNumber.exec(json)) {
    while (end <= found.index) {
      start = openingQuote(json, end);
      end = endOfString(json, start);
    }
    if (start < found.index) longNumber.lastIndex = end;
    else if (isNumberValue(json, found.index, found[0])) {
      pieces.push(json.slice(copied, found.index), markInJson, found[0], '"');
      copied = found.index + found[0].length;
    }
  }
  if (copied === 0) return json;
  pieces.push(json.slice(copied));
  return pieces.join("");
}

/** A number by the grammar of JSON. */
const wellFormed = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const afterSpace = /[^ \t\r\n]|$/g;

/** Whether a token is a number where a value may stand. Anything else stays unmarked, so that the parser refuses it. */
function isNumberValue(json: string, start: number, token: string): boolean {
  if (!wellFormed.test(token)) return false;
  afterSpace.lastIndex = start + token.length;
  return afterSpace.exec(json)?.[0] !== ":";
}

/** The place of the next quote; the text's length if there is none. */
function openingQuote(json: string, from: number): number {
  const quote = json.indexOf('"', from);
  return quote < 0 ? json.length : quote;
}

/** The place behind the closing quote of the string that opens at a place. */
function endOfString(json: string, open: number): number {
  for (let quote = json.indexOf('"', open + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json.charCodeAt(quote - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return json.length;
}

/** A marked number as {@link NumberText}; anything else as it is. */
export function unmarked(value: unknown): unknown {
  return typeof value === "string" && value.charCodeAt(0) === 1 && value.startsWith(mark) ? new NumberText(value.slice(mark.length)) : value;
}
