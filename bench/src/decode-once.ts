// Reads one answer from a file once by one way and prints milliseconds and the peak of memory as JSON. Ways: `decode` and
// `decode-touch` (every value read) feed the bytes as they come from the file in pieces of 64 kB; `parse` is JSON.parse of the text.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { AnswerDecoder } from "@huntkit/driver-defender";
import { InternalError, type ResultTable } from "@huntkit/provider";

const [way = "", file = "", times = "1"] = process.argv.slice(2);
const milliseconds: number[] = [];
for (let count = 0; count < Number(times); count++) milliseconds.push(way === "parse" ? parse() : decode());
process.stdout.write(`${JSON.stringify({ milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`);

function parse(): number {
  const text = readFileSync(file, "utf8");
  const before = performance.now();
  const answer = JSON.parse(text) as { results: unknown[] };
  const taken = performance.now() - before;
  if (answer.results.length === 0) throw empty();
  return taken;
}

function decode(): number {
  const decoder = new AnswerDecoder();
  const chunk = Buffer.allocUnsafeSlow(1 << 16);
  const handle = openSync(file, "r");
  let taken = 0;
  for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
    const before = performance.now();
    decoder.write(chunk.subarray(0, read));
    taken += performance.now() - before;
  }
  closeSync(handle);
  const before = performance.now();
  const answer = decoder.end();
  if (answer.kind !== "rows" || answer.table.rowCount === 0) throw empty();
  if (way === "decode-touch") touch(answer.table);
  return taken + performance.now() - before;
}

function touch(table: ResultTable): void {
  let nulls = 0;
  for (let row = 0; row < table.rowCount; row++) for (let column = 0; column < table.columns.length; column++) if (table.cell(row, column) === null) nulls++;
  if (nulls === 0) throw empty();
}

function empty(): InternalError {
  return new InternalError({ code: "bench-no-rows", message: "The generated answer has no rows or no nulls. Look at defender-answer.ts." });
}
