import { ParameterError, type TimeRange } from "@huntkit/provider";
import type { RunTextOptions } from "../query-provider.js";
import type { TimeWindow } from "../time-window.js";
import { contentHash, resumeRange } from "./run-manifest.js";

/** What a run is found by on disk, and the range that it had when it began. */
export interface ResumedRun {
  readonly key: string;
  /** Undefined if no unfinished run is there. */
  readonly timeRange: TimeRange | undefined;
}

/**
 * Looks for an unfinished run of what is asked for. Times are compared as they were written, so that a command with relative times goes
 * on with the range that it had when it began.
 * @returns undefined without the option `checkpoint`.
 * @throws {ParameterError} `checkpoint-needs-split`; {@link DataError} if the folder cannot be read.
 */
export async function resumedRun(asked: Readonly<Record<string, string>>, options: RunTextOptions, timeRange: TimeWindow | undefined): Promise<ResumedRun | undefined> {
  const { checkpoint: folder, splitBy } = options;
  if (folder === undefined) return undefined;
  if (splitBy === undefined) throw new ParameterError({ code: "checkpoint-needs-split", message: "A checkpoint keeps the finished parts of a query, so the query has to run in parts. Say how (splitBy: \"1d\", or \"auto\")." });
  const { floorMinutes, timeColumn, splittable } = options;
  const window = JSON.stringify([timeRange?.start, timeRange?.end], exactly);
  const key = contentHash({ ...asked, splitBy, floorMinutes, timeColumn, splittable: typeof splittable === "object" ? JSON.stringify(splittable) : splittable, window });
  return { key, timeRange: await resumeRange({ folder, key }) };
}

/** Parameters as text, for the key only. */
export function parametersText(parameters: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(parameters).sort(([left], [right]) => (left < right ? -1 : 1)), exactly);
}

function exactly(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
