import { type BadRecordListener, MAX_RECORD_BYTES, type RecordListener, type RecordSplitter, TOO_LONG } from "./record-splitter.js";

const NEWLINE = 10;

/** Cuts newline-delimited records; `\r` before `\n` and empty lines do not matter. */
export class LineSplitter implements RecordSplitter {
  private pending: Buffer[] = [];
  private pendingSize = 0;
  private line = 0;

  constructor(
    private readonly onRecord: RecordListener,
    private readonly onBad: BadRecordListener,
  ) {}

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (this.pendingSize === 0) this.emit(chunk, start, end);
      else this.emitPending(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) this.keep(chunk.subarray(start));
  }

  end(): void {
    if (this.pendingSize > 0) this.emitPending(Buffer.alloc(0));
  }

  private keep(part: Buffer): void {
    this.pendingSize += part.length;
    if (this.pendingSize <= MAX_RECORD_BYTES) this.pending.push(part);
    else this.pending = [];
  }

  private emitPending(last: Buffer): void {
    this.keep(last);
    if (this.pendingSize > MAX_RECORD_BYTES) this.onBad(++this.line, TOO_LONG);
    else {
      const whole = Buffer.concat(this.pending);
      this.emit(whole, 0, whole.length);
    }
    this.pending = [];
    this.pendingSize = 0;
  }

  private emit(bytes: Buffer, start: number, end: number): void {
    this.line++;
    const stop = end > start && bytes[end - 1] === 13 ? end - 1 : end;
    if (stop > start) this.onRecord(bytes.toString("utf8", start, stop), this.line);
  }
}
