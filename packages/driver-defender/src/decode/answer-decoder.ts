import { isAscii, isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { DynamicValue, ResultTable } from "@huntkit/provider";
import { brokenAnswer, unexpectedAnswer } from "./answer-errors.js";
import { columnsOf, membersOf, refuseTwice, statisticsOf, type Members } from "./answer-members.js";
import { AnswerTable } from "./answer-table.js";
import { ByteStore } from "./byte-store.js";
import { endOfString, findRows, topLevelKeys } from "./find-rows.js";
import { refuseDeepNesting, typeKey } from "./dynamic-cell.js";
import { markLongNumbers } from "./number-text.js";

/** An answer with rows. */
export interface DecodedAnswer {
  readonly kind: "rows";
  /** Every row of the answer; columns also for no rows. Cells are converted when they are read. */
  readonly table: ResultTable;
  /** What the service told about its work (`Stats`), as it came. */
  readonly statistics?: Readonly<Record<string, DynamicValue>>;
}

/** An answer that holds an error instead of rows, although its status says that all is well. */
export interface FailureAnswer {
  readonly kind: "failure";
  /** The answer's error in the service's own shape, `{"error":…}`, as JSON text. */
  readonly failureBody: string;
}

/** As much is parsed at once: V8 puts what it makes of a long text where it need not be moved again, and 4 MB are soon forgotten. */
const pieceBytes = 1 << 22;
/** A head longer than this is read as a whole with the rest. */
const mostHeadBytes = 4 << 20;
/** The name of the rows that wait: no member of an answer has it, so none of the answer's own can take their place. */
const rowsName = `rows-${randomUUID()}`;
/** What stands before the rows that wait, so that the end of the answer makes a whole object of them. */
const rowsPrefix = Buffer.from(`{"${rowsName}":[`);

/**
 * Reads an answer that is there as a whole.
 * @param body The body of an answer with status 200, as UTF-8 bytes (unpacked).
 * @throws {ServiceError} `answer-malformed` or `answer-unexpected`; see {@link AnswerDecoder.end}.
 */
export function decodeAnswer(body: Uint8Array): DecodedAnswer | FailureAnswer {
  const decoder = new AnswerDecoder();
  decoder.write(body);
  return decoder.end();
}

/**
 * Reads the answer of a hunting service while it arrives. The rows are parsed in pieces of about 4 MB, each with `JSON.parse`,
 * so the text as a whole is never in memory. A piece ends where `},{"` and the first row's first key stand. That such a place is
 * the end of a row is proved by the parse: a piece that ended inside a string or a nested value would leave it open.
 */
export class AnswerDecoder {
  readonly #store = new ByteStore();
  #nextLook = 1024;
  #state: "head" | "rows" | "whole" = "head";
  #head: Members = new Map();
  #headKeys: readonly string[] = [];
  #table: AnswerTable | undefined;
  #separator: Buffer | undefined;
  #numbersMarked = false;

  /**
   * Takes the next bytes; they are copied.
   * @throws {ServiceError} `answer-malformed` or `answer-unexpected` as soon as the answer cannot be right.
   */
  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      this.#store.append(chunk.length <= pieceBytes ? chunk : chunk.subarray(at, at + pieceBytes));
      if (this.#store.length >= this.#nextLook) this.#look();
    }
  }

  /**
   * Takes the end of the answer. Call it only if the transport ended well.
   * @throws {ServiceError} `answer-malformed` (retryable) if it broke off, is no JSON or no UTF-8; `answer-unexpected` (not
   * retryable) if it is JSON of another form than documented, or a cell does not fit its type. Never an empty table instead.
   */
  end(): DecodedAnswer | FailureAnswer {
    if (this.#state === "head") this.#look();
    const bytes = this.#store.bytes;
    const rest = textOf(bytes);
    const members = this.#lastMembers(rest, bytes);
    this.#store.release();
    if ((this.#head.get("error") ?? members.get("error") ?? null) !== null) return this.#failure(rest);
    if ([...members.keys(), ...this.#head.keys()].some((name) => name.includes("nextlink"))) throw unexpectedAnswer("it says that there are more pages");
    const table = (this.#table ??= new AnswerTable(columnsOf(members)));
    this.#addLast(table, members, rest);
    const statistics = statisticsOf(this.#head) ?? statisticsOf(members);
    return { kind: "rows", table: table.toTable(), ...(statistics === undefined ? {} : { statistics }) };
  }

  /** The members of what is left, none of them twice: one would hide the other, and rows with it. */
  #lastMembers(rest: string, bytes: Buffer): Members {
    const members = membersOf(this.#parse(rest));
    const more = this.#state === "rows" ? members.size > 1 : members.size > 0;
    if (more) refuseTwice([...this.#headKeys, ...topLevelKeys(bytes)]);
    return members;
  }

  #failure(rest: string): FailureAnswer {
    const error = this.#head.get("error") ?? membersOf(parseJson(rest)).get("error");
    refuseDeepNesting(error);
    return { kind: "failure", failureBody: JSON.stringify({ error }) };
  }

  #addLast(table: AnswerTable, members: Members, rest: string): void {
    const name = this.#state === "rows" ? rowsName : "results";
    if (table.addRows(rowsOf(members, name), this.#numbersMarked)) return;
    this.#numbersMarked = true;
    if (!table.addRows(rowsOf(membersOf(this.#parse(rest)), name), true)) throw unexpectedAnswer("a number in it cannot be kept exactly");
  }

  #look(): void {
    if (this.#state === "head") this.#readHead();
    if (this.#state === "rows" && this.#store.length >= this.#nextLook) this.#readRows();
  }

  #readHead(): void {
    const { bytes } = this.#store;
    const found = findRows(bytes);
    if (typeof found === "object") {
      this.#head = membersOf(parseJson(`${textOf(bytes.subarray(0, found.start))}]}`));
      this.#headKeys = topLevelKeys(bytes.subarray(0, found.start));
      this.#startRows(found.start);
    } else if (found === "never" || bytes.length > mostHeadBytes) this.#readWhole();
    else this.#nextLook = bytes.length * 2;
  }

  #startRows(start: number): void {
    if (!Array.isArray(this.#head.get("schema"))) return this.#readWhole();
    refuseTwice(this.#headKeys);
    this.#table = new AnswerTable(columnsOf(this.#head));
    this.#store.keepFrom(start, rowsPrefix);
    this.#state = "rows";
    this.#nextLook = pieceBytes;
  }

  #readWhole(): void {
    this.#head = new Map();
    this.#headKeys = [];
    this.#state = "whole";
    this.#nextLook = Infinity;
  }

  #readRows(): void {
    const { bytes } = this.#store;
    this.#separator ??= separatorOf(bytes.subarray(rowsPrefix.length));
    const end = this.#separator === undefined ? -1 : bytes.lastIndexOf(this.#separator);
    if (end < 0 || !this.#addPiece(bytes, end + 1)) {
      this.#nextLook = bytes.length * 2;
      return;
    }
    this.#store.keepFrom(end + 2, rowsPrefix);
    this.#nextLook = pieceBytes;
  }

  /** Takes the rows before a comma, or says that they do not end there. */
  #addPiece(bytes: Buffer, comma: number): boolean {
    bytes[comma] = 0x5d;
    const json = textOf(bytes.subarray(rowsPrefix.length - 1, comma + 1));
    bytes[comma] = 0x2c;
    return this.#addRows(json);
  }

  #addRows(json: string): boolean {
    const rows = rowsIn(this.#numbersMarked ? markLongNumbers(json) : json);
    if (rows === undefined || this.#table === undefined) return false;
    if (this.#table.addRows(rows, this.#numbersMarked)) return true;
    this.#numbersMarked = true; // what needed it once will need it again
    return this.#addRows(json);
  }

  #parse(json: string): unknown {
    return parseJson(this.#numbersMarked ? markLongNumbers(json) : json);
  }
}

function rowsOf(members: Members, name: string): readonly unknown[] {
  const rows = members.get(name) ?? [];
  if (!Array.isArray(rows)) throw unexpectedAnswer("its results are no array");
  return rows;
}

/** `},{"` and the name of the first row's first key, without the mark of OData that may follow. */
function separatorOf(rows: Buffer): Buffer | undefined {
  if (rows[0] !== 0x7b || rows[1] !== 0x22) return undefined;
  const end = endOfString(rows, 1);
  if (end < 0) return undefined;
  const key = rows.subarray(2, end);
  const mark = key.indexOf(typeKey);
  return Buffer.concat([Buffer.from('},{"'), mark < 0 ? key : key.subarray(0, mark)]);
}

function rowsIn(json: string): unknown[] | undefined {
  try {
    return JSON.parse(json) as unknown[];
  } catch {
    return undefined; // the piece ends inside a value, or the answer is broken, which shows at the end
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw brokenAnswer(json === "" ? "it is empty" : "it is no whole JSON"); // the parser's own words quote the data
  }
}

/**
 * The text of UTF-8 bytes.
 * @throws {ServiceError} if they are no UTF-8: nothing is replaced in silence.
 */
function textOf(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString("latin1");
  if (!isUtf8(bytes)) throw brokenAnswer("its text is no UTF-8");
  const text = bytes.toString("utf8");
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
