import { didYouMean } from "@huntkit/core";
import { type DataSchema, type HuntError, ParameterError, type ResultTable, tableFromRows, type TableSchema } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { dataFolder } from "../data-folder.js";
import { exitCodes } from "../exit-codes.js";
import { type OutputOptions, writeTable } from "../output/write-table.js";
import { visibleText } from "../visible-lines.js";

/** Options of `huntkit schema`. */
export interface SchemaCommandOptions extends OutputOptions {
  readonly path?: string;
  readonly env?: string;
}

/** Lists the tables of a folder or a service, or the columns of one table. */
export async function schemaCommand(name: string | undefined, options: SchemaCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const schema = options.path === undefined && !isLocal(options.env) ? await serviceSchema(options.env ?? "M365D") : await folderSchema(options, surroundings);
  const table = name === undefined ? tablesTable(schema) : columnsTable(findTable(schema, name));
  await writeTable(table, options, surroundings);
  return exitCodes.ok;
}

function isLocal(environment: string | undefined): boolean {
  return ["local", "localdata"].includes(environment?.toLowerCase() ?? "");
}

async function serviceSchema(environment: string): Promise<DataSchema> {
  const [{ defenderSchema }, { defenderEnvironmentNamed, defenderEnvironments }] = await Promise.all([import("@huntkit/kql"), import("@huntkit/schemas")]);
  const known = defenderEnvironmentNamed(environment);
  if (known) return defenderSchema(known);
  const names = ["Local", ...defenderEnvironments];
  throw new ParameterError({
    code: "environment-unknown",
    message: `There is no data environment "${environment}".${didYouMean(environment, names)} Known: ${names.join(", ")}.`,
  });
}

async function folderSchema(options: SchemaCommandOptions, surroundings: CommandSurroundings): Promise<DataSchema> {
  const { localDriver } = await import("@huntkit/driver-local");
  const { createQueryProvider } = await import("@huntkit/core");
  const { signal } = surroundings;
  const provider = await createQueryProvider("Local", { drivers: [localDriver], connect: { path: dataFolder(options.path, surroundings), signal } });
  try {
    const schema = await provider.schema({ signal });
    const problems = "problems" in schema && Array.isArray(schema.problems) ? (schema.problems as readonly HuntError[]) : [];
    for (const problem of problems) surroundings.stderr.write(`warning: ${visibleText(problem.message)}\n`);
    return schema;
  } finally {
    await provider.close();
  }
}

function findTable(schema: DataSchema, name: string): TableSchema {
  const found = schema.tables.find((table) => table.name === name) ?? schema.tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const names = schema.tables.map((table) => table.name);
  throw new ParameterError({ code: "table-unknown", message: `There is no table "${name}" here.${didYouMean(name, names)} \`huntkit schema\` lists all ${names.length}.` });
}

function tablesTable(schema: DataSchema): ResultTable {
  return tableFromRows(
    [{ name: "Table", type: "string" }, { name: "Columns", type: "int" }, { name: "Description", type: "string" }],
    schema.tables.map((table) => [table.name, table.columns.length, table.description ?? ""]),
  );
}

function columnsTable(table: TableSchema): ResultTable {
  return tableFromRows(
    [{ name: "Column", type: "string" }, { name: "Type", type: "string" }, { name: "Description", type: "string" }],
    table.columns.map((column) => [column.name, column.type, column.description ?? ""]),
  );
}
