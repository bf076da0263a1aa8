import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { median, report } from "./report.js";
import { runNode } from "./run-process.js";

const recording = "empire_persistence_registry_modification_run_keys_standard_user.zip";

/** Import of the largest recording (80 MB unpacked) against DuckDB merely reading the same file, and the import's peak of memory. */
export function measureImport(here: string, recordings: string): void {
  const file = join(recordings, recording);
  if (!existsSync(file)) {
    process.stdout.write(`BENCH import-vs-read-json SKIPPED: ${recording} is not there (set HUNTKIT_SHARED)\n`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-"));
  try {
    const unzip = spawnSync("unzip", ["-q", "-o", file, "-d", folder], { stdio: "inherit" });
    if (unzip.status !== 0) {
      process.stdout.write("BENCH import-vs-read-json SKIPPED: the command unzip is not there\n");
      return;
    }
    const unpacked = readdirSync(folder).map((name) => join(folder, name)).find((path) => path.endsWith(".json")) ?? "";
    const runs = Array.from({ length: 3 }, (_, index) => oneRound(here, unpacked, join(folder, `out-${index}`)));
    const own = median(runs.map((run) => run.own));
    const bare = median(runs.map((run) => run.bare));
    const size = (statSync(unpacked).size / 1e6).toFixed(0);
    report({ name: "import-vs-read-json", value: own / bare, unit: "times", target: 3, detail: `${size} MB: import ${(own / 1000).toFixed(2)} s, read_json ${(bare / 1000).toFixed(2)} s (medians of 3)` });
    report({ name: "import-peak-memory", value: Math.max(...runs.map((run) => run.peak)) / 1e6, unit: "MB", target: 600 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function oneRound(here: string, file: string, out: string): { own: number; bare: number; peak: number } {
  const imported = JSON.parse(runNode([join(here, "import-once.js"), file, out]).output) as { milliseconds: number; peakBytes: number };
  const read = JSON.parse(runNode([join(here, "read-json-once.js"), file]).output) as { milliseconds: number };
  return { own: imported.milliseconds, bare: read.milliseconds, peak: imported.peakBytes };
}
