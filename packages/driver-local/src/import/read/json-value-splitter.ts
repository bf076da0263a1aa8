import { type BadRecordListener, MAX_RECORD_BYTES, type RecordListener, type RecordSplitter, TOO_LONG } from "./record-splitter.js";

const [QUOTE, BACKSLASH, NEWLINE, COMMA] = [34, 92, 10, 44];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93];

/**
 * Cuts JSON that spans lines: the elements of one array, or objects written one after the other. It looks only at brackets
 * and quotes; whether a piece is JSON is for its reader to say.
 */
export class JsonValueSplitter implements RecordSplitter {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private line = 1;
  private recordLine = 1;
  private parts: Buffer[] = [];
  private size = 0;
  private base: number | undefined;
  private strayLine = 0;

  constructor(
    private readonly onRecord: RecordListener,
    private readonly onBad: BadRecordListener,
  ) {}

  push(chunk: Buffer): void {
    let start = this.recording ? 0 : -1;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === NEWLINE) this.line++;
      if (this.inString) this.inside(byte);
      else if (byte === QUOTE) this.opensString();
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.opens(byte)) start = at;
      } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && this.closes()) {
        this.finish(chunk.subarray(start, at + 1));
        start = -1;
      } else if (start < 0 && byte > 32 && byte !== COMMA && byte !== CLOSE_BRACKET) this.stray();
    }
    if (start >= 0) this.keep(chunk.subarray(start));
  }

  end(): void {
    if (this.recording || this.inString) this.onBad(this.recordLine, "the file ends inside this record");
    else if (this.base === 1 && this.depth > 0) this.onBad(this.line, "the file ends before the list is closed");
  }

  private get recording(): boolean {
    return this.base !== undefined && this.depth > this.base;
  }

  private inside(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.inString = false;
  }

  /** The first bracket decides whether the records are elements of a list (depth 1) or stand alone (depth 0). */
  private opens(byte: number): boolean {
    const first = this.base === undefined;
    this.base ??= byte === OPEN_BRACKET ? 1 : 0;
    const begins = this.depth === this.base && !(first && this.base === 1);
    this.depth++;
    if (begins) this.recordLine = this.line;
    return begins;
  }

  private closes(): boolean {
    const was = this.recording;
    if (this.depth > 0) this.depth--;
    return was && this.depth === this.base;
  }

  private opensString(): void {
    this.stray();
    this.inString = true;
  }

  private stray(): void {
    if (this.recording || this.strayLine === this.line) return;
    this.strayLine = this.line;
    this.onBad(this.line, "not a JSON object");
  }

  private keep(part: Buffer): void {
    this.size += part.length;
    if (this.size <= MAX_RECORD_BYTES) this.parts.push(Buffer.from(part));
    else this.parts = [];
  }

  private finish(last: Buffer): void {
    this.keep(last);
    if (this.size > MAX_RECORD_BYTES) this.onBad(this.recordLine, TOO_LONG);
    else this.onRecord(Buffer.concat(this.parts).toString("utf8"), this.recordLine);
    this.parts = [];
    this.size = 0;
  }
}
