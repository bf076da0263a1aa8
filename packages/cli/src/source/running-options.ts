import { resolve } from "node:path";
import type { RunTextOptions } from "@huntkit/core";
import { ParameterError } from "@huntkit/provider";
import type { SplitCommandOptions } from "./source-options.js";

/**
 * What the options of a command say of the time range and of parts of time.
 * @throws {ParameterError} `since-missing`.
 */
export function runningOptions({ splitBy, splittable, requireComplete, checkpoint, since, until }: SplitCommandOptions, cwd: string): Pick<RunTextOptions, "splitBy" | "splittable" | "requireComplete" | "checkpoint" | "timeRange"> {
  if (until !== undefined && since === undefined) throw new ParameterError({ code: "since-missing", message: "--until needs --since: say where the time range begins." });
  return {
    ...(splitBy === undefined ? {} : { splitBy }),
    ...(splittable === undefined ? {} : { splittable }),
    ...(requireComplete === undefined ? {} : { requireComplete }),
    ...(checkpoint === undefined ? {} : { checkpoint: resolve(cwd, checkpoint) }),
    ...(since === undefined ? {} : { timeRange: { start: since, ...(until === undefined ? {} : { end: until }) } }),
  };
}
