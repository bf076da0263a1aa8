import type { KqlService, LintFinding } from "@huntkit/kql";
import { defenderEnvironmentNamed, defenderTables, type DefenderTable } from "@huntkit/schemas";

/** A finding, and the data environments that have it. */
export interface EnvironmentFinding {
  readonly finding: LintFinding;
  readonly environments: readonly string[];
}

const services = new Map<string, KqlService>();
const tableTexts = new Map<string, ReadonlyMap<string, string>>();

/** Lints a text in one data environment. */
export async function lintIn(text: string, environment: string): Promise<readonly LintFinding[]> {
  return (await serviceOf(environment)).lint(text);
}

/**
 * Lints a text in several data environments. Environments with the same tables are looked at once; and a text without a finding that
 * names its tables has none in another environment that serves the same ones.
 */
export async function lintInEnvironments(text: string, environments: readonly string[]): Promise<readonly EnvironmentFinding[]> {
  const groups = groupsOf(environments);
  const found: EnvironmentFinding[] = [];
  let clean: readonly string[] | undefined;
  for (const group of groups) {
    const [first] = group;
    if (first === undefined || (clean !== undefined && servesTheSame(clean, groups[0]?.[0] ?? first, first))) continue;
    const service = await serviceOf(first);
    const findings = service.lint(text);
    if (group === groups[0] && findings.length === 0 && namesItsTables(text)) clean = service.analyze(text).tablesRead;
    for (const finding of findings) found.push({ finding, environments: group });
  }
  return found;
}

/** The environments in groups of the same tables, the group with most tables first. */
function groupsOf(environments: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const environment of environments) {
    const key = [...tablesOf(environment).values()].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), environment]);
  }
  return [...groups].sort(([left], [right]) => right.length - left.length).map(([, group]) => group);
}

/** Whether a text reads only tables that it names one by one; else another environment could give it more. */
function namesItsTables(text: string): boolean {
  return !/\b(?:search|find|table|macro-expand)\b/i.test(text) && !(/\bunion\b/i.test(text) && text.includes("*"));
}

function servesTheSame(tables: readonly string[], left: string, right: string): boolean {
  return tables.every((table) => tablesOf(left).get(table) !== undefined && tablesOf(left).get(table) === tablesOf(right).get(table));
}

/** Each table of an environment as a text of its name and columns. */
function tablesOf(environment: string): ReadonlyMap<string, string> {
  const known = tableTexts.get(environment);
  if (known) return known;
  const defender = defenderEnvironmentNamed(environment);
  const tables = defender === undefined ? [] : defenderTables(defender);
  const texts = new Map(tables.map((table) => [table.name, tableText(table)]));
  tableTexts.set(environment, texts);
  return texts;
}

function tableText({ name, columns }: DefenderTable): string {
  return `${name}(${columns.map((column) => `${column.name}:${column.type}`).join(",")})`;
}

async function serviceOf(environment: string): Promise<KqlService> {
  const known = services.get(environment);
  if (known) return known;
  const { createKqlService } = await import("@huntkit/kql");
  const made = createKqlService({ schema: environment });
  services.set(environment, made);
  return made;
}
