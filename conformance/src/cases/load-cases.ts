import { readFileSync } from "node:fs";
import { DataError } from "@huntkit/provider";
import type { ConformanceCase } from "./conformance-case.js";

/** What a case is that says nothing else. */
const usual = {
  partial: false,
  partialColumns: false,
  unordered: false,
  orderBy: null,
  selfContained: true,
  nondeterministic: false,
  setLike: false,
  multiResult: false,
  resultColumns: null,
  suspect: [],
} as const;

/**
 * Reads a file of cases, one JSON object a line.
 * @throws {DataError} for a line that is not JSON.
 */
export function loadCases(file: string): ConformanceCase[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => (line.trim() ? [parseCase(file, line, index + 1)] : []));
}

function parseCase(file: string, line: string, number: number): ConformanceCase {
  try {
    return { ...usual, ...(JSON.parse(line) as Pick<ConformanceCase, "id" | "page" | "query" | "columns" | "rows">) };
  } catch (cause) {
    throw new DataError({ code: "case-not-json", message: `${file}, line ${number}: not JSON. Each line holds one case.`, cause });
  }
}
