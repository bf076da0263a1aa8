import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import type { ConformanceCase } from "./cases/conformance-case.js";
import { type CaseReport, runCase } from "./run/run-case.js";

/** Runs the cases one after the other over a folder without tables that they could read. */
export async function runCollection(cases: readonly ConformanceCase[]): Promise<CaseReport[]> {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-conformance-"));
  writeFileSync(join(folder, "Nothing.csv"), "Value\n1\n");
  const connection = await localDriver.connect({ path: folder });
  try {
    const reports: CaseReport[] = [];
    for (const item of cases) reports.push(await runCase(connection, item));
    return reports;
  } finally {
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes what the engine gave, one JSON object a line: `{id, columns, rows}` or `{id, error}`. */
export function writeResults(file: string, reports: readonly CaseReport[]): void {
  const lines = reports.map(({ item, found, detail }) => JSON.stringify(found ? { id: item.id, ...found } : { id: item.id, error: detail }));
  writeFileSync(file, `${lines.join("\n")}\n`);
}
