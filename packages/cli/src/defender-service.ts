import type { KqlService } from "@huntkit/kql";
import { defenderEnvironmentNamed, defenderTables, type DefenderTable } from "@huntkit/schemas";

const services = new Map<string, KqlService>();
const tableTexts = new Map<string, ReadonlyMap<string, string>>();

/** The KQL service of a Defender data environment, made once. */
export async function defenderService(environment: string): Promise<KqlService> {
  const known = services.get(environment);
  if (known) return known;
  const { createKqlService } = await import("@huntkit/kql");
  const made = createKqlService({ schema: environment });
  services.set(environment, made);
  return made;
}

/** Defender data environments in groups that serve the same tables, the group with most tables first. */
export function environmentGroups(environments: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const environment of environments) {
    const key = [...environmentTables(environment).values()].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), environment]);
  }
  return [...groups].sort(([left], [right]) => right.length - left.length).map(([, group]) => group);
}

/** Each table of a Defender data environment as a text of its name and columns. */
export function environmentTables(environment: string): ReadonlyMap<string, string> {
  const known = tableTexts.get(environment);
  if (known) return known;
  const defender = defenderEnvironmentNamed(environment);
  const tables = defender === undefined ? [] : defenderTables(defender);
  const texts = new Map(tables.map((table) => [table.name, tableText(table)]));
  tableTexts.set(environment, texts);
  return texts;
}

/** The names of the columns of a table of a Defender data environment; none for another table. */
export function environmentColumns(environment: string, table: string): readonly string[] {
  const defender = defenderEnvironmentNamed(environment);
  const found = defender === undefined ? undefined : defenderTables(defender).find(({ name }) => name === table);
  return found?.columns.map(({ name }) => name) ?? [];
}

function tableText({ name, columns }: DefenderTable): string {
  return `${name}(${columns.map((column) => `${column.name}:${column.type}`).join(",")})`;
}

/**
 * The data environments of a query that have a schema.
 * @param local What stands for a query that names none but Local; it gets none if this is undefined.
 */
export function schemaEnvironments(environments: readonly string[], local: string | undefined): string[] {
  const known = [...new Set(environments.map(defenderEnvironmentNamed).filter((name) => name !== undefined))];
  const isLocal = environments.some((name) => /^local(?:data)?$/i.test(name));
  return known.length > 0 || !isLocal || local === undefined ? known : [local];
}
