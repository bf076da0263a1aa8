import { attemptsOf, CancelledError, type DriverConnection, HuntError, type MissingPart, type PartialResult, type QueryResult, type ResultBase, type ResultWarning, type SplitOrderKey } from "@huntkit/provider";
import { mergeTables } from "../split/merge-rows.js";
import { distinctWarnings } from "../split/run-split.js";
import type { Connected } from "./connected.js";
import { withConnectionColumn } from "./with-connection-column.js";

/** A query over several connections. */
export interface RunOnConnections {
  readonly text: string;
  readonly connections: readonly Connected[];
  /** Runs the query over one of them. */
  readonly runOn: (connection: DriverConnection, signal: AbortSignal) => Promise<QueryResult>;
  readonly signal: AbortSignal | undefined;
  readonly requireComplete: boolean;
  /** The order that the query gives its rows, where it is known; else the rows stand in the order of the connections. */
  readonly order?: readonly SplitOrderKey[] | undefined;
}

type Outcome = { readonly name: string; readonly result?: QueryResult; readonly failure?: HuntError };

/**
 * Runs a query over several connections at once. A column `Connection` comes first and says where a row comes from. A connection that
 * fails does not stop the others: it is in the account.
 * @throws {HuntError} the failure of the first connection, if all fail or the caller requires a complete result; `CancelledError` with the rows so far.
 */
export async function runOnConnections(run: RunOnConnections): Promise<QueryResult> {
  const started = performance.now();
  const halt = new AbortController();
  const signal = run.signal ? AbortSignal.any([run.signal, halt.signal]) : halt.signal;
  const failures: unknown[] = [];
  const faults: unknown[] = [];
  const outcomes = await Promise.all(run.connections.map(async (one): Promise<Outcome> => {
    const outcome = await runOne(run, one, signal).catch((error: unknown) => void faults.push(error));
    if (outcome?.failure) failures.push(outcome.failure);
    if (!outcome || (run.requireComplete && outcome.failure)) halt.abort();
    return outcome ?? { name: one.name };
  }));
  if (faults.length > 0) throw faults[0];
  if (run.requireComplete && failures.length > 0 && run.signal?.aborted !== true) throw failures[0];
  return together(run, outcomes, performance.now() - started);
}

async function runOne({ runOn }: RunOnConnections, one: Connected, signal: AbortSignal): Promise<Outcome> {
  if ("failure" in one) return one;
  try {
    return { name: one.name, result: await runOn(one.connection, signal) };
  } catch (error) {
    if (!HuntError.isInstance(error) || error.kind === "internal") throw error;
    const partial = error instanceof CancelledError ? error.partial : undefined;
    return { name: one.name, failure: error, ...(partial ? { result: partial } : {}) };
  }
}

function together(run: RunOnConnections, outcomes: readonly Outcome[], durationMilliseconds: number): QueryResult {
  const given = outcomes.flatMap(({ name, result }) => (result ? [{ name, result }] : []));
  const missing = outcomes.flatMap(missingOf);
  const cancelled = run.signal?.aborted === true;
  const failure = outcomes.find((one) => one.failure)?.failure;
  if (given.length === 0 && failure) throw cancelled ? cancelledError(run) : failure;
  const table = mergeTables(given.map(({ name, result }) => withConnectionColumn(result.status === "complete" ? result.table : result.partialTable, name)), run.order);
  const base: ResultBase = { query: run.text, durationMilliseconds, ...about(given) };
  if (missing.length === 0) return { ...base, status: "complete", table };
  const partial: PartialResult = { ...base, status: "partial", partialTable: table, missing };
  if (cancelled) throw cancelledError(run, partial);
  return partial;
}

function cancelledError({ signal }: RunOnConnections, partial?: PartialResult): CancelledError {
  return new CancelledError({ code: "cancelled", message: "The query was cancelled.", cause: signal?.reason, ...(partial ? { partial } : {}) });
}

function missingOf({ name, result, failure }: Outcome): MissingPart[] {
  if (result?.status === "partial") return result.missing.map((one) => ({ ...one, connection: name }));
  return failure ? [{ connection: name, error: failure, attempts: attemptsOf(failure) }] : [];
}

function about(given: readonly { readonly name: string; readonly result: QueryResult }[]): Pick<ResultBase, "warnings" | "visualization"> {
  const warnings = warningsOf(given);
  const visualization = given.find(({ result }) => result.visualization)?.result.visualization;
  return { warnings, ...(visualization ? { visualization } : {}) };
}

/** The warnings with the connections that told them in front, each once: ten tenants that say the same are one line. */
function warningsOf(given: readonly { readonly name: string; readonly result: QueryResult }[]): ResultWarning[] {
  const told = new Map<string, { readonly warning: ResultWarning; readonly names: string[] }>();
  for (const { name, result } of given)
    for (const warning of distinctWarnings(result.warnings)) {
      const known = told.get(`${warning.code} ${warning.message}`) ?? { warning, names: [] };
      told.set(`${warning.code} ${warning.message}`, known);
      known.names.push(name);
    }
  return [...told.values()].map(({ warning: { code, message }, names }) => ({ code, message: `${names.join(", ")}: ${message}` }));
}
