import type { IrProgram, IrResult } from "@huntkit/kql/ir";
import type { ResultColumn, Visualization } from "@huntkit/provider";
import { LowerContext, type TableFinder } from "../lower/lower-context.js";
import { physicalNames, selectOf } from "../lower/lowered-relation.js";
import { renderSql } from "../sql/render-sql.js";
import type { SqlParameterValue, SqlSelect } from "../sql/sql-nodes.js";

/** What the compiler must know beside the program. */
export interface CompileOptions {
  /** The moment that `now()` and `ago()` mean throughout the query, in ticks of 100 ns since 0001-01-01. */
  readonly nowTicks: bigint;
}

/** One SELECT for DuckDB. */
export interface CompiledStatement {
  /** The text; parameters are `$1`, `$2`, … */
  readonly sql: string;
  /** The values of the parameters: `parameters[0]` is `$1`. */
  readonly parameters: readonly SqlParameterValue[];
  /** The columns of the result by position, with KQL's names and types; DuckDB's own names may differ. */
  readonly columns: readonly ResultColumn[];
  /** The `render` at the end of the query. */
  readonly visualization?: Visualization;
}

/** A compiled program: a statement for each of its results, in order. */
export interface CompiledProgram {
  /** The statements. */
  readonly statements: readonly CompiledStatement[];
}

/**
 * Compiles a program to SQL for DuckDB 1.5. Pure: it reads no data. The rows come in the engine's own form of their types
 * (`lower/physical-types.ts`).
 * @param tables Finds the source of a table that the program reads.
 * @throws {UnsupportedError} for a construct that the engine does not know, with its place in the text.
 */
export function compileToSql(program: IrProgram, tables: TableFinder, options: CompileOptions): CompiledProgram {
  return { statements: program.results.map((result) => compileResult(program, result, tables, options)) };
}

function compileResult(program: IrProgram, result: IrResult, tables: TableFinder, { nowTicks }: CompileOptions): CompiledStatement {
  const { relation, visualization } = result;
  const context = new LowerContext(program, relation, tables, nowTicks);
  const lowered = context.relation(relation, { columns: new Set(relation.columns.map((column) => column.name)), order: true });
  const names = physicalNames(lowered.columns.map((column) => column.name));
  const select = selectOf(lowered, lowered.columns.map((column, index) => ({ value: column.value, as: names[index] ?? "" })));
  const tablesOfLets = context.lets.finish();
  const query: SqlSelect = {
    ...select,
    ...(tablesOfLets.length ? { with: tablesOfLets } : {}),
    ...(lowered.order.length ? { orderBy: lowered.order } : {}),
  };
  const columns = lowered.columns.map(({ name, type }) => ({ name, type }));
  return { ...renderSql(query), columns, ...(visualization ? { visualization } : {}) };
}
