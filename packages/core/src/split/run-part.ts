import { attemptsOf, type DriverQueryOptions, HuntError, type MissingPart, type QueryResult, ServiceError } from "@huntkit/provider";
import { waitUntilCancelled } from "../stop-waiting.js";
import { errorInQuery } from "./error-in-query.js";
import { checkMerge } from "./merge-groups.js";
import { mergeOf } from "./split-options.js";
import { floorTicks, type OngoingSplit, type PartEnd } from "./split-run.js";
import { halves, openEnds, type TimePart } from "./time-parts.js";

/** Codes of failures that a shorter part may not meet. */
const tooMuchCodes: ReadonlySet<string> = new Set(["query-too-heavy", "result-too-large", "query-timeout", "rows-cut"]);
/** Kinds of failures that every further part would meet as well. */
const commonKinds: ReadonlySet<string> = new Set(["query", "parameter", "template", "sign-in", "setting", "cloud", "unsupported", "cancelled"]);

/**
 * Asks for one part and notes how it ended.
 * @returns the halves to be asked for in its place; none if it is done.
 * @throws what is no answer of the source but a fault: of ours, or of the store of finished parts.
 */
export async function runPart(ongoing: OngoingSplit, part: TimePart): Promise<readonly TimePart[]> {
  const { run } = ongoing;
  const number = ++ongoing.tally.begun;
  const tell = (event: PartEvent): void => run.onProgress?.({ ...event, part: number, parts: ongoing.tally.known, connection: run.connection.name, timeRange: part.nominal });
  tell({ type: "part-start" });
  const stored = await run.parts?.read(part.nominal);
  if (stored?.kind === "rows") {
    ongoing.ends.push({ part, table: stored.table, about: { warnings: stored.warnings ?? [] }, missing: [] });
    tell({ type: "part-done", rows: stored.table.rowCount });
    return [];
  }
  const answer = stored ? cutAtLimit(run.rowLimit ?? 0) : await askPart(ongoing, part);
  const smaller = isTooMuch(answer, run.rowLimit) ? halves(part, floorTicks(run)) : undefined;
  if (!smaller) return endPart(ongoing, endOf(ongoing, part, answer), tell);
  if (!stored) await run.parts?.write(part.nominal, { kind: "halved" });
  ongoing.tally.known += 2;
  tell({ type: "part-halved" });
  return smaller;
}

type PartEvent = { readonly type: "part-start" | "part-halved" } | { readonly type: "part-done"; readonly rows: number } | { readonly type: "part-failed"; readonly message: string };

async function endPart(ongoing: OngoingSplit, end: PartEnd, tell: (event: PartEvent) => void): Promise<readonly []> {
  const { run } = ongoing;
  const merge = mergeOf(run.options);
  if (merge && end.table) checkMerge(end.table.columns, merge);
  const [failed] = end.missing;
  if (!failed && end.table) await run.parts?.write(end.part.nominal, { kind: "rows", table: end.table, warnings: end.about?.warnings ?? [] });
  ongoing.ends.push(end);
  if (!failed) {
    tell({ type: "part-done", rows: end.table?.rowCount ?? 0 });
    return [];
  }
  tell({ type: "part-failed", message: failed.error.message });
  if (run.options.requireComplete === true || commonKinds.has(failed.error.kind)) ongoing.stop ??= failed.error;
  if (run.options.requireComplete === true) ongoing.halt.abort(failed.error);
  return [];
}

async function askPart({ run, signal }: OngoingSplit, part: TimePart): Promise<QueryResult | HuntError> {
  const options: DriverQueryOptions = {
    signal,
    ...(run.onProgress ? { onProgress: run.onProgress } : {}),
    // The text restricts the part; a source's own range stays that of the whole, so that its edges do not matter.
    ...(run.timespan ? { timespan: run.timespan } : {}),
  };
  const asked = run.plan.restrict(part.range);
  try {
    const answer = run.connection.query(asked, options);
    return await (run.cancels === "waiting" ? waitUntilCancelled(answer, signal) : answer);
  } catch (error) {
    if (!HuntError.isInstance(error) || error.kind === "internal") throw error;
    return errorInQuery(error, { query: run.text, asked, plan: run.plan, range: part.range });
  }
}

function isTooMuch(answer: QueryResult | HuntError, rowLimit: number | undefined): boolean {
  if (HuntError.isInstance(answer)) return tooMuchCodes.has(answer.code);
  if (answer.status === "partial") return answer.missing.every(({ error }) => tooMuchCodes.has(error.code));
  return rowLimit !== undefined && answer.table.rowCount >= rowLimit;
}

function endOf({ run }: OngoingSplit, part: TimePart, answer: QueryResult | HuntError): PartEnd {
  if (HuntError.isInstance(answer)) return { part, missing: [missingPart(run.connection.name, part, answer, attemptsOf(answer))] };
  const { warnings, visualization, statistics } = answer;
  const about = { warnings, ...(visualization ? { visualization } : {}), ...(statistics ? { statistics } : {}) };
  if (answer.status === "partial") return { part, about, table: answer.partialTable, missing: answer.missing.map((one) => ({ ...missingPart(run.connection.name, part, one.error, one.attempts), ...one })) };
  const isCut = run.rowLimit !== undefined && answer.table.rowCount >= run.rowLimit;
  return { part, about, table: answer.table, missing: isCut ? [missingPart(run.connection.name, part, cutAtLimit(run.rowLimit), 1)] : [] };
}

/** An entry of the account for a part. */
export function missingPart(connection: string, part: TimePart, error: HuntError, attempts: number): MissingPart {
  const open = openEnds(part);
  return { connection, timeRange: part.nominal, ...(open ? { open } : {}), error, attempts };
}

function cutAtLimit(limit: number): HuntError {
  return new ServiceError({ code: "rows-cut", retryable: false, message: `The source cut the answer at ${limit} rows, and the part cannot be made shorter: some of its rows are there, others are missing. Narrow the query.` });
}
