import { compileToIr } from "@huntkit/kql/ir";
import { tableRows, type KqlType, type KqlValue, type ResultColumn } from "@huntkit/provider";
import type { DuckDBInstance } from "@duckdb/node-api";
import { engineMacros } from "../../lower/functions/engine-macros.js";
import { bindParameters } from "../../runtime/bind-parameters.js";
import { engineTable } from "../../runtime/engine-table.js";
import { hostFunctions } from "../../lower/functions/host/host-functions.js";
import { registerHostFunctions } from "../../runtime/register-host-functions.js";
import type { LocalColumnStorage, LocalTableSource } from "../../tables/local-table-source.js";
import { compileToSql, type CompiledStatement } from "../compile-kql.js";

/** A table for tests: its columns, how each is stored, and the SQL that makes the stored rows, a CREATE TABLE. */
export interface TestTable {
  readonly columns: Readonly<Record<string, { readonly type: KqlType; readonly raw?: string; readonly stored?: LocalColumnStorage }>>;
  readonly create?: string;
}

/** Tables for tests, by name. */
export type TestTables = Readonly<Record<string, TestTable>>;

/** 2026-07-01T12:00:00Z in ticks: `now()` in tests. */
export const testNow = 639_185_040_000_000_000n;

const columnsOf = (table: TestTable): ResultColumn[] => Object.entries(table.columns).map(([name, { type }]) => ({ name, type }));

/** Compiles a query text against tables for tests. */
export function compileKql(text: string, tables: TestTables = {}): CompiledStatement[] {
  const schema = { tables: Object.entries(tables).map(([name, table]) => ({ name, columns: columnsOf(table) })) };
  const program = compileToIr(text, { schema });
  const find = (name: string): LocalTableSource | undefined => {
    const table = tables[name];
    return table && {
      columns: Object.entries(table.columns).map(([column, { type, raw, stored }]) => ({ name: column, type, raw: raw ?? column, stored: stored ?? "native" })),
      from: { kind: "name", name },
    };
  };
  return [...compileToSql(program, find, { nowTicks: testNow }).statements];
}

/** The columns and rows of a query, run by DuckDB in memory; cells as JSON shows them. */
export interface RunOutcome {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
  readonly sql: string;
}

let shared: Promise<DuckDBInstance> | undefined;

/** One DuckDB for all tests of a file: making the macros takes longer than most queries. Tables belong to their connection. */
function openInstance(): Promise<DuckDBInstance> {
  shared ??= (async () => {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("SET GLOBAL disabled_optimizers = 'unnest_rewriter'"); // as the engine has it
    await registerHostFunctions(connection, [...hostFunctions.keys()], new Set());
    for (const statement of engineMacros) await connection.run(statement);
    connection.closeSync();
    return instance;
  })();
  return shared;
}

/** Runs a query text; gives the outcome of each of its results. */
export async function runAll(text: string, tables: TestTables = {}): Promise<RunOutcome[]> {
  const statements = compileKql(text, tables);
  const connection = await (await openInstance()).connect();
  try {
    for (const table of Object.values(tables)) if (table.create) await connection.run(table.create.replace("CREATE TABLE", "CREATE TEMP TABLE"));
    const outcomes: RunOutcome[] = [];
    for (const statement of statements) {
      const prepared = await connection.prepare(statement.sql);
      bindParameters(prepared, statement.parameters);
      const result = await prepared.run();
      const chunks = await result.fetchAllChunks();
      const columnTypeIds = result.columnNames().map((_, index) => result.columnTypeId(index));
      const table = await engineTable(statement.columns, { columnNames: result.columnNames(), columnTypeIds, chunks });
      outcomes.push({ columns: statement.columns, rows: [...tableRows(table)].map((row) => row.map(plain)), sql: statement.sql });
    }
    return outcomes;
  } finally {
    connection.closeSync();
  }
}

/** Runs a query text of one result. */
export async function run(text: string, tables: TestTables = {}): Promise<RunOutcome> {
  const [outcome] = await runAll(text, tables);
  if (!outcome) throw new RangeError("the query has no result");
  return outcome;
}

/** The rows of a query of one result. */
export async function rowsOf(text: string, tables: TestTables = {}): Promise<RunOutcome["rows"]> {
  return (await run(text, tables)).rows;
}

function plain(cell: KqlValue): unknown {
  return JSON.parse(JSON.stringify(cell, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value))) as unknown;
}
