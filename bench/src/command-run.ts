import { median, report } from "./report.js";
import { runNode } from "./run-process.js";

/** Whole process `huntkit run` of a library query on the sample. */
export function measureCommandRun(cli: string, sampleFolder: string): void {
  const command = [cli, "run", "M365D.list_host_processes", "--path", sampleFolder, "--host_name", "ws-001", "--start", "2026-07-01", "--end", "2026-07-08", "--limit", "20", "--format", "csv"];
  runNode(command);
  const times = Array.from({ length: 7 }, () => runNode(command).milliseconds / 1000);
  report({ name: "cli-run-sample", value: median(times), unit: "s", target: 1.2, detail: `median of 7, from ${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)} s` });
}
