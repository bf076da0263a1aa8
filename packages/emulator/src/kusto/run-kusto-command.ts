import { type CompleteResult, type DriverConnection, type KqlType, type KqlValue, type ResultColumn, type TableSchema, tableFromRows } from "@huntkit/provider";
import type { KustoCall } from "./kusto-call.js";
import { kustoProblem } from "./kusto-problem.js";
import { engineOf } from "./run-kusto-query.js";

/** The name of the database that each tenant has. */
export const databaseName = "Hunting";

interface CommandTable {
  readonly columns: readonly (readonly [name: string, type: KqlType])[];
  readonly rows: readonly (readonly KqlValue[])[];
}

type Schema = readonly TableSchema[];

const texts = (...names: readonly string[]): CommandTable["columns"] => names.map((name) => [name, "string"] as const);

/** The management commands that the emulator answers, by their form. Source: pages ".show tables command", ".show table schema command", ".show database schema command", ".show databases". */
const commands: readonly { readonly form: RegExp; readonly answer: (schema: Schema, name: string) => CommandTable | undefined }[] = [
  { form: /^\.show\s+version$/i, answer: () => ({ columns: [["BuildVersion", "string"], ["BuildTime", "datetime"], ["ServiceType", "string"], ["ProductVersion", "string"]], rows: [["1.0.0.0", null, "Engine", "huntkit emulator"]] }) },
  { form: /^\.show\s+databases$/i, answer: () => ({ columns: [...texts("DatabaseName", "PersistentStorage", "Version"), ["IsCurrent", "bool"], ...texts("DatabaseAccessMode", "PrettyName")], rows: [[databaseName, "", "v1.0", true, "ReadOnly", ""]] }) },
  { form: /^\.show\s+tables$/i, answer: (schema) => ({ columns: texts("TableName", "DatabaseName", "Folder", "DocString"), rows: schema.map(({ name }) => [name, databaseName, "", ""]) }) },
  { form: /^\.show\s+table\s+(\S+|\['[^']+'\]|\["[^"]+"\])\s+cslschema$/i, answer: (schema, name) => described(schema, name, cslSchema) },
  { form: /^\.show\s+table\s+(\S+|\['[^']+'\]|\["[^"]+"\])\s+schema\s+as\s+json$/i, answer: (schema, name) => described(schema, name, jsonSchema) },
  { form: /^\.show\s+(?:database\s+)?(?:\S+\s+)?schema$/i, answer: (schema) => databaseSchema(schema) },
];

/**
 * Answers a management command; behind a pipe the engine goes on with its table. Throws the service's refusal for a command that the emulator
 * does not have.
 */
export async function runKustoCommand(call: KustoCall, connection: DriverConnection, signal: AbortSignal): Promise<CompleteResult> {
  const [command = "", ...operators] = partsOf(call.text);
  const found = commands.map(({ form, answer }) => ({ match: form.exec(command), answer })).find(({ match }) => match !== null);
  if (!found) throw kustoProblem(call.identity, "General_BadRequest", `The emulator does not have the command ${command.slice(0, 80)}. It has .show databases, .show tables, .show table T cslschema, .show table T schema as json, .show database schema and .show version.`);
  const engine = engineOf(connection);
  const { tables = [] } = (await engine.schema({ signal })) as { readonly tables?: Schema };
  const name = (found.match?.[1] ?? "").replace(/^\[["']|["']\]$/g, "");
  const table = found.answer(tables, name);
  if (!table) throw kustoProblem(call.identity, "BadRequest_EntityNotFound", `Entity '${name}' of kind 'Table' was not found.`);
  if (operators.length > 0) return (await engine.query([await asDatatable(table), ...operators].join(" | "), { signal })) as CompleteResult;
  const columns: ResultColumn[] = table.columns.map(([column, type]) => ({ name: column, type }));
  return { status: "complete", query: call.text, table: tableFromRows(columns, table.rows), durationMilliseconds: 0, warnings: [] };
}

/** The command and the operators behind its pipes; a pipe inside quotes is none. */
function partsOf(text: string): string[] {
  const plain = text.trim().replace(/;$/, "");
  return (plain.match(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^|"'])+/g) ?? []).map((part) => part.trim().replace(/\s+/g, " "));
}

function described(schema: Schema, name: string, text: (table: TableSchema) => string): CommandTable | undefined {
  const table = schema.find((each) => each.name === name);
  return table && { columns: texts("TableName", "Schema", "DatabaseName", "Folder", "DocString"), rows: [[table.name, text(table), databaseName, "", ""]] };
}

function cslSchema({ columns }: TableSchema): string {
  return columns.map(({ name, type }) => `${name}:${type}`).join(",");
}

const systemTypes: Readonly<Record<KqlType, string>> = {
  bool: "System.SByte", int: "System.Int32", long: "System.Int64", real: "System.Double", decimal: "System.Data.SqlTypes.SqlDecimal", datetime: "System.DateTime", timespan: "System.TimeSpan", string: "System.String",
  guid: "System.Guid", dynamic: "System.Object",
};

function jsonSchema({ name, columns }: TableSchema): string {
  return JSON.stringify({ Name: name, OrderedColumns: columns.map(({ name: column, type }) => ({ Name: column, Type: systemTypes[type], CslType: type })) });
}

function databaseSchema(schema: Schema): CommandTable {
  const columns = [...texts("DatabaseName", "TableName", "ColumnName", "ColumnType"), ["IsDefaultTable", "bool"], ["IsDefaultColumn", "bool"], ...texts("PrettyName", "Version", "Folder", "DocString")] as const;
  const row = (table: string, column: string, type: string): readonly KqlValue[] => [databaseName, table, column, type, false, false, "", "v1.0", "", ""];
  return { columns, rows: [row("", "", ""), ...schema.flatMap(({ name, columns: own }) => [row(name, "", ""), ...own.map((column) => row(name, column.name, systemTypes[column.type]))])] };
}

async function asDatatable({ columns, rows }: CommandTable): Promise<string> {
  const { kqlDialect } = await import("@huntkit/kql/dialect");
  const body = rows.map((row) => row.map((value, index) => kqlDialect.literal(value, columns[index]?.[1] ?? "string")).join(",")).join(",");
  return `datatable(${columns.map(([name, type]) => `${name}:${type}`).join(",")})[${body}]`;
}
