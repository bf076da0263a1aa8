import type { DriverConnection } from "@huntkit/provider";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import { type ParameterValue, type QueryTemplate, queryTables, renderQuery } from "@huntkit/templates";

/** What queries are run with: the time range, and a value for each parameter without an example. */
export interface LibraryValues {
  readonly range: { readonly start: string; readonly end: string };
  readonly values: Readonly<Record<string, ParameterValue>>;
}

/** What a run of all queries came to. */
export interface LibraryRun {
  /** Rows of each query that was answered, by `Family.name`. */
  readonly rows: ReadonlyMap<string, number>;
  /** Why others were not, a line each. */
  readonly refused: readonly string[];
  /** A line for each query, for people. */
  readonly lines: readonly string[];
}

function textOf(template: QueryTemplate, { range, values }: LibraryValues): string {
  const needed = template.parameters.filter(({ name, required }) => (required || name === template.requireOneOf?.[0]) && !(name in range));
  const given = needed.map(({ name, examples }) => [name, (name === "host_name" ? undefined : (examples?.[0] as ParameterValue | undefined)) ?? values[name]] as const);
  return renderQuery(template, { ...Object.fromEntries(given), ...range }, { dialect: kqlDialect });
}

/** The number of rows, or how the engine refuses the query. */
async function outcome(text: string, connection: DriverConnection): Promise<number | string> {
  try {
    const result = await connection.query(text);
    return result.status === "complete" ? result.table.rowCount : "rows are missing";
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return `${error.kind}: ${error.message}`;
  }
}

/** Runs each query once. */
export async function runLibrary(templates: readonly QueryTemplate[], connection: DriverConnection, values: LibraryValues): Promise<LibraryRun> {
  const found = new Map<string, number>();
  const [refused, lines]: [string[], string[]] = [[], []];
  for (const template of templates) {
    const rows = await outcome(textOf(template, values), connection);
    const name = `${template.families[0] ?? ""}.${template.name}`;
    if (typeof rows === "string") refused.push(`${template.name}: ${rows}`);
    else found.set(name, rows);
    lines.push([name.padEnd(48), String(rows).padStart(7), template.environments.join(",").padEnd(34), queryTables(template).join(",")].join("  "));
  }
  return { rows: found, refused, lines: [`${"query".padEnd(48)}     rows  ${"environments".padEnd(36)}tables`, ...lines.sort()] };
}
