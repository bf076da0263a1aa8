import { spawnSync } from "node:child_process";
import { InternalError } from "@huntkit/provider";

/** What a finished process took. */
export interface ProcessRun {
  readonly milliseconds: number;
  readonly output: string;
}

/**
 * Runs Node with parameters to its end.
 * @throws {InternalError} if it does not end with exit code 0: a measure of a failure says nothing.
 */
export function runNode(parameters: readonly string[]): ProcessRun {
  const start = performance.now();
  const result = spawnSync(process.execPath, parameters, { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 256 * 1024 * 1024 });
  const milliseconds = performance.now() - start;
  if (result.status !== 0)
    throw new InternalError({ code: "bench-process-failed", message: `node ${parameters.join(" ")} ended with ${result.status}:\n${result.stdout}${result.stderr}` });
  return { milliseconds, output: result.stdout };
}

/** Runs two commands in turns, so that both meet the same load of the machine, and gives the times of each. */
export function runInTurns(first: readonly string[], second: readonly string[], times: number): { readonly first: number[]; readonly second: number[] } {
  const runs = { first: [] as number[], second: [] as number[] };
  runNode(first);
  runNode(second);
  for (let count = 0; count < times; count++) {
    runs.first.push(runNode(first).milliseconds);
    runs.second.push(runNode(second).milliseconds);
  }
  return runs;
}
