import { type DriverConnection, type DriverQueryOptions, HuntError, type MissingPart, type ProgressListener, QuotaError, type ResultTable, ServiceError, type SplitPlan, type TimeRange, TICKS_PER_MINUTE } from "@huntkit/provider";
import type { QueryResult } from "@huntkit/provider";
import { throwIfCancelled } from "../stop-waiting.js";
import { mergeTables } from "./merge-rows.js";
import { checkPartCount, type SplitOptions, splitTicks } from "./split-options.js";
import { halves, type TimePart, timeParts, wholePart } from "./time-parts.js";

/** What a split run needs. */
export interface SplitRun {
  readonly text: string;
  readonly plan: SplitPlan;
  readonly connection: DriverConnection;
  readonly timeRange: TimeRange;
  readonly options: SplitOptions & { readonly splitBy: string };
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
  /** Rows at which the source cuts an answer without a word. */
  readonly rowLimit: number | undefined;
  /** What the source is asked for beside the text; undefined if an unsplit run would not tell it either. */
  readonly timespan: TimeRange | undefined;
  /** How many parts run at once. */
  readonly concurrent: number;
}

/** A part that was answered, or one that is missing. */
type PartEnd = { readonly at: bigint; readonly table: ResultTable } | { readonly at: bigint; readonly missing: MissingPart };

/**
 * Runs a query in parts of time and puts their rows together. A part that the source cuts, or refuses for its size, is halved down
 * to the floor; what fails all the same is in the account of a partial result, never left out in silence.
 * @throws {HuntError} the first error, if every part failed or the caller requires a complete result; `CancelledError`.
 */
export async function runSplit(run: SplitRun): Promise<QueryResult> {
  const started = performance.now();
  const ends = (await runParts(run, firstParts(run))).sort((left, right) => (left.at < right.at ? -1 : 1));
  const tables = ends.flatMap((end) => ("table" in end ? [end.table] : []));
  const missing = ends.flatMap((end) => ("missing" in end ? [end.missing] : []));
  const [first] = missing;
  if (first && (tables.length === 0 || run.options.requireComplete === true)) throw first.error;
  const base = { query: run.text, durationMilliseconds: performance.now() - started, warnings: [] };
  const table = mergeTables(tables, run.plan.order);
  return first ? { ...base, status: "partial", partialTable: table, missing } : { ...base, status: "complete", table };
}

function firstParts({ options, timeRange }: SplitRun): TimePart[] {
  const ticks = splitTicks(options.splitBy);
  if (ticks === undefined) return [wholePart(timeRange)];
  checkPartCount(timeRange.end.ticks - timeRange.start.ticks, ticks);
  return timeParts(timeRange, ticks);
}

/** A pool of workers over a queue that grows when a part is halved. */
async function runParts(run: SplitRun, parts: readonly TimePart[]): Promise<PartEnd[]> {
  const queue = [...parts];
  const ends: PartEnd[] = [];
  const tally = { begun: 0, known: parts.length, running: 0 };
  await new Promise<void>((resolve, reject) => {
    const next = (): void => {
      if (queue.length === 0 && tally.running === 0) resolve();
      while (tally.running < run.concurrent && queue.length > 0) {
        const part = queue.shift();
        if (part === undefined) break;
        tally.running++;
        tally.begun++;
        void runPart(run, part, tally)
          .then((outcome) => {
            if ("halves" in outcome) {
              queue.unshift(...outcome.halves);
              tally.known++;
            } else ends.push(outcome);
          })
          .then(() => {
            tally.running--;
            next();
          })
          .catch(reject);
      }
    };
    next();
  });
  return ends;
}

type PartOutcome = PartEnd | { readonly halves: readonly [TimePart, TimePart] };

async function runPart(run: SplitRun, part: TimePart, tally: { readonly begun: number; readonly known: number }): Promise<PartOutcome> {
  throwIfCancelled(run.signal);
  const labels = { part: tally.begun, parts: tally.known, connection: run.connection.name, timeRange: part.nominal };
  run.onProgress?.({ type: "part-start", ...labels });
  const answer = await askPart(run, part);
  if (answer instanceof HuntError) {
    const smaller = isTooMuch(answer) ? halves(part, floorOf(run)) : undefined;
    if (smaller) return { halves: smaller };
    run.onProgress?.({ type: "part-failed", ...labels, message: answer.message });
    return missingPart(run, part, answer);
  }
  if (run.rowLimit !== undefined && answer.rowCount >= run.rowLimit) {
    const smaller = halves(part, floorOf(run));
    return smaller ? { halves: smaller } : missingPart(run, part, cutAtLimit(run.rowLimit));
  }
  run.onProgress?.({ type: "part-done", ...labels, rows: answer.rowCount });
  return { at: part.nominal.start.ticks, table: answer };
}

async function askPart(run: SplitRun, part: TimePart): Promise<ResultTable | HuntError> {
  const options: DriverQueryOptions = {
    ...(run.signal ? { signal: run.signal } : {}),
    ...(run.onProgress ? { onProgress: run.onProgress } : {}),
    // The text restricts the part; a source's own range stays that of the whole, so that its edges do not matter.
    ...(run.timespan ? { timespan: run.timespan } : {}),
  };
  try {
    const result = await run.connection.query(run.plan.restrict(part.range), options);
    return result.status === "complete" ? result.table : (result.missing[0]?.error ?? cutAtLimit(run.rowLimit ?? 0));
  } catch (error) {
    if (!HuntError.isInstance(error) || error.kind === "cancelled" || error.kind === "internal") throw error;
    return error;
  }
}

function missingPart({ connection }: SplitRun, part: TimePart, error: HuntError): PartEnd {
  return { at: part.nominal.start.ticks, missing: { connection: connection.name, timeRange: part.nominal, error, attempts: 1 } };
}

function cutAtLimit(limit: number): HuntError {
  return new ServiceError({ code: "rows-cut", retryable: false, message: `The source cut the answer at ${limit} rows, and the part cannot be made shorter. Narrow the query.` });
}

function floorOf({ options }: SplitRun): bigint {
  return BigInt(Math.max(1, Math.round((options.floorMinutes ?? 1) * 60))) * (TICKS_PER_MINUTE / 60n);
}

const tooMuch: ReadonlySet<string> = new Set(["query-too-heavy", "result-too-large", "query-timeout"]);

/** Whether a shorter range may be answered where this one was not. */
function isTooMuch(error: HuntError): boolean {
  return !(error instanceof QuotaError) && tooMuch.has(error.code);
}
