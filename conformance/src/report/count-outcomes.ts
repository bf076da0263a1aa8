import type { CaseReport, Outcome } from "../run/run-case.js";

/** How many cases ended how. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Counts the ends of cases. */
export function countOutcomes(reports: readonly CaseReport[]): OutcomeCounts {
  const counts = { matched: 0, mismatched: 0, unsupported: 0, error: 0 };
  for (const report of reports) counts[report.outcome]++;
  return counts;
}

/** `matched N of M deterministic (P%), mismatched K, unsupported U, errors E`. */
export function summaryLine(reports: readonly CaseReport[]): string {
  const { matched, mismatched, unsupported, error } = countOutcomes(reports);
  const share = reports.length === 0 ? "0.0" : ((100 * matched) / reports.length).toFixed(1);
  return `matched ${matched} of ${reports.length} deterministic (${share}%), mismatched ${mismatched}, unsupported ${unsupported}, errors ${error}`;
}
