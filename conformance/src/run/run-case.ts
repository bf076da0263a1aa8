import { type DriverConnection, type DynamicValue, HuntError, KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlValue, tableRows, UnsupportedError } from "@huntkit/provider";
import type { ConformanceCase } from "../cases/conformance-case.js";
import { compareCase, type FoundTable } from "../judge/compare-case.js";

/** How a case ended. `unsupported`: the engine refused it, naming what it does not know. `error`: anything else that is no table. */
export type Outcome = "matched" | "mismatched" | "unsupported" | "error";

/** A case with its end. */
export interface CaseReport {
  readonly item: ConformanceCase;
  readonly outcome: Outcome;
  /** The difference, or the error's message. */
  readonly detail: string;
  /** What the engine gave, if it gave a table. */
  readonly found?: FoundTable;
}

/** Runs a case and judges it. Faults of the engine itself are errors of the case, so that one case does not end the run. */
export async function runCase(connection: DriverConnection, item: ConformanceCase): Promise<CaseReport> {
  try {
    const found = await foundTable(connection, item.query);
    const difference = compareCase(item, found);
    return { item, outcome: difference === undefined ? "matched" : "mismatched", detail: difference ?? "", found };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { item, outcome: error instanceof UnsupportedError ? "unsupported" : "error", detail: error instanceof HuntError ? detail : `${error instanceof Error ? error.name : "fault"}: ${detail}` };
  }
}

async function foundTable(connection: DriverConnection, query: string): Promise<FoundTable> {
  const result = await connection.query(query);
  const table = result.status === "complete" ? result.table : result.partialTable;
  return { columns: table.columns.map(({ name }) => name), rows: [...tableRows(table)].map((row) => row.map(cellOf)) };
}

function cellOf(value: KqlValue): unknown {
  if (typeof value === "bigint" || value instanceof KqlDateTime || value instanceof KqlTimeSpan || value instanceof KqlDecimal) return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  return value === null || typeof value !== "object" ? value : plainDynamic(value as DynamicValue);
}

function plainDynamic(value: DynamicValue): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plainDynamic);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainDynamic(item as DynamicValue)]));
}
