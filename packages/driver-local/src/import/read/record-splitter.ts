/** Receives the text of one record and the number of the line on which it begins (from 1). */
export type RecordListener = (text: string, line: number) => void;

/** Receives the number of a line that cannot be a record, and why. */
export type BadRecordListener = (line: number, reason: string) => void;

/** Cuts a stream of UTF-8 bytes into records. */
export interface RecordSplitter {
  /** Takes the next bytes. */
  readonly push: (chunk: Buffer) => void;
  /** Tells that the bytes have ended. */
  readonly end: () => void;
}

/** A record longer than this is a bad one: nothing of its size is an event, and it would fill the memory. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

/** What is said of a record over {@link MAX_RECORD_BYTES}. */
export const TOO_LONG = `longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB`;
