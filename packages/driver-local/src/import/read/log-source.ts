/** One stream of records: a file, or an entry of a zip archive. */
export interface LogSource {
  /** The file as the user gave it. */
  readonly file: string;
  /** The entry's name inside a zip archive. Only ever shown, never used as a path. */
  readonly entry?: string;
  /** The name by which the form is guessed: the entry's or the file's. */
  readonly name: string;
  /** Packed size in bytes, for progress. */
  readonly packedBytes: number;
  /** The unpacked bytes. Throws `DataError` while it is read, if the packing is broken. */
  readonly bytes: () => AsyncIterable<Buffer>;
}

/** An archive entry that was not read, and why. */
export interface SkippedEntry {
  readonly file: string;
  readonly entry: string;
  readonly reason: string;
}

/** How a source is called in messages: `logs.zip:folder/a.json`. */
export function sourceName(source: { readonly file: string; readonly entry?: string }): string {
  return source.entry === undefined ? source.file : `${source.file}:${source.entry}`;
}
