import { type Driver, type DriverConnection, HuntError, type QueryResult, type SplitPlan, type TimeRange } from "@huntkit/provider";
import { errorInQuery } from "./split/error-in-query.js";
import type { RangeInText } from "./split/range-in-text.js";
import { type Checkpoint, openCheckpoint } from "./checkpoint/open-checkpoint.js";
import type { RunTextOptions } from "./query-provider.js";
import { runSplit } from "./split/run-split.js";
import type { SplitRun } from "./split/split-run.js";
import { withRowLimit } from "./split/with-row-limit.js";
import { waitUntilCancelled } from "./stop-waiting.js";

/** A query text and how it is run, on one connection or on several. */
export interface TextRun {
  readonly text: string;
  readonly driver: Driver;
  readonly environment: string;
  readonly options: RunTextOptions;
  /** The range that is split. */
  readonly timeRange: TimeRange;
  /** What the source is asked for beside the text. */
  readonly timespan: TimeRange | undefined;
  /** How the text is split; undefined if it runs as a whole. */
  readonly plan: SplitPlan | undefined;
  /** Whether the range that is split is one that rows must lie in, and the source is not told of it beside the text. */
  readonly isClosed: boolean;
  /** The range that is written into a text that runs as a whole; undefined for none. */
  readonly within: RangeInText | undefined;
  /** What the run is found by on disk when the same command is given again. */
  readonly checkpointKey: string | undefined;
}

/** Runs a text on one connection, as a whole or in parts. Throws as `QueryProvider.query` does. */
export async function runOnConnection(run: TextRun, connection: DriverConnection, signal: AbortSignal | undefined): Promise<QueryResult> {
  if (run.plan === undefined) return runWhole(run, connection, signal);
  const { checkpoint: folder } = run.options;
  if (folder === undefined) return runSplit(splitRun(run, run.plan, connection, signal));
  const checkpoint = await openCheckpoint({ folder, ...checkpointNames(run, connection) });
  try {
    return await runWithCheckpoint({ ...splitRun(run, run.plan, connection, signal), parts: checkpoint }, checkpoint);
  } finally {
    await checkpoint.close();
  }
}

async function runWithCheckpoint(run: SplitRun, checkpoint: Checkpoint): Promise<QueryResult> {
  const result = await runSplit(run);
  if (result.status === "complete") await checkpoint.finish();
  return { ...result, warnings: [...checkpoint.notices, ...result.warnings] };
}

function checkpointNames({ text, environment, timeRange, isClosed, options, checkpointKey, driver }: TextRun, connection: DriverConnection): Omit<Parameters<typeof openCheckpoint>[0], "folder"> {
  const { splitBy = "auto", floorMinutes, timeColumn, splittable } = options;
  const rowLimit = driver.capabilities.silentRowLimit;
  return {
    environment,
    connection: connection.name,
    query: text,
    timeRange,
    splitBy,
    options: { floorMinutes, timeColumn, splittable: splittable === undefined ? undefined : splittable !== false, rowLimit, ...(isClosed ? { isClosed } : {}) },
    ...(checkpointKey === undefined ? {} : { key: checkpointKey }),
  };
}

function splitRun(run: TextRun, plan: SplitPlan, connection: DriverConnection, signal: AbortSignal | undefined): SplitRun {
  const { capabilities } = run.driver;
  return {
    text: run.text,
    plan,
    connection,
    timeRange: run.timeRange,
    isClosed: run.isClosed,
    options: { ...run.options, splitBy: run.options.splitBy ?? "auto" },
    signal,
    onProgress: run.options.onProgress,
    rowLimit: capabilities.silentRowLimit,
    timespan: run.timespan,
    concurrent: Math.max(1, capabilities.concurrentQueries),
    cancels: capabilities.cancels,
  };
}

async function runWhole({ text, driver, environment, options, timespan, within }: TextRun, connection: DriverConnection, signal: AbortSignal | undefined): Promise<QueryResult> {
  const { onProgress } = options;
  const asked = within ? within.plan.restrict(within.range) : text;
  const answer = connection.query(asked, { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}), ...(timespan ? { timespan } : {}) }).catch((error: unknown) => {
    throw within ? errorInQuery(error, { query: text, asked, ...within }) : error;
  });
  const { cancels, silentRowLimit } = driver.capabilities;
  // A driver that can stop the work itself is waited for, so that nothing runs on unseen.
  const result = await (cancels === "waiting" ? waitUntilCancelled(answer, signal) : answer);
  const rowBound = (): Promise<number | undefined> => boundOf(driver, text, environment);
  return withRowLimit({ ...result, query: text }, { rowLimit: silentRowLimit, rowBound }, options);
}

/** The source took the text, so one that names what is not known here is right all the same: then no bound is known. */
async function boundOf({ dialect }: Driver, text: string, environment: string): Promise<number | undefined> {
  try {
    return await dialect.rowBound?.(text, { environment });
  } catch (error) {
    if (HuntError.isInstance(error)) return undefined;
    throw error;
  }
}
