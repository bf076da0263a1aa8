import { compileToIr, type BindingScope, type IrProgram } from "@huntkit/kql/ir";
import { KqlDateTime, QueryError, UnsupportedError, textPlace, type DataSchema, type ResultWarning } from "@huntkit/provider";
import { compileToSql, type CompiledProgram, type CompiledStatement } from "../compile/compile-kql.js";
import type { TableScope } from "../tables/local-tables.js";
import type { LocalCompileOptions } from "./local-connection.js";
import { withSuggestions } from "./suggest-names.js";

/** A text after compiling. */
export interface CompiledText extends CompiledProgram {
  readonly ir: IrProgram;
  /** About tables without data. */
  readonly warnings: readonly ResultWarning[];
}

const scopes = new WeakMap<DataSchema, BindingScope>();

/** The language service keeps what it made for a scope by the scope's identity. */
function scopeOf(schema: DataSchema): BindingScope {
  const known = scopes.get(schema) ?? { schema };
  scopes.set(schema, known);
  return known;
}

/** Compiles a text against the tables of a folder: text, IR, SQL. */
export function compileText(text: string, tables: TableScope, now: Date, options: LocalCompileOptions): CompiledText {
  const ir = bound(text, tables.schema, options);
  const read = new Set<string>();
  const find = (name: string): ReturnType<TableScope["source"]> => {
    read.add(name);
    return tables.source(name);
  };
  const { statements } = compileToSql(ir, find, { nowTicks: KqlDateTime.fromDate(now).ticks });
  return { ir, statements, warnings: tables.warnings(read) };
}

function bound(text: string, schema: DataSchema, options: LocalCompileOptions): IrProgram {
  try {
    return compileToIr(text, scopeOf(schema), options.parameters === undefined ? {} : { parameters: options.parameters });
  } catch (error) {
    throw withSuggestions(error, text, schema);
  }
}

/**
 * The only statement of a program.
 * @throws {UnsupportedError} if the text has several results, {@link QueryError} if it has none.
 */
export function onlyStatement(compiled: CompiledText): CompiledStatement {
  const [first] = compiled.statements;
  const query = compiled.ir.text;
  const second = compiled.ir.results[1]?.relation.span;
  if (second !== undefined)
    throw new UnsupportedError({
      code: "several-results",
      construct: "a second result",
      query,
      place: textPlace(query, second.start, second.length),
      message: `The query gives ${compiled.statements.length} results, and one call gives one table. Run the statements one by one, or join them by \`union\`.`,
    });
  if (first === undefined) throw new QueryError({ code: "query-without-result", query, message: "The query has no statement that gives rows. End it with a tabular expression, such as a table's name." });
  return first;
}
