import { median, report } from "./report.js";
import { runInTurns } from "./run-process.js";

/** Whole process `huntkit queries` against `node -e 0`, in turns. */
export function measureCommandStart(cli: string): void {
  const runs = runInTurns([cli, "queries"], ["-e", "0"], 15);
  const own = median(runs.first);
  const bare = median(runs.second);
  report({ name: "cli-queries-vs-node", value: own / bare, unit: "times", target: 3, detail: `huntkit queries ${own.toFixed(1)} ms, node -e 0 ${bare.toFixed(1)} ms (medians of 15)` });
}
