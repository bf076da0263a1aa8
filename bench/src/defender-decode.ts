import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defenderAnswer } from "./defender-answer.js";
import { median, report } from "./report.js";
import { runNode } from "./run-process.js";

/** Sizes of answers, and how often each is read in one process: small ones often, because the first reading is that of cold code. */
const sizes = [{ rows: 1000, times: 15, rounds: 3 }, { rows: 10_000, times: 5, rounds: 3 }, { rows: 100_000, times: 1, rounds: 5 }] as const;

interface Run {
  readonly milliseconds: number[];
  readonly peakBytes: number;
}

/** Bytes of an answer to a typed table against JSON.parse of the same text, in turns, each in a process of its own; and the peak of memory. */
export function measureDefenderDecode(here: string): void {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-"));
  try {
    for (const size of sizes) measureSize(here, join(folder, `${size.rows}.json`), size);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureSize(here: string, file: string, { rows, times, rounds }: (typeof sizes)[number]): void {
  writeAnswer(file, rows);
  const once = (way: string): Run => JSON.parse(runNode([join(here, "decode-once.js"), way, file, String(times)]).output) as Run;
  const runs = Array.from({ length: rounds }, () => ({ parse: once("parse"), decode: once("decode"), touch: once("decode-touch") }));
  const middle = (way: "parse" | "decode" | "touch"): number => median(runs.map((run) => median(run[way].milliseconds)));
  const bytes = statSync(file).size;
  const detail = `${(bytes / 1e6).toFixed(1)} MB: decode ${middle("decode").toFixed(1)} ms, with every value read ${middle("touch").toFixed(1)} ms, JSON.parse ${middle("parse").toFixed(1)} ms (medians of ${rounds} processes)`;
  report({ name: `defender-decode-${rows}`, value: middle("decode") / middle("parse"), unit: "times", target: 1.35, detail });
  process.stdout.write(`INFO  defender-decode-${rows}-every-value ${(middle("touch") / middle("parse")).toFixed(2)} times\n`);
  if (rows < 100_000) return;
  const peak = (way: "parse" | "decode" | "touch"): number => Math.max(...runs.map((run) => run[way].peakBytes)) / bytes;
  report({ name: "defender-decode-peak-memory", value: peak("decode"), unit: "times the body", target: 3.3, detail: `with every value read ${peak("touch").toFixed(2)}, JSON.parse ${peak("parse").toFixed(2)} times the body` });
}

function writeAnswer(file: string, rows: number): void {
  const handle = openSync(file, "w");
  for (const piece of defenderAnswer(rows)) writeSync(handle, piece);
  closeSync(handle);
}
