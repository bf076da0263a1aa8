import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { engineHunts } from "./engine-hunts.table.js";
import { writeTables } from "./engine-scale.js";
import { report } from "./report.js";
import { runNode } from "./run-process.js";

const sizes = [1, 10, 40];

/** What a process tells that ran all hunts: milliseconds of each (the median of its rounds), and the most memory that the process had, in MB. */
interface HuntsRun {
  readonly milliseconds: readonly number[];
  readonly peakMegabytes: number;
}

async function writeSizes(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const duck = await instance.connect();
  try {
    for (const millions of sizes) {
      mkdirSync(join(folder, String(millions)));
      await writeTables(duck, join(folder, String(millions)), millions * 1_000_000);
    }
  } finally {
    duck.closeSync();
    instance.closeSync();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The 12 hunts over 1, 10 and 40 million rows: how the time grows with the data, and the memory of a process with a limit of 1 GB. */
export async function measureEngineGrowth(here: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-growth-"));
  const run = (millions: number, ...more: string[]): HuntsRun => JSON.parse(runNode([join(here, "hunts-once.js"), join(folder, String(millions)), ...more]).output) as HuntsRun;
  try {
    await writeSizes(folder);
    const runs = sizes.map((millions) => run(millions));
    const times = runs.map(({ milliseconds }) => sum(milliseconds));
    sizes.slice(1).forEach((millions, index) => {
      const before = sizes[index] ?? 1;
      const growth = (times[index + 1] ?? 0) / (times[index] ?? 1) / (millions / before);
      report({ name: `engine-growth-${before}m-${millions}m`, value: growth, unit: "times the growth of the data", target: 1, detail: `${engineHunts.length} hunts: ${(times[index] ?? 0).toFixed(0)} ms over ${before} million rows, ${(times[index + 1] ?? 0).toFixed(0)} ms over ${millions} million` });
    });
    const limited = run(40, "1GB");
    report({ name: "engine-40m-memory-1gb", value: limited.peakMegabytes, unit: "MB", target: 1536, detail: `the whole process with memoryLimit 1GB, ${sum(limited.milliseconds).toFixed(0)} ms; without a limit ${runs[2]?.peakMegabytes.toFixed(0)} MB, ${(times[2] ?? 0).toFixed(0)} ms` });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
