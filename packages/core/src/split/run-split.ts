import { CancelledError, type DynamicValue, type HuntError, type PartialResult, type QueryResult, type ResultBase, type ResultTable, type ResultWarning } from "@huntkit/provider";
import { throwIfCancelled } from "../stop-waiting.js";
import { mergeTables } from "./merge-rows.js";
import { runPool } from "./part-pool.js";
import { missingPart, runPart } from "./run-part.js";
import { checkPartCount, mergeOf, splitTicks } from "./split-options.js";
import type { OngoingSplit, PartEnd, SplitRun } from "./split-run.js";
import { type TimePart, timeParts, wholePart } from "./time-parts.js";

/**
 * Runs a query in parts of time and puts their rows together. A part that the source cuts, or refuses for its size, is halved down
 * to the floor; what fails all the same is in the account of a partial result, never left out in silence. A failure that every part
 * would meet (the query, the sign-in, …) ends the asking.
 * @throws {HuntError} the failure, if no part gave rows or the caller requires a complete result; `CancelledError` with the rows so far.
 */
export async function runSplit(run: SplitRun): Promise<QueryResult> {
  throwIfCancelled(run.signal);
  const started = performance.now();
  const ongoing = begin(run);
  const parts = firstParts(run);
  ongoing.tally.known = parts.length;
  const stopped = (): boolean => ongoing.stop !== undefined || ongoing.signal.aborted;
  const left = await runPool({ units: parts, concurrent: run.concurrent, stopped, work: (part) => workOn(ongoing, part) });
  const cancelled = cancellationOf(ongoing);
  const reason = cancelled ?? ongoing.stop;
  const unasked = reason ? left.map((part): PartEnd => ({ part, missing: [missingPart(run.connection.name, part, reason, 0)] })) : [];
  const ends = [...ongoing.ends, ...unasked].sort(byTime);
  return outcome(run, ends, { cancelled, stop: ongoing.stop, durationMilliseconds: performance.now() - started });
}

function begin(run: SplitRun): OngoingSplit {
  const halt = new AbortController();
  const signal = run.signal ? AbortSignal.any([run.signal, halt.signal]) : halt.signal;
  return { run, ends: [], tally: { begun: 0, known: 0 }, halt, signal };
}

/** A fault in one part stops its siblings, so that nothing runs on unseen. */
async function workOn(ongoing: OngoingSplit, part: TimePart): Promise<readonly TimePart[]> {
  try {
    return await runPart(ongoing, part);
  } catch (error) {
    ongoing.halt.abort(error);
    throw error;
  }
}

function firstParts({ options, timeRange, isClosed }: SplitRun): TimePart[] {
  const ticks = splitTicks(options.splitBy);
  if (ticks === undefined) return [wholePart(timeRange, isClosed)];
  checkPartCount(timeRange.end.ticks - timeRange.start.ticks, ticks);
  return timeParts(timeRange, ticks, isClosed);
}

/** Why the run was cancelled: by the caller, or because the connection was closed below it. */
function cancellationOf({ run, stop }: OngoingSplit): HuntError | undefined {
  if (stop?.kind === "cancelled") return stop;
  return run.signal?.aborted === true ? new CancelledError({ code: "cancelled", message: "The query was cancelled.", cause: run.signal.reason }) : undefined;
}

function byTime({ part: left }: PartEnd, { part: right }: PartEnd): number {
  const [a, b] = [left.nominal.start.ticks, right.nominal.start.ticks];
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Ending {
  readonly cancelled: HuntError | undefined;
  readonly stop: HuntError | undefined;
  readonly durationMilliseconds: number;
}

function outcome(run: SplitRun, ends: readonly PartEnd[], { cancelled, stop, durationMilliseconds }: Ending): QueryResult {
  const tables = ends.flatMap(({ table }) => (table ? [table] : []));
  const missing = ends.flatMap((end) => end.missing);
  const [first] = missing;
  const merged = (): ResultTable => mergeTables(tables, run.plan.order, mergeOf(run.options));
  const base: ResultBase = { query: run.text, durationMilliseconds, ...mergedAbout(ends) };
  if (!first) return { ...base, status: "complete", table: merged() };
  const partial = (): PartialResult => ({ ...base, status: "partial", partialTable: merged(), missing });
  if (cancelled) throw cancelledWith(cancelled, tables.length > 0 ? partial() : undefined);
  if (tables.length === 0 || run.options.requireComplete === true) throw stop ?? first.error;
  return partial();
}

/** The error of a run that was cancelled, with the rows so far. */
function cancelledWith({ code, message, cause }: HuntError, partial: PartialResult | undefined): CancelledError {
  return new CancelledError({ code, message, cause, ...(partial ? { partial } : {}) });
}

function mergedAbout(ends: readonly PartEnd[]): Pick<ResultBase, "warnings" | "visualization" | "statistics"> {
  const warnings = distinctWarnings(ends.flatMap(({ about }) => about?.warnings ?? []));
  const visualization = ends.find(({ about }) => about?.visualization)?.about?.visualization;
  const parts = ends.flatMap(({ part, about }): DynamicValue[] => (about?.statistics ? [{ start: String(part.nominal.start), end: String(part.nominal.end), statistics: about.statistics }] : []));
  return { warnings, ...(visualization ? { visualization } : {}), ...(parts.length > 0 ? { statistics: { parts } } : {}) };
}

/** Warnings, each once. */
export function distinctWarnings(warnings: readonly ResultWarning[]): ResultWarning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code} ${warning.message}`, warning])).values()];
}
