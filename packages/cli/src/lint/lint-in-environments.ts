import type { LintFinding } from "@huntkit/kql";
import { defenderService, environmentGroups, environmentTables } from "../defender-service.js";

/** A finding, and the data environments that have it. */
export interface EnvironmentFinding {
  readonly finding: LintFinding;
  readonly environments: readonly string[];
}

/** Lints a text in one data environment. */
export async function lintIn(text: string, environment: string): Promise<readonly LintFinding[]> {
  return (await defenderService(environment)).lint(text);
}

/**
 * Lints a text in several data environments. Environments with the same tables are looked at once; and a text without a finding that
 * names its tables has none in another environment that serves the same ones.
 */
export async function lintInEnvironments(text: string, environments: readonly string[]): Promise<readonly EnvironmentFinding[]> {
  const groups = environmentGroups(environments);
  const found: EnvironmentFinding[] = [];
  let clean: readonly string[] | undefined;
  for (const group of groups) {
    const [first] = group;
    if (first === undefined || (clean !== undefined && servesTheSame(clean, groups[0]?.[0] ?? first, first))) continue;
    const service = await defenderService(first);
    const findings = service.lint(text);
    if (group === groups[0] && findings.length === 0 && namesItsTables(text)) clean = service.analyze(text).tablesRead;
    for (const finding of findings) found.push({ finding, environments: group });
  }
  return found;
}

/** Whether a text reads only tables that it names one by one; else another environment could give it more. */
function namesItsTables(text: string): boolean {
  return !/\b(?:search|find|table|macro-expand)\b/i.test(text) && !(/\bunion\b/i.test(text) && text.includes("*"));
}

function servesTheSame(tables: readonly string[], left: string, right: string): boolean {
  return tables.every((table) => environmentTables(left).get(table) !== undefined && environmentTables(left).get(table) === environmentTables(right).get(table));
}
