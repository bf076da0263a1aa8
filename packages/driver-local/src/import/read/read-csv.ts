import { Readable } from "node:stream";
import type { RecordHandlers } from "./read-records.js";
import { MAX_RECORD_BYTES } from "./record-splitter.js";

/**
 * Reads CSV as Defender's portal and scripts write it: a header line, then rows; quotes are doubled, values may span lines.
 * A row with another number of values than the header has is a bad one.
 */
export async function readCsv(chunks: AsyncIterable<Buffer>, handlers: Pick<RecordHandlers, "onRow" | "onBad">): Promise<void> {
  const { parse } = await import("csv-parse");
  const parser = parse({
    bom: true,
    columns: (header: string[]) => header.map((name) => name.trim()),
    info: true,
    max_record_size: MAX_RECORD_BYTES,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      handlers.onBad(numberOf(error, "lines"), reasonOf(error?.code));
      return undefined;
    },
  });
  const input = Readable.from(chunks, { objectMode: false });
  input.on("error", (error) => parser.destroy(error));
  for await (const item of input.pipe(parser)) {
    const { record, info } = item as { record: Record<string, string>; info: { lines: number } };
    handlers.onRow(record, info.lines);
  }
}

function numberOf(error: unknown, key: string): number {
  const value = typeof error === "object" && error !== null ? (error as Record<string, unknown>)[key] : undefined;
  return typeof value === "number" ? value : 0;
}

/** The library's messages quote the row; a report must not, so only the kind of fault is told. */
function reasonOf(code: string | undefined): string {
  if (code?.includes("INCONSISTENT")) return "another number of values than the header has";
  if (code?.includes("QUOTE")) return "a quote that is not closed or stands inside a value";
  if (code?.includes("MAX_RECORD")) return "a row that is too long";
  return "not a CSV row";
}
