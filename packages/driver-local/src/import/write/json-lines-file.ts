import { closeSync, openSync, writeSync } from "node:fs";

const FLUSH_CHARACTERS = 512 * 1024;

/** A file of newline-delimited JSON that is written in larger pieces. */
export class JsonLinesFile {
  /** The longest line in UTF-16 units. */
  longestLine = 0;
  private readonly handle: number;
  private waiting = "";
  private open = true;

  /** Makes the file; it must not be there yet. */
  constructor(
    /** Its path. */
    readonly path: string,
  ) {
    this.handle = openSync(path, "wx");
  }

  /** Adds a line. */
  add(value: object): void {
    const line = JSON.stringify(value);
    if (line.length > this.longestLine) this.longestLine = line.length;
    this.waiting += `${line}\n`;
    if (this.waiting.length > FLUSH_CHARACTERS) this.flush();
  }

  /** Writes what waits and closes the file; a second call does nothing. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    try {
      this.flush();
    } finally {
      closeSync(this.handle);
    }
  }

  private flush(): void {
    const bytes = Buffer.from(this.waiting);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.handle, bytes, at);
    this.waiting = "";
  }
}
