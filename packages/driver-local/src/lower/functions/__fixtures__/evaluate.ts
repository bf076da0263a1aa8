import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { tableRows, type KqlValue } from "@huntkit/provider";
import { compileKql, type TestTables } from "../../../compile/__fixtures__/run-kql.js";
import { bindParameters } from "../../../runtime/bind-parameters.js";
import { engineTable } from "../../../runtime/engine-table.js";
import { registerHostFunctions } from "../../../runtime/register-host-functions.js";
import { engineMacrosFor } from "../engine-macros.js";
import { hostNamesIn } from "../host/host-function.js";

let opened: Promise<DuckDBConnection> | undefined;
const made = new Set<string>();
const hosts = new Set<string>();

function connection(): Promise<DuckDBConnection> {
  opened ??= DuckDBInstance.create(":memory:").then((instance) => instance.connect());
  return opened;
}

/** Runs a KQL query on one DuckDB for the whole test file; cells as plain JSON, NaN and infinities by name. */
export async function rows(query: string, tables: TestTables = {}): Promise<unknown[][]> {
  const duckdb = await connection();
  const statement = compileKql(query, tables).at(-1);
  if (!statement) throw new RangeError("the query has no result");
  const macros = engineMacrosFor(statement.sql, made);
  await registerHostFunctions(duckdb, hostNamesIn([statement.sql, ...macros].join("\n")), hosts);
  for (const sql of macros) await duckdb.run(sql);
  const prepared = await duckdb.prepare(statement.sql);
  bindParameters(prepared, statement.parameters);
  const result = await prepared.run();
  const chunks = await result.fetchAllChunks();
  const columnTypeIds = result.columnNames().map((_, index) => result.columnTypeId(index));
  const table = await engineTable(statement.columns, { columnNames: result.columnNames(), columnTypeIds, chunks });
  return [...tableRows(table)].map((row) => row.map(plain));
}

/** The values of expressions, each by `print`. */
export async function values(...expressions: readonly string[]): Promise<unknown[]> {
  const [row] = await rows(`print ${expressions.map((expression, index) => `v${index} = ${expression}`).join(",\n")}`);
  return row ?? [];
}

/** The value of each expression, by its text: compare it with an object of what they should be. */
export async function valuesOf(expected: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const expressions = Object.keys(expected);
  const found = await values(...expressions);
  return Object.fromEntries(expressions.map((expression, index) => [expression, found[index]]));
}

function plain(cell: KqlValue): unknown {
  if (typeof cell === "number" && !Number.isFinite(cell)) return String(cell);
  const text = JSON.stringify(cell, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
  return text === undefined ? null : (JSON.parse(text) as unknown);
}
