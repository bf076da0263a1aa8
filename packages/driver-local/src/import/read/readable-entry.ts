const readable = /\.(json|ndjson|jsonl|csv|log|txt)(\.gz)?$/i;
const junk = /(^|\/)(__MACOSX\/|\.[^/]*$)/;

/** Why an entry of an archive that holds no log is not read. */
export const NOT_READABLE = "not a .json, .ndjson, .jsonl, .csv, .log or .txt file";

/** Whether an entry of an archive is a log, by its name. */
export function isReadableEntry(name: string): boolean {
  return readable.test(name) && !isJunkEntry(name);
}

/** Whether an entry is what systems leave in archives, which nobody misses. */
export function isJunkEntry(name: string): boolean {
  return junk.test(name);
}
